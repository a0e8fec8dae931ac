"""Sealed files in the folder of pictures: outside of the database and of what a web server gives away.

LINLI_DATA/pictures/<county>/<last two digits of the id>/<id>.sealed, for the owner of the process only. Never half
written: a file is written beside its place and then put there.
"""

import os
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from linli.sealing.ring import Ring
from linli.sealing.seals import seal_bytes, seal_under, unseal_bytes, unseal_with

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600


def path_of(*, county: str, id: UUID) -> Path:
    """Return where the file of a picture lies."""
    return settings.PICTURES_DIR / county / id.hex[-2:] / f"{id}.sealed"


def write(*, county: str, id: UUID, jpeg: bytes) -> int:
    """Seal a picture into its file and return the number of the key."""
    sealed = seal_bytes(jpeg)
    _put(path_of(county=county, id=id), sealed)
    return sealed[0]


def read(*, county: str, id: UUID) -> bytes | None:
    """Return what a file holds; None where there is none. Raises KeyMissing, KeyWrong."""
    try:
        sealed = path_of(county=county, id=id).read_bytes()
    except FileNotFoundError:
        return None
    return unseal_bytes(sealed)


def is_there(*, county: str, id: UUID) -> bool:
    """Say whether there is a file."""
    return path_of(county=county, id=id).exists()


def turn(*, county: str, id: UUID, ring: Ring) -> int | None:
    """Bring a file under the newest key and return its number; None where there is no file. Raises KeyMissing, KeyWrong."""
    path = path_of(county=county, id=id)
    try:
        sealed = path.read_bytes()
    except FileNotFoundError:
        return None
    if sealed[0] != ring.newest.number:
        _put(path, seal_under(key=ring.newest, content=unseal_with(ring=ring, sealed=sealed)))
    return ring.newest.number


def remove(*, county: str, id: UUID) -> None:
    """Remove the file of a picture, if there is one."""
    path_of(county=county, id=id).unlink(missing_ok=True)


def _put(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
