"""A middle box between a phone and its server, which does to messages what networks, gateways and portals do.

Only messages of the phone to SPOILT are spoilt, one fault for each while there are any; everything else passes.
"""

import gzip
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Final

SPOILT: Final = b"POST /api/v1/sync "
# Sends a request to the server, whole, and returns its whole answer; empty where nobody answers.
Ask = Callable[[bytes], bytes]
# What a box answers to a request, and whether it asks first; empty: it hangs up.
Fault = Callable[[bytes, Ask], bytes]


@dataclass
class Box:
    """A running middle box.

    faults: what the next messages meet, None passes. met: how many met one. heard: the statuses of their answers.
    """

    port: int
    server: int
    faults: Iterator[Fault | None] = field(default_factory=lambda: iter(()))
    met: int = 0
    heard: list[str] = field(default_factory=list)
    turn: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        """Return where a phone finds the box."""
        return f"http://127.0.0.1:{self.port}"

    def next_fault(self) -> Fault | None:
        """Return what the message of now meets."""
        with self.turn:
            fault = next(self.faults, None)
            self.met += fault is not None
        return fault


@contextmanager
def between(*, server: int) -> Iterator[Box]:
    """Stand between phones and the server at this port of the machine, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        box, over = Box(port=listening.getsockname()[1], server=server), Event()
        accepting = Thread(target=_accept, args=(listening, box, over), daemon=True)
        accepting.start()
        yield box
        over.set()
        accepting.join()


def _accept(listening: socket.socket, box: Box, over: Event) -> None:
    while not over.is_set():
        with suppress(TimeoutError):
            line, _ = listening.accept()
            Thread(target=_serve, args=(line, box), daemon=True).start()


def _serve(line: socket.socket, box: Box) -> None:
    """Answer one request and hang up."""
    with line, suppress(OSError):
        line.settimeout(30)
        request = _read_request(line)
        fault = box.next_fault() if request.startswith(SPOILT) else None
        ask: Ask = lambda request: _ask(box.server, request)  # noqa: E731 (a fault gets a way to ask, and no box)
        answer = fault(request, ask) if fault else ask(request)
        if request.startswith(SPOILT):
            box.heard.append(answer[9:12].decode())
        line.sendall(answer)


def _read_request(line: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read:
        if not (part := line.recv(65536)):
            return read
        read += part
    head, _, body = read.partition(b"\r\n\r\n")
    fields = [
        one for one in head.split(b"\r\n") if not one.lower().startswith((b"connection:", b"keep-alive:"))
    ]
    length = next(
        (int(one.split(b":")[1]) for one in fields if one.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length and (part := line.recv(65536)):
        body += part
    return b"\r\n".join([*fields, b"Connection: close"]) + b"\r\n\r\n" + body


def _ask(port: int, request: bytes) -> bytes:
    answer = b""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(request)
        while part := line.recv(65536):
            answer += part
    return answer


# What happens to an answer of ours ------------------------------------------------------------------


def answer_dropped(request: bytes, ask: Ask) -> bytes:
    """Let the server take it; nobody hears so."""
    ask(request)
    return b""


def answer_cut(request: bytes, ask: Ask) -> bytes:
    """Break off after two thirds of the answer."""
    head, _, body = ask(request).partition(b"\r\n\r\n")
    return head + b"\r\n\r\n" + body[: len(body) * 2 // 3]


def gzip_cut(request: bytes, ask: Ask) -> bytes:
    """Pack the answer and lose the end of it, at a length that agrees with itself."""
    _, _, body = ask(request).partition(b"\r\n\r\n")
    packed = gzip.compress(body)[:-20]
    return _answer("200 OK", "application/json", packed, b"Content-Encoding: gzip\r\n")


def request_doubled(request: bytes, ask: Ask) -> bytes:
    """Send it twice, as a box does that lost its patience."""
    ask(request)
    return ask(request)


def request_cut(request: bytes, ask: Ask) -> bytes:
    """Send half of it, and hang up on both sides."""
    head, _, body = request.partition(b"\r\n\r\n")
    shorter = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length:")]
    half = body[: len(body) // 2]
    ask(b"\r\n".join([*shorter, b"Content-Length: %d" % len(half)]) + b"\r\n\r\n" + half)
    return b""


# What strangers answer in our name ------------------------------------------------------------------


def stranger(status: str, kind: str, body: str) -> Fault:
    """Return a fault that answers so and asks nobody."""
    return lambda _request, _ask: _answer(status, kind, body.encode())


def unreachable(_request: bytes, _ask: Ask) -> bytes:
    """Hang up."""
    return b""


def _answer(status: str, kind: str, body: bytes, more: bytes = b"") -> bytes:
    location = b"Location: /portal/\r\n" if status.startswith("302") else b""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
    )
    return head.encode() + location + more + b"\r\n" + body
