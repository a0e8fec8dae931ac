"""Half-sent posts hold sockets and no threads: a real server, a page that reads its body, and strangers who never finish."""

import asyncio
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Final

import pytest

from linli.config import bodies
from linli.config.bodies import (
    HEARD_BYTES,
    IN_MEMORY_BYTES,
    LARGEST_BYTES,
    MOST_LARGE_OF_ONE,
    MOST_OF_ONE,
    Incoming,
    NotTaken,
)

SILENCE_S: Final = 3
PAGE: Final = f"""
from linli.config import bodies
from linli.config.front import Front

bodies.LONGEST_SILENCE_S = {SILENCE_S}

def page(environ, start):
    said = environ["wsgi.input"].read()
    start("200 OK", [("content-type", "text/plain"), ("x-size", str(len(said)))])
    return [said[:20]]

front = Front(application=page, fronts=())
"""
SERVED: Final = """
import sys
from granian import Granian
from granian.constants import Interfaces
Granian("page:front", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.RSGI, workers=1,
        log_enabled=False, websockets=False).serve()
"""
HALF: Final = b"POST /sign-in/ HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n0123456789"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the page."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "page.py").write_text(PAGE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    root = str(Path(__file__).resolve().parents[1])
    server = subprocess.Popen(
        [sys.executable, "-c", SERVED, str(number)],
        cwd=folder,
        env={"PYTHONPATH": f"{root}:{folder}", "PATH": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(10)


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start")


def ask(port: int, body: bytes = b"") -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    line.request("POST", "/a?b=c", body)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, answer.headers.get("x-size", "")


def half_sent(port: int, *, announced: int = 100_000) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 5)
    line.sendall(HALF.replace(b"100000", str(announced).encode()))
    return line


def test_whoever_never_finishes_keeps_nobody_waiting_and_is_not_taken_without_end(port: int) -> None:
    slow = [half_sent(port) for _ in range(MOST_OF_ONE)]
    time.sleep(0.5)
    # More of the same address are refused, what has no body is not.
    assert ask(port, b"a")[0] == HTTPStatus.TOO_MANY_REQUESTS
    assert ask(port) == (200, "0")

    for line in slow[:-8]:
        line.close()
    time.sleep(0.5)

    assert ask(port, b"a" * 1000) == (200, "1000")
    for line in slow:
        line.close()


@pytest.mark.parametrize("announced", [IN_MEMORY_BYTES, IN_MEMORY_BYTES + 1])
def test_one_that_falls_silent_is_told_so_by_the_server(port: int, announced: int) -> None:
    line = half_sent(port, announced=announced)
    line.settimeout(10 * SILENCE_S)
    assert line.recv(1000).startswith(b"HTTP/1.1 408 ")
    line.close()


def test_small_and_large_bodies_come_whole(port: int) -> None:
    assert ask(port, b"a" * (2 * IN_MEMORY_BYTES)) == (200, str(2 * IN_MEMORY_BYTES))
    assert ask(port, b"a" * (LARGEST_BYTES + 1))[0] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Said:
    """The server's end of a request: gives pieces, and after them says nothing more where `ends` is not set."""

    def __init__(self, *pieces: bytes, ends: bool = True, pause_s: float = 0) -> None:
        self.pieces, self.ends, self.pause_s = pieces, ends, pause_s

    async def __call__(self) -> bytes:
        """Return the pieces."""
        return b"".join([piece async for piece in self])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            await asyncio.sleep(self.pause_s)
            yield piece
        if not self.ends:
            await asyncio.sleep(60)


def refusal(incoming: Incoming, line: Said, length: str = "", address: str = "10.0.0.1") -> HTTPStatus | int:
    """Read a body; return its size, or with which status it was refused."""
    headers = {"content-length": length} if length else {"transfer-encoding": "chunked"}
    try:
        # In a thread of its own: a browser's test leaves a loop running in this one.
        with ThreadPoolExecutor(1) as beside:
            reading = incoming.read(address=address, headers=headers, line=line)
            body = beside.submit(asyncio.run, reading).result()
    except NotTaken as refused:
        return refused.status
    return len(body.read())


@pytest.mark.parametrize("length", ["20", str(IN_MEMORY_BYTES), str(IN_MEMORY_BYTES + 1), ""])
def test_a_body_that_falls_silent_is_given_up(length: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LONGEST_SILENCE_S", 0.05)
    incoming = Incoming(fronts=())
    assert refusal(incoming, Said(b"0123456789", ends=False), length) == HTTPStatus.REQUEST_TIMEOUT
    assert not incoming.coming
    assert not incoming.large


def test_two_hundred_records_on_a_thin_line_are_heard_out_while_pieces_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "LONGEST_SILENCE_S", 0.2)
    thin = Said(*[b"a" * 11_200] * 6, pause_s=0.1)  # 67 KB in three silences
    assert refusal(Incoming(fronts=()), thin, "67200") == 67_200

    monkeypatch.setattr(bodies, "THINNEST_BYTES_S", 1_000_000)  # the same line is now too thin
    assert refusal(Incoming(fronts=()), thin, "67200") == HTTPStatus.REQUEST_TIMEOUT


def test_a_body_without_a_length_is_bounded_as_it_comes() -> None:
    piece = b"a" * (LARGEST_BYTES // 2)
    assert refusal(Incoming(fronts=()), Said(piece, piece)) == LARGEST_BYTES
    assert refusal(Incoming(fronts=()), Said(piece, piece, b"a")) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert refusal(Incoming(fronts=()), Said(*[piece] * 20)) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert refusal(Incoming(fronts=()), Said(), str(HEARD_BYTES + 1)) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_one_address_may_bring_so_much_and_a_web_server_in_front_everything() -> None:
    incoming = Incoming(fronts=("10.0.0.9",))
    incoming.coming.update({"10.0.0.1": MOST_OF_ONE, "10.0.0.2": 6, "10.0.0.9": MOST_OF_ONE})
    incoming.large.update({"10.0.0.2": MOST_LARGE_OF_ONE})

    assert refusal(incoming, Said(b"a"), "1", "10.0.0.1") == HTTPStatus.TOO_MANY_REQUESTS
    assert refusal(incoming, Said(b"a"), "", "10.0.0.2") == HTTPStatus.TOO_MANY_REQUESTS
    assert refusal(incoming, Said(b"a"), "1", "10.0.0.2") == 1
    assert refusal(incoming, Said(b"a"), "1", "10.0.0.9") == 1
