"""The ring of keys: several, each with a number, the newest first. Read from the environment or a file.

Written as `2:base64 1:base64`, by white space or comma; a single key without a number is number 1.
"""

import base64
import binascii
import hmac
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

HIGHEST_NUMBER: Final = 255  # the number is one byte of each sealed value


class SealingFault(Exception):
    """Something cannot be sealed or opened here; the words are for whoever runs the machine."""


class RingUnreadable(SealingFault):
    """The keys are not written as they must be; says how, never what stands there."""


@dataclass(frozen=True)
class Key:
    """One key: its number, and what is derived from its secret for sealing and for comparing."""

    number: int
    secret: bytes
    cipher: AESGCM
    match: bytes


@dataclass(frozen=True)
class Ring:
    """Keys by number. The newest seals; each opens what it sealed."""

    newest: Key
    by_number: dict[int, Key]  # in order, the newest first


def key_of(*, number: int, secret: bytes) -> Key:
    """Derive what a key does from its secret."""
    sealing, match = (hmac.digest(secret, purpose, "sha256") for purpose in (b"seal", b"match"))
    return Key(number, secret, AESGCM(sealing), match)


@lru_cache(maxsize=8)
def ring_of(text: str) -> Ring:
    """Read a ring as it is written. Raises RingUnreadable."""
    written = [part for part in re.split(r"[\s,]+", text) if part]
    if not written:
        raise RingUnreadable("There is no identity key.")
    if len(written) == 1 and ":" not in written[0]:
        written = [f"1:{written[0]}"]
    keys = [_key_as_written(part) for part in written]
    by_number = {key.number: key for key in keys}
    if len(by_number) < len(keys):
        raise RingUnreadable("Two keys have the same number.")
    return Ring(keys[0], by_number)


def _key_as_written(part: str) -> Key:
    number, _colon, secret = part.partition(":")
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= HIGHEST_NUMBER):
        raise RingUnreadable(
            f"Of several keys each begins with its number, 1 to {HIGHEST_NUMBER}, and a colon."
        )
    try:
        return key_of(number=int(number), secret=base64.b64decode(secret, validate=True))
    except binascii.Error:
        raise RingUnreadable(f"Key {number} is not base64.") from None


def as_written(*, ring: Ring) -> str:
    """Write a ring as its file holds it, one key a line, the newest first."""
    return "".join(
        f"{key.number}:{base64.b64encode(key.secret).decode()}\n" for key in ring.by_number.values()
    )


def current_ring() -> Ring:
    """Return the ring as it stands now: a key that comes into the file is known to every process at once.

    Keys from the environment are those with which the process was started. Raises RingUnreadable.
    """
    path = settings.IDENTITY_KEY_FILE
    if path is None:
        return ring_of(settings.IDENTITY_KEYS)
    try:
        stat = os.stat(path)  # noqa: PTH116 (asked for each value that is sealed; Path costs twice as much)
    except FileNotFoundError:
        raise RingUnreadable(f"The key file {path} is gone; put it back.") from None
    return _ring_in(path, (stat.st_mtime_ns, stat.st_ino, stat.st_size))


@lru_cache(maxsize=8)
def _ring_in(path: Path, _stamp: tuple[int, int, int]) -> Ring:
    return ring_of(path.read_text())
