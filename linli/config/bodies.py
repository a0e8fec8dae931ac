"""Bodies of requests as they come in: each read whole, with a clock and a size, before a thread runs the page for it.

Source of the limits: docs/rules/serving.md.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping
from http import HTTPStatus
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, Protocol

# A little more than any door takes (uploads.gate), so that the door says it in its own words.
LARGEST_BYTES: Final = 26 * 1024 * 1024
IN_MEMORY_BYTES: Final = 256 * 1024  # of a larger one the rest waits on the disk
# So much of one that is too large is heard out and let go, for a browser reads no answer before it has sent everything.
HEARD_BYTES: Final = 4 * LARGEST_BYTES
LONGEST_SILENCE_S: Final = 10.0
# A phone at the edge of a cell: 1.6 KB a second were measured, half of it is waited for.
THINNEST_BYTES_S: Final = 800
# The largest file on a line of 1 Mbit/s takes 200 s.
LONGEST_S: Final = 300.0
MOST_AT_ONCE: Final = 200
MOST_OF_ONE: Final = 40
MOST_LARGE_OF_ONE: Final = 6


class NotTaken(Exception):
    """The body is too large, too slow, or one too many of its address or of all; `status` says which."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Line(Protocol):
    """The server's end of a request: called it gives the whole body, iterated its chunks."""

    async def __call__(self) -> bytes:
        """Return the body."""

    def __aiter__(self) -> Any:
        """Yield the body in chunks."""


class Incoming:
    """What comes in at this moment, by address. fronts: web servers in front, which ask for everybody: no limit of one."""

    def __init__(self, *, fronts: Collection[str]) -> None:
        self.fronts = frozenset(fronts)
        self.coming = Counter[str]()
        self.large = Counter[str]()

    async def read(self, *, address: str, headers: Mapping[str, str], line: Line) -> IO[bytes]:
        """Return the body of a request, at its start. headers: names in small letters. Raises NotTaken."""
        length = headers.get("content-length", "")
        if length in {"", "0"} and "transfer-encoding" not in headers:
            return BytesIO()
        is_small = length.isdecimal() and int(length) <= IN_MEMORY_BYTES
        if length.isdecimal() and int(length) > HEARD_BYTES:
            raise NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self._begin(address, is_small=is_small)
        try:
            return await (_small(line, int(length)) if is_small else _large(line))
        except TimeoutError as slow:
            raise NotTaken(HTTPStatus.REQUEST_TIMEOUT) from slow
        finally:
            self._end(address, is_small=is_small)

    def _begin(self, address: str, *, is_small: bool) -> None:
        if self.coming.total() >= MOST_AT_ONCE:
            raise NotTaken(HTTPStatus.SERVICE_UNAVAILABLE)
        if address not in self.fronts and (
            self.coming[address] >= MOST_OF_ONE or (not is_small and self.large[address] >= MOST_LARGE_OF_ONE)
        ):
            raise NotTaken(HTTPStatus.TOO_MANY_REQUESTS)
        self.coming[address] += 1
        self.large[address] += not is_small

    def _end(self, address: str, *, is_small: bool) -> None:
        self.coming[address] -= 1
        self.large[address] -= not is_small
        if not self.coming[address]:
            del self.coming[address]
            del self.large[address]


async def _small(line: Line, length: int) -> IO[bytes]:
    """Read a body in the time that a thin line takes for so many bytes. Raises TimeoutError.

    What such a line brings within one silence is read at once; more is heard piece by piece, so that a silence ends it.
    """
    if length <= LONGEST_SILENCE_S * THINNEST_BYTES_S:
        async with asyncio.timeout(LONGEST_SILENCE_S):
            return BytesIO(await line())
    body = BytesIO()
    async with asyncio.timeout(min(LONGEST_S, LONGEST_SILENCE_S + length / THINNEST_BYTES_S)):
        await _keep(line, body)
    body.seek(0)
    return body


async def _large(line: Line) -> IO[bytes]:
    """Read chunks into a file. Raises NotTaken, TimeoutError."""
    body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 (closed by who uses it)
    try:
        async with asyncio.timeout(LONGEST_S):
            size = await _keep(line, body)
    except BaseException:
        body.close()
        raise
    if size > LARGEST_BYTES:
        body.close()
        raise NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body.seek(0)
    return body


async def _keep(line: Line, body: IO[bytes]) -> int:
    """Write the chunks of a body down, as far as it is not too large; return how many bytes came."""
    size = 0
    chunks = aiter(line)
    while chunk := await asyncio.wait_for(_next(chunks), LONGEST_SILENCE_S):
        size += len(chunk)
        if size <= LARGEST_BYTES:
            body.write(chunk)
        elif size > HEARD_BYTES:
            break
    return size


async def _next(chunks: Any) -> bytes:
    """Return the next chunk, b"" after the last. Not anext with a default: what that awaits cannot be broken off."""
    try:
        chunk: bytes = await chunks.__anext__()
    except StopAsyncIteration:
        return b""
    return chunk
