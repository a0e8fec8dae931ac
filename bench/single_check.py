"""Checks that come one at a time, each in a message of its own: how many a second a real server takes.

Run: python -m bench.single_check [--small]. `linli serve` with two workers on a PostgreSQL that waits for the disk; each
connection is a phone of its own with a session of its own. Beside it stand requests that are refused before the database
is asked: what the server, its middleware and the measuring itself cost. The limit is 150 checks a second at 8 connections.
"""

import datetime
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, Final
from uuid import uuid4

from tests import postgres

WORKERS: Final = 2
LEAST_A_SECOND: Final = 150
LIMIT_CONNECTIONS: Final = 8
COMMUNITY: Final = "340102001001"
TOKEN: Final = "t" * 32
WARM_UPS: Final = 4
TICK_S: Final = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Sizes:
    """How much is measured: people to check, connections at once, seconds for each number of them."""

    people: int
    connections: tuple[int, ...]
    seconds: float


WHOLE: Final = Sizes(people=600, connections=(8, 32), seconds=10)
SMALL: Final = Sizes(people=20, connections=(2,), seconds=1)


@dataclass(frozen=True)
class Phone:
    """A phone that is signed in."""

    device: str
    session: str


@dataclass(frozen=True)
class Measured:
    """One run. ms: waits of each answer, sorted; *_cpu_ms: of all processes of the server, and of the database's."""

    what: str
    connections: int
    a_second: float
    ms: list[float]
    server_cpu_ms: float
    database_cpu_ms: float

    def __str__(self) -> str:
        p50, p95 = (self.ms[int(len(self.ms) * part)] for part in (0.5, 0.95))
        return (
            f"{self.what}, {self.connections} connections: {self.a_second:,.0f} a second, p50 {p50:.1f} ms, p95 {p95:.1f}"
            f" ms; CPU of each {self.server_cpu_ms:.1f} ms in the server, {self.database_cpu_ms:.1f} ms in PostgreSQL"
        )


def main() -> None:
    """Measure and print; fail below the limit, which a small run does not look at."""
    small = "--small" in sys.argv[1:]
    try:
        url = postgres.start(settings=postgres.LASTING)
    except postgres.ProgramsMissing as missing:
        print(f"single checks: skipped. {missing}")
        return
    failed = False
    for measured in measure(url=url, sizes=SMALL if small else WHOLE):
        print(measured, flush=True)
        limited = measured.what == "single checks" and measured.connections == LIMIT_CONNECTIONS
        failed |= limited and measured.a_second < LEAST_A_SECOND
    if failed:
        sys.exit(f"fewer than {LEAST_A_SECOND} single checks a second at {LIMIT_CONNECTIONS} connections")


def measure(*, url: str, sizes: Sizes) -> Iterator[Measured]:
    """Fill an empty database, serve it, and yield what was measured. Call it once in a process that has no Django yet."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        os.environ |= {
            "LINLI_DATA": folder,
            "LINLI_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "linli.config.settings",
        }
        phones, observations = _fill(sizes)
        with _served(Path(folder)) as (port, server):
            for connections in sizes.connections:
                wanted = phones[:connections]
                next_check = _requests(wanted, observations)
                yield _measure("single checks", port, server, wanted, next_check, sizes.seconds)
            strangers = [Phone(str(uuid4()), "") for _ in range(sizes.connections[0])]
            refused = _requests(strangers, observations)
            yield _measure("refused unread", port, server, strangers, refused, sizes.seconds / 4)


def _fill(sizes: Sizes) -> tuple[list[Phone], list[str]]:
    """Register people and sign in a worker for each connection; return phones and whom to check."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from linli.areas.models import Area
    from linli.areas.rules import AreaCode
    from linli.observation.commands import NewArrival, register_arrivals
    from linli.people.commands import PersonCard
    from linli.staff.commands import give_post
    from linli.staff.models import User
    from linli.staff.rights import Role
    from linli.staff.rules import OPERATOR

    call_command("migrate", verbosity=0)
    community, now = AreaCode(COMMUNITY), timezone.now()
    first = timezone.localdate() - datetime.timedelta(days=30)
    Area.objects.bulk_create(
        Area(code=code, name=code, level=AreaCode(code).level, valid_from=first)
        for code in [*community.ancestors, community]
    )
    arrivals = [
        NewArrival(
            card=PersonCard(
                name=f"王{n}", phone=f"13{n:09}", address=f"{n // 12 + 1}栋1单元{n % 12 + 1}01室"
            ),
            arrived_on=timezone.localdate() - datetime.timedelta(days=2),
        )
        for n in range(sizes.people)
    ]
    answers = register_arrivals(
        community=community, arrivals=arrivals, by=OPERATOR, now=now - datetime.timedelta(days=1)
    )
    phones = []
    for n in range(max(sizes.connections)):
        user = User(username=f"worker{n}", full_name="李四")
        user.set_unusable_password()
        user.save(force_insert=True)
        give_post(user=user, role=Role.SECRETARY, area=community, from_on=first, by=None, now=now)
        client = Client()
        client.force_login(user)
        phones.append(Phone(str(uuid4()), client.cookies["sessionid"].value))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself within a minute of such a registration
    connection.close()
    return phones, [str(answer.observation.pk) for answer in answers if answer.observation]


