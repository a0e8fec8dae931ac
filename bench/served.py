"""A real server: `linli serve` on the database of this process, with two workers; what it takes to answer, over HTTP.

Run on a cluster that waits for the disk (postgres.LASTING) wherever people are spoken of.
"""

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

from bench import timed

WORKERS: Final = 2
TOKEN: Final = "t" * 32
WARM_UPS: Final = 4
START_S: Final = 300  # in a full county the duties are gone through first
TICK_S: Final = 1 / os.sysconf("SC_CLK_TCK")

# What to send over a connection, as its number and the number of the request say.
Request = Callable[[int, int], bytes]


@dataclass(frozen=True)
class Asked:
    """What is asked over how many connections for how long; each answer must contain what is expected."""

    what: str
    request: Request
    expected: bytes
    connections: int
    seconds: float


@dataclass(frozen=True)
class Measured:
    """One run. ms: waits of each answer, sorted; *_cpu_ms: of all processes of the server, and of the database's."""

    what: str
    connections: int
    a_second: float
    ms: list[float]
    server_cpu_ms: float
    database_cpu_ms: float

    @property
    def p95(self) -> float:
        """Return the 95th percentile of the waits in milliseconds."""
        return timed.p95(self.ms)

    def __str__(self) -> str:
        return (
            f"{self.what}, {self.connections} connections: {self.a_second:,.0f} a second, p50 {timed.p50(self.ms):.1f} ms,"
            f" p95 {self.p95:.1f} ms; CPU of each {self.server_cpu_ms:.1f} ms in the server,"
            f" {self.database_cpu_ms:.1f} ms in PostgreSQL"
        )


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    process: int

    def measure(self, *, asked: Asked) -> Measured:
        """Ask for a while and return what it took. Exits where an answer is not the expected one."""
        for _ in range(WARM_UPS):  # each on new connections, so that every worker has read its code
            self._ask(asked, asked.seconds / 10)
        database = _postmaster()
        before = _cpu_ms(self.process), _cpu_ms(database)
        begun = time.perf_counter()
        waits = self._ask(asked, asked.seconds)
        took = time.perf_counter() - begun
        spent = _cpu_ms(self.process) - before[0], _cpu_ms(database) - before[1]
        return Measured(
            what=asked.what,
            connections=asked.connections,
            a_second=len(waits) / took,
            ms=sorted(waits),
            server_cpu_ms=spent[0] / len(waits),
            database_cpu_ms=spent[1] / len(waits),
        )

    def memory_mb(self) -> float:
        """Return the memory of those who answer and of who does the jobs: what each shares with others counts in shares."""
        whole = 0
        for child in Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split():
            if b"beat" not in Path(f"/proc/{child}/cmdline").read_bytes():
                told = Path(f"/proc/{child}/smaps_rollup").read_text()
                whole += next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
        return whole / 1024

    def _ask(self, asked: Asked, seconds: float) -> list[float]:
        """Send one request after the other over each connection; return the milliseconds that each answer took."""
        waits: list[float] = []
        wrong: list[bytes] = []
        end = time.perf_counter() + seconds

        def go_on(place: int) -> None:
            with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                number = 0
                while (not number or time.perf_counter() < end) and not wrong:
                    begun = time.perf_counter()
                    line.sendall(asked.request(place, number))
                    head, body = _answer(line)
                    waits.append(1000 * (time.perf_counter() - begun))
                    number += 1
                    if asked.expected not in head + body:
                        wrong.append(head + body[:2000])

        threads = [Thread(target=go_on, args=(place,)) for place in range(asked.connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if wrong:
            sys.exit(f"{asked.what}: not as expected: {wrong[0].decode(errors='replace')}")
        return waits


def get(*, path: str, session: str) -> bytes:
    """Return what a browser sends that asks for a page, signed in."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={session}\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()


def post(*, path: str, body: bytes, session: str) -> bytes:
    """Return what a phone sends; without a session it is a stranger's."""
    cookies = f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else "")
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n"
        f"Cookie: {cookies}\r\nX-CSRFToken: {TOKEN}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def sign_in(*, username: str, role: Any, area: str, second_factor: bool) -> str:
    """Make a user with a post from long ago and return the key of a session."""
    from datetime import timedelta

    from allauth.mfa.models import Authenticator
    from django.test import Client
    from django.utils import timezone

    from linli.areas.rules import AreaCode
    from linli.clock import day_of
    from linli.staff.commands import give_post
    from linli.staff.models import User

    now = timezone.now()
    user = User(username=username, full_name="李四")
    user.set_unusable_password()
    user.save(force_insert=True)
    first = day_of(now) - timedelta(days=30)
    give_post(user=user, role=role, area=AreaCode(area), from_on=first, by=None, now=now)
    if second_factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "0"})
    client = Client()
    client.force_login(user)
    return str(client.cookies["sessionid"].value)


@contextmanager
def served(*, workers: int = WORKERS) -> Iterator[Server]:
    """Serve the database of this process as `linli serve` does, until the block ends. workers: processes that answer.

    What the server complains of is printed where it did not come up.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    program = str(Path(sys.executable).with_name("linli"))
    command = [program, "serve", "--port", str(port), "--workers", str(workers)]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=_environment())  # noqa: S603 (our own)
        try:
            _wait_for(port, server)
            yield Server(port=port, process=server.pid)
        except TimeoutError:
            log.seek(0)
            sys.exit(f"the server did not come up: {log.read().decode(errors='replace')}")
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < START_S:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                print(f"the server answers {time.monotonic() - begun:.0f} s after its start", flush=True)
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise TimeoutError


def _environment() -> dict[str, str]:
    """Return what points a program at the database that this process is connected to; SQLite's lies in LINLI_DATA."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return dict(os.environ)
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    return os.environ | {"LINLI_DATABASE_URL": url}


def _answer(line: socket.socket) -> tuple[bytes, bytes]:
    """Read one answer: its head, and as much as the head says."""
    read = b""
    while b"\r\n\r\n" not in read:
        if not (part := line.recv(65536)):
            return read, b""
        read += part
    head, _, body = read.partition(b"\r\n\r\n")
    length = next(
        int(field.split(b":")[1])
        for field in head.split(b"\r\n")
        if field.lower().startswith(b"content-length:")
    )
    while len(body) < length:
        if not (part := line.recv(65536)):
            break
        body += part
    return head, body


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
