"""Processes beside the server: started with it, started again when they end, stopped with it."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Final, NamedTuple

# Seconds between looks at whether a process still runs; one that ends at once is started no more often.
LOOK_EVERY_S: Final = 5.0

log: Final = logging.getLogger("linli.processes")


class Beside(NamedTuple):
    """A process beside the server. stderr: where it complains, None for our own standard error."""

    command: Sequence[str | Path]
    stderr: int | None


def program(name: str) -> Path:
    """Return a program that was installed beside our Python."""
    return Path(sys.executable).with_name(name)


@contextmanager
def kept_running(processes: Sequence[Beside]) -> Iterator[None]:
    """Run processes beside the block, with our settings."""
    stopping = Event()
    running = [_start(beside) for beside in processes]

    def look() -> None:
        while not stopping.wait(LOOK_EVERY_S):
            for place, process in enumerate(running):
                if (code := process.poll()) is not None:
                    words = " ".join(str(word) for word in processes[place].command[1:])
                    log.error("%s ended with code %s; it is started again", words, code)
                    running[place] = _start(processes[place])

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        stopping.set()
        looking.join()
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _start(beside: Beside) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 (our own programs)
        beside.command,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "linli.config.settings"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=beside.stderr,
    )
