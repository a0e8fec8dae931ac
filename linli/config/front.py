"""What the server calls: it speaks RSGI (asynchronous), the pages speak WSGI (a thread for each request).

A body is read first (linli.config.bodies), and only then a thread is taken: one that never ends so holds a socket and no
thread. With four threads, five such bodies stopped everybody.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import IO, Any, Final, Protocol, runtime_checkable
from urllib.parse import unquote_to_bytes

from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]  # another name of theirs

from linli.config.bodies import Incoming, Line, NotTaken

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Any], Iterable[Any]]  # the second starts the answer: PEP 3333

THREADS: Final = 4
# In both languages, for nobody's language is known here.
SAID: Final = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "太大，没有收。 Too large, not taken.",
    HTTPStatus.REQUEST_TIMEOUT: "传得太慢，没有收，请重试。 Too slow, not taken; try again.",
    HTTPStatus.TOO_MANY_REQUESTS: "同时传的太多，请稍后再试。 Too many at once; try again later.",
    HTTPStatus.SERVICE_UNAVAILABLE: "服务器正忙，请稍后再试。 The server is busy; try again later.",
}


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


class Answered(Line, Protocol):
    """A line that an answer goes back on."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer."""


class Front:
    """The pages as the server calls them, in each of its processes. fronts: addresses of web servers in front."""

    def __init__(self, *, application: Application, fronts: Collection[str]) -> None:
        self.application = application
        self.incoming = Incoming(fronts=fronts)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    async def __rsgi__(self, scope: Scope, line: Answered) -> None:
        """Read the body, let a thread make the answer, send it."""
        headers = headers_of(scope=scope)
        address = scope.client.rpartition(":")[0].strip("[]")
        try:
            body = await self.incoming.read(address=address, headers=headers, line=line)
        except ProtocolClosed:
            return  # whoever asked is gone
        except NotTaken as refused:
            told = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
            line.response_bytes(refused.status, told, SAID[refused.status].encode())
            return
        with body:
            environ = environ_of(scope=scope, address=address, headers=headers, body=body)
            loop = asyncio.get_running_loop()
            status, told, content = await loop.run_in_executor(
                self.threads, answer_of, self.application, environ
            )
        line.response_bytes(status, told, content)


def headers_of(*, scope: Scope) -> dict[str, str]:
    """Return the headers, names in small letters; one that came more than once is put together."""
    headers: dict[str, str] = {}
    for name, value in scope.headers.items():
        between = "; " if name == "cookie" else ","
        headers[name] = f"{headers[name]}{between}{value}" if name in headers else value
    return headers


def environ_of(*, scope: Scope, address: str, headers: dict[str, str], body: IO[bytes]) -> Environ:
    """Return what WSGI calls the environment of a request. Source: PEP 3333."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "REMOTE_ADDR": address,
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
