"""A robot of a group that really listens, on this machine."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

import pytest

TAKEN = {"errcode": 0, "errmsg": "ok"}


@dataclass
class Robot:
    """What a robot heard, and how it answers: a status with a body; before answering it does `first`."""

    port: int = 0
    heard: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    status: int = 200
    body: bytes = json.dumps(TAKEN).encode()
    headers: dict[str, str] = field(default_factory=dict)
    first: Callable[[], object] = lambda: None
    pause_s: float = 0  # after each byte of the body

    @property
    def address(self) -> str:
        """The address that is copied from the group."""
        return f"http://127.0.0.1:{self.port}/cgi-bin/webhook/send?key=of-the-group"


@contextmanager
def listening() -> Iterator[Robot]:
    """Let a robot listen until the block ends."""
    robot = Robot()

    class Answering(BaseHTTPRequestHandler):
        """Answers as the robot says."""

        def do_POST(self) -> None:
            """Take a message."""
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            robot.heard.append(said["text"]["content"])
            robot.paths.append(self.path)
            robot.first()
            self.send_response(robot.status)
            for name, value in robot.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(robot.body)))
            self.end_headers()
            for place in range(len(robot.body)):
                self.wfile.write(robot.body[place : place + 1])
                self.wfile.flush()
                sleep(robot.pause_s)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    robot.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield robot
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def robot() -> Iterator[Robot]:
    """Let a robot listen on this machine."""
    with listening() as robot:
        yield robot
