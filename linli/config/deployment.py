"""What must be so where others reach the machine; `linli deployment` says it, and `serve` starts only then."""

import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

# Bytes of a key. Source: NIST SP 800-57 part 1, 256 bits for AES-256 and HMAC-SHA-256.
KEY_BYTES: Final = 32
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
ONLY_HERE: Final = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


@dataclass(frozen=True)
class Deployment:
    """What is set on a machine; the keys by the name of their variable."""

    production: bool
    debug: bool
    public_url: str
    hosts: Sequence[str]
    proxies: Sequence[str]
    data_mode: (
        int  # who may read the folder of database, keys and pictures: permissions as os.stat tells them
    )
    keys_mode: int  # the same of the folder of the keys
    keys: dict[str, bytes]
    demonstration_accounts: int  # active, whose password the README tells
    roles_without_second_factor: Sequence[str]  # from county level up, and administrators


def faults(told: Deployment) -> Iterator[str]:
    """Yield what keeps a machine from being reached by others, in sentences for whoever sets it up."""
    if not told.production:
        yield "LINLI_PRODUCTION=1 is not set: cookies would travel over http."
    if told.debug:
        yield "LINLI_DEBUG=1 shows secrets to everybody who meets an error."
    yield from _faults_of_reach(told)
    if told.data_mode & OTHERS:
        yield "Others on this machine can read the folder LINLI_DATA: chmod -R go= on it."
    if told.keys_mode & OTHERS:
        yield "Others on this machine can read the folder of the keys: chmod -R go= on it."
    yield from _faults_of_keys(told.keys)
    if told.demonstration_accounts:
        yield f"{told.demonstration_accounts} accounts have the demonstration's password, which everybody knows."
    if told.roles_without_second_factor:
        roles = ", ".join(told.roles_without_second_factor)
        yield f"No second factor is needed of {roles}: the province's security administrator sets it on /sign-in/requirements/."


def _faults_of_reach(told: Deployment) -> Iterator[str]:
    if not told.public_url.startswith("https://"):
        yield "LINLI_PUBLIC_URL must begin with https://."
    if "*" in told.hosts or not set(told.hosts) - ONLY_HERE:
        yield "LINLI_HOSTS must name the hosts that are served, without *."
    if not told.proxies:
        yield "LINLI_PROXIES must name the web server in front: without it all browsers count as one address."


def _faults_of_keys(keys: dict[str, bytes]) -> Iterator[str]:
    for name, key in keys.items():
        if len(key) < KEY_BYTES or len(set(key)) < KEY_BYTES // 4:
            yield f"{name} is no key: it needs {KEY_BYTES} random bytes."
    if len(set(keys.values())) < len(keys):
        yield "Two keys are the same; each must be its own."


def deployment_here() -> Deployment:
    """Read what is set on this machine."""
    from django.conf import settings

    from linli.lab.demonstration.queries import accounts_open
    from linli.sealing.ring import current_ring
    from linli.signin.queries.requirements import roles_left_open

    return Deployment(
        production=settings.PRODUCTION,
        debug=settings.DEBUG,
        public_url=settings.PUBLIC_URL,
        hosts=settings.ALLOWED_HOSTS,
        proxies=settings.PROXIES,
        data_mode=_mode(settings.DATA_DIR),
        keys_mode=_mode(settings.KEYS_DIR),
        keys={
            "LINLI_SECRET_KEY": settings.SECRET_KEY.encode(),
            **{f"LINLI_IDENTITY_KEY {key.number}": key.secret for key in current_ring().by_number.values()},
            "LINLI_AUDIT_KEY": settings.AUDIT_KEY,
        },
        demonstration_accounts=accounts_open(),
        roles_without_second_factor=roles_left_open(),
    )


def _mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode) if folder.exists() else 0


def refuse_unsafe() -> None:
    """End the command with 2 and say why, where something is not as it must be."""
    found = list(faults(deployment_here()))
    for fault in found:
        click.echo(fault, err=True)
    if found:
        sys.exit(2)


@click.command()
def deployment() -> None:
    """Say what is not yet as it must be where others reach this machine; ends with 2 then."""
    _say_beat()
    _say_where_keys_lie()
    _say_who_gives_posts()
    refuse_unsafe()
    click.echo("Ready: https only, own keys, hosts named, second factors, no demonstration accounts.")


def _say_where_keys_lie() -> None:
    """Say where keys and data lie in one folder, as they did once: a copy of it gives everything away."""
    from django.conf import settings

    if settings.KEYS_DIR == settings.DATA_DIR:
        beside = settings.DATA_DIR.with_name(f"{settings.DATA_DIR.name}-keys")
        click.echo(f"Keys lie beside the data in {settings.DATA_DIR}. Stop Linli and move *.key to {beside}.")


def _say_who_gives_posts() -> None:
    """Say where somebody makes accounts and nobody gives posts, as on an installation from before these were two."""
    from django.utils import timezone

    from linli.clock import day_of
    from linli.staff.queries.halves import areas_without_security

    for area in areas_without_security(on=day_of(timezone.now())):
        click.echo(
            f"No security administrator at {area} or above: nobody there gives or ends posts. "
            f"linli staff add --username NAME --name NAME --role SECURITY_ADMINISTRATOR --area {area}"
        )


def _say_beat() -> None:
    """Say when Linli's own jobs last ran, and what waits because they did not."""
    from django.utils import timezone

    from linli.audit.cli import told_waiting
    from linli.audit.queries import waiting_anywhere
    from linli.beat.queries import standings
    from linli.config.beat import jobs, told

    for standing in standings(jobs=jobs(), now=timezone.now()):
        click.echo(told(standing))
    click.echo(f"audit events: {told_waiting(waiting_anywhere())}")
