"""The file of the ring, changed as a whole or not at all, readable by its owner only."""

import os
import secrets
from pathlib import Path
from typing import Final

from linli.sealing.ring import HIGHEST_NUMBER, Ring, as_written, key_of

KEY_BYTES: Final = 32


class NumbersUsedUp(Exception):
    """255 keys were made; a number is never given twice."""


def with_new_key(*, ring: Ring, used: set[int]) -> Ring:
    """Return a ring with a new key before the others. used: numbers that this database has known. Raises NumbersUsedUp."""
    number = max({*ring.by_number, *used}) + 1
    if number > HIGHEST_NUMBER:
        raise NumbersUsedUp
    key = key_of(number=number, secret=secrets.token_bytes(KEY_BYTES))
    return Ring(key, {number: key, **ring.by_number})


def without_key(*, ring: Ring, number: int) -> Ring:
    """Return a ring without one of its keys, which is not the newest."""
    return Ring(ring.newest, {n: key for n, key in ring.by_number.items() if n != number})


def write_ring(*, path: Path, ring: Ring) -> None:
    """Put a ring in the place of the file: whoever reads meanwhile finds the old one or the new one, whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(as_written(ring=ring))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)  # the name too is on the disk before anything is sealed
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
