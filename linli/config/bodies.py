"""What the server calls: a request's body is read whole first, with a clock and a size; only then a thread runs the page.

A body that never ends so holds a socket and no thread; with four threads, five such bodies stopped everybody.
The server speaks RSGI (asynchronous), the pages WSGI (one thread a request); what lies between is here.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, Protocol, runtime_checkable
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., object]], Iterable[bytes]]

THREADS: Final = 4
# A little more than any door takes (uploads.gate), so that the door says it in its own words.
LARGEST_BYTES: Final = 26 * 1024 * 1024
IN_MEMORY_BYTES: Final = 256 * 1024  # the rest of a body waits on the disk
LONGEST_SILENCE_S: Final = 10.0
# The largest file on a line of 1 Mbit/s takes 200 s.
LONGEST_S: Final = 300.0
# So many bodies come in at once; of more each would wait for the disk.
MOST_AT_ONCE: Final = 200


@runtime_checkable
class Closes(Protocol):
    """An answer that ends its request's connections when it is closed."""

    def close(self) -> None:
        """End."""


class Scope(Protocol):
    """What the server tells of a request."""

    http_version: str
    client: str
    server: str
    scheme: str
    method: str
    path: str
    query_string: str
    headers: Any


class Line(Protocol):
    """The way back; its chunks are the body."""

    def __aiter__(self) -> Any:
        """Yield the body in chunks."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer."""


class NotTaken(Exception):
    """The body is too large, too slow, or one too many; `status` says which."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Pages:
    """The pages as the server calls them, in each of its processes."""

    def __init__(self, *, application: Application) -> None:
        self.application = application
        self.reading = 0
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    async def __rsgi__(self, scope: Scope, line: Line) -> None:
        """Read the body, let a thread make the answer, send it."""
        headers = dict[str, str]()
        for name, value in scope.headers.items():
            between = "; " if name == "cookie" else ","
            headers[name] = f"{headers[name]}{between}{value}" if name in headers else value
        try:
            body = await self._body(headers, line)
        except NotTaken as refused:
            line.response_bytes(refused.status, [("connection", "close")], refused.status.phrase.encode())
            return
        with body:
            loop = asyncio.get_running_loop()
            environ = environ_of(scope=scope, headers=headers, body=body)
            status, told, content = await loop.run_in_executor(
                self.threads, answer_of, self.application, environ
            )
        line.response_bytes(status, told, content)

    async def _body(self, headers: dict[str, str], line: Line) -> IO[bytes]:
        body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 (closed by who uses it)
        length = headers.get("content-length", "")
        if length in {"", "0"} and "transfer-encoding" not in headers:
            return body
        if self.reading >= MOST_AT_ONCE:
            raise NotTaken(HTTPStatus.SERVICE_UNAVAILABLE)
        self.reading += 1
        try:
            await _read(line, body)
        except BaseException:
            body.close()
            raise
        finally:
            self.reading -= 1
        body.seek(0)
        return body


async def _read(line: Line, body: IO[bytes]) -> None:
    """Read chunks into a file. Raises NotTaken."""
    size = 0
    chunks = aiter(line)
    try:
        async with asyncio.timeout(LONGEST_S):
            while chunk := await asyncio.wait_for(anext(chunks, b""), LONGEST_SILENCE_S):
                size += len(chunk)
                if size > LARGEST_BYTES:
                    raise NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                body.write(chunk)
    except TimeoutError as slow:
        raise NotTaken(HTTPStatus.REQUEST_TIMEOUT) from slow


def environ_of(*, scope: Scope, headers: dict[str, str], body: IO[bytes]) -> Environ:
    """Return what WSGI calls the environment of a request. Source: PEP 3333."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": (os.cpu_count() or 1) > 1,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value
    return environ


def answer_of(application: Application, environ: Environ) -> tuple[int, Headers, bytes]:
    """Run the pages and return status, headers and the whole content."""
    told: list[Any] = []

    def start(status: str, headers: Headers, exc_info: object = None) -> None:
        told[:] = [int(status.partition(" ")[0]), headers]

    parts = application(environ, start)
    try:
        content = b"".join(parts)
    finally:
        if isinstance(parts, Closes):
            parts.close()
    return told[0], told[1], content
