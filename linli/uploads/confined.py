"""Foreign files are read by a program of their own: a process with limits of memory, processor and clock, gone afterwards.

Whatever a file makes its reader do ends that process and nothing else. The limits are the system's (setrlimit), so no
second parser has to guess what the first one will do with the file.
"""

import logging
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Final, NoReturn

from linli.uploads.kinds import Refused

# Address space of the whole program: 50,000 rows of 25 columns need some 200 MB of it.
MOST_MEMORY_BYTES: Final = 290 * 1024 * 1024
MOST_PROCESSOR_S: Final = 8
LONGEST_S: Final = 30
# What it answers waits in the memory of who asked.
LARGEST_ANSWER_BYTES: Final = 64 * 1024 * 1024
REFUSED: Final = 3  # exit code: the answer is why
BROKE: Final = 1  # exit code of Python: an exception that nobody caught

log = logging.getLogger(__name__)


def run_confined(*, program: str, arguments: Sequence[str] = (), content: bytes) -> bytes:
    """Hand a file to a program (a module's name, which calls `answer`) and return what it answers. Raises Refused.

    Refused: with the program's own code; TOO_LARGE_UNPACKED where it reached a limit, DAMAGED where it broke otherwise.
    """
    # Its own folder is not where it looks for modules (-P), and it has no keys to give away.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LINLI_")}
    try:
        done = subprocess.run(  # noqa: S603 (our own program; its arguments are words and no commands)
            [sys.executable, "-P", "-m", program, *arguments],
            input=content,
            capture_output=True,
            env=environment,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired as bad:
        raise Refused("TOO_LARGE_UNPACKED") from bad
    if done.returncode == 0:
        return done.stdout
    if done.returncode == REFUSED:
        raise Refused(done.stdout.decode())
    if done.returncode == BROKE:
        log.error("%s broke on a file: %s", program, _places(done.stderr))
        raise Refused("DAMAGED")
    raise Refused("TOO_LARGE_UNPACKED")  # ended by a signal: Rust aborts where it gets no memory; SIGXCPU


def _places(stderr: bytes) -> str:
    """Return where a program broke, without the words of its error, which may repeat what stands in the file."""
    lines = stderr.decode(errors="replace").splitlines()
    return " < ".join(line.strip() for line in reversed(lines) if line.startswith('  File "'))


def answer(*, read: Callable[[bytes, list[str]], bytes]) -> None:
    """Be such a program: limit this process, read the file at standard input, write the answer or why there is none.

    read: from the file and the arguments to the answer; raises Refused.
    """
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MOST_PROCESSOR_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    try:
        told = read(sys.stdin.buffer.read(), sys.argv[1:])
    except Refused as bad:
        _refuse(bad.code)
    except MemoryError:
        _refuse("TOO_LARGE_UNPACKED")
    if len(told) > LARGEST_ANSWER_BYTES:
        _refuse("TOO_LARGE_UNPACKED")
    sys.stdout.buffer.write(told)


def _refuse(code: str) -> NoReturn:
    sys.stdout.write(code)
    sys.exit(REFUSED)
