"""A real server in processes of its own, on a demonstration, that can be killed and started again."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

from tests.fault_proxy import Ask, Fault

PROGRAM: Final = Path(sys.executable).with_name("linli")
START_S: Final = 120
# The worker of the demonstration: linli serve --demonstration.
WORKER: Final = "worker"
PASSWORD: Final = "linli-demo-2020"  # noqa: S105 (shown at every start)


@dataclass
class Server:
    """A server on the folder of its data, at a port that stays its own."""

    folder: Path
    port: int
    running: "subprocess.Popen[bytes]"

    @property
    def database(self) -> Path:
        """Return its database."""
        return self.folder / "linli.sqlite3"


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(*, folder: Path) -> Server:
    """Serve what lies in the folder, a new demonstration where nothing does, and wait until it answers."""
    port = free_port()
    return Server(folder, port, _run(folder, port))


def start_again(server: Server) -> None:
    """Serve the same folder at the same port."""
    server.running = _run(server.folder, server.port)


def kill(server: Server) -> None:
    """End all its processes at once, as a power cut does: kill -9."""
    os.killpg(server.running.pid, signal.SIGKILL)
    server.running.wait()


def killed_over_it(server: Server, *, after_ms: int) -> Fault:
    """Return a fault: the server has the message, and is killed so long after it got it."""

    def fault(request: bytes, ask: Ask) -> bytes:
        asking = Thread(target=ask, args=(request,))
        asking.start()
        time.sleep(after_ms / 1000)
        kill(server)
        asking.join()
        return b""

    return fault


def moved(server: Server, *, to: Path) -> Path:
    """Copy the data of a server that does not run; return the new folder."""
    return Path(shutil.copytree(server.folder, to / "data"))


def _run(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    command = [str(PROGRAM), "serve", "--demonstration", "--port", str(port)]
    # A group of its own: what it starts beside itself ends with it.
    running = subprocess.Popen(
        command,
        env=os.environ | {"LINLI_DATA": str(folder)},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    begun = time.monotonic()
    while time.monotonic() - begun < START_S and running.poll() is None:
        if _answers(port):
            return running
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def _answers(port: int) -> bool:
    """Whether the phone's page comes: a line may still be taken by what is being killed, or by what does not serve yet."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/w/")
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