@contextmanager
def _served(folder: Path) -> Iterator[tuple[int, int]]:
    """Serve as `linli serve` does, until the block ends; give the port and the number of the process.

    What the server complains of is printed where it did not come up.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("linli")),
        "serve",
        "--port",
        str(port),
        "--workers",
        str(WORKERS),
    ]
    log = folder / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said)  # noqa: S603 (our own program)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            sys.exit(f"the server did not come up: {log.read_text()}")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def _requests(phones: list[Phone], observations: list[str]) -> Callable[[int, int], bytes]:
    """Return what makes the request of a phone and a number: a normal check of somebody, under a new id."""
    from linli.ids import new_id

    def request(phone: int, number: int) -> bytes:
        who = observations[(phone + number * len(phones)) % len(observations)]
        now = datetime.datetime.now(datetime.UTC).isoformat()
        data = {
            "observation": who,
            "outcome": "DONE",
            "channel": "VISIT",
            "temperature_tenths": 365,
            "site": "FOREHEAD",
        }
        check = {"id": str(new_id()), "kind": "check", "schema": 1, "claimed_at": now, "data": data}
        body = json.dumps({"device": phones[phone].device, "sent_at": now, "ops": [check]}).encode()
        session = phones[phone].session
        cookies = f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else "")
        head = (
            "POST /api/v1/sync HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Cookie: {cookies}\r\nX-CSRFToken: {TOKEN}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return request


def _measure(
    what: str,
    port: int,
    server: int,
    phones: list[Phone],
    request: Callable[[int, int], bytes],
    seconds: float,
) -> Measured:
    expected = b'"status": "ok"' if phones[0].session else b'"code": "signed_out"'
    for _ in range(
        WARM_UPS
    ):  # each on new connections, so that every worker has read its code; phones become known
        _hammer(port, len(phones), request, seconds / 10, expected)
    database = _postmaster()
    before = _cpu_ms(server), _cpu_ms(database)
    begun = time.perf_counter()
    waits = _hammer(port, len(phones), request, seconds, expected)
    took = time.perf_counter() - begun
    spent = _cpu_ms(server) - before[0], _cpu_ms(database) - before[1]
    return Measured(
        what=what,
        connections=len(phones),
        a_second=len(waits) / took,
        ms=sorted(waits),
        server_cpu_ms=spent[0] / len(waits),
        database_cpu_ms=spent[1] / len(waits),
    )


def _hammer(
    port: int, connections: int, request: Callable[[int, int], bytes], seconds: float, expected: bytes
) -> list[float]:
    """Send one request after the other over each connection; return the milliseconds that each answer took."""
    waits: list[float] = []
    wrong: list[bytes] = []
    end = time.perf_counter() + seconds

    def go_on(phone: int) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            number = 0
            while time.perf_counter() < end and not wrong:
                begun = time.perf_counter()
                line.sendall(request(phone, number))
                answer = _answer(line)
                waits.append(1000 * (time.perf_counter() - begun))
                number += 1
                if expected not in answer:
                    wrong.append(answer)

    threads = [Thread(target=go_on, args=(phone,)) for phone in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        sys.exit(f"not accepted: {wrong[0].decode(errors='replace')}")
    return waits


def _answer(line: socket.socket) -> bytes:
    """Read one answer: its head, and as much as the head says."""
    read = b""
    while b"\r\n\r\n" not in read:
        if not (part := line.recv(65536)):
            return read
        read += part
    head, _, body = read.partition(b"\r\n\r\n")
    length = next(
        int(field.split(b":")[1])
        for field in head.split(b"\r\n")
        if field.lower().startswith(b"content-length:")
    )
    while len(body) < length:
        body += line.recv(65536)
    return body


def _postmaster() -> int:
    """Return the number of the database's first process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('data_directory')")
        (folder,) = cursor.fetchone()
    return int(Path(folder, "postmaster.pid").read_text().split()[0])


def _cpu_ms(root: int) -> float:
    """Return what a process and all that it started and that still run have used of the processor."""
    stat: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields: Any = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        stat[int(path.parent.name)] = int(fields[1]), 1000 * TICK_S * (int(fields[11]) + int(fields[12]))
    family, grown = {root}, True
    while grown:
        more = {pid for pid, (parent, _) in stat.items() if parent in family} - family
        family |= more
        grown = bool(more)
    return sum(stat[pid][1] for pid in family if pid in stat)


if __name__ == "__main__":
    main()
