"""A line between a phone and the server that lets so many bytes a second up: all connections share it, as on a cell's edge."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Final

PIECE: Final = 512
LOOK_S: Final = 0.05


class ThinLink:
    """up_bytes_s: may be changed while it runs; 0 holds everything back. up_bytes: what went up so far."""

    def __init__(self, *, server_port: int, up_bytes_s: float) -> None:
        self.server_port, self.up_bytes_s = server_port, up_bytes_s
        self.up_bytes = 0
        self.port = 0
        self._turn = asyncio.Lock()

    @property
    def url(self) -> str:
        """Where the phone finds the server through the line."""
        return f"http://localhost:{self.port}"

    async def listen(self) -> asyncio.Server:
        """Begin to take connections."""
        server = await asyncio.start_server(self._meet, "localhost", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _meet(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        server, to_server = await asyncio.open_connection("localhost", self.server_port)
        with suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.gather(self._up(phone, to_server), self._down(server, to_phone))
        for end in (to_server, to_phone):
            end.close()

    async def _up(self, phone: asyncio.StreamReader, to_server: asyncio.StreamWriter) -> None:
        while piece := await phone.read(PIECE):
            async with self._turn:  # first come, first served: two messages share the line
                while not self.up_bytes_s:
                    await asyncio.sleep(LOOK_S)
                await asyncio.sleep(len(piece) / self.up_bytes_s)
            self.up_bytes += len(piece)
            to_server.write(piece)
            await to_server.drain()
        to_server.write_eof()

    async def _down(self, server: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        while piece := await server.read(65536):
            to_phone.write(piece)
            await to_phone.drain()
        to_phone.close()


@contextmanager
def thin_link(*, server_port: int, up_bytes_s: float = 10_000_000) -> Iterator[ThinLink]:
    """Lay a line to a server of this machine until the block ends; a line of 10 MB a second is no thin one."""
    link = ThinLink(server_port=server_port, up_bytes_s=up_bytes_s)
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    server = asyncio.run_coroutine_threadsafe(link.listen(), loop).result(5)
    try:
        yield link
    finally:
        asyncio.run_coroutine_threadsafe(_cut(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _cut(server: asyncio.Server) -> None:
    """End the line and whatever is on it."""
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
