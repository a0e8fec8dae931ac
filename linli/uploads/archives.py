"""Zips looked through before anything opens them: bombs, tricks in names, entities in their XML.

Sizes that a zip states are claims: parts are unpacked piece by piece and counted, and never held whole.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import Final

from linli.uploads.kinds import OLE_MAGIC, ZIP_MAGIC, Refused

MOST_ENTRIES: Final = 2000
PIECE_BYTES: Final = 64 * 1024
# XML of a table of one word packs 200 to 1; more than this only zeros do, which deflate packs 1032 to 1.
HIGHEST_RATIO: Final = 400
RATIO_MATTERS_FROM: Final = 1024 * 1024
LONGEST_NAME: Final = 250
# Objects of other programs that Excel keeps in a workbook; nobody opens them here.
EMBEDDED: Final = ("xl/embeddings/", "xl/activex/", "xl/media/")
# No program that writes workbooks declares a document type; whoever does means entities.
_DECLARES: Final = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_LONGEST: Final = max(map(len, _DECLARES))
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def check_archive(*, content: bytes, most_unpacked: int) -> None:
    """Refuse a zip that is damaged, locked, a bomb, or plays tricks. Raises Refused.

    most_unpacked: bytes of all its parts together. Every part is unpacked once, in pieces.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_list(archive.infolist(), most_unpacked)
            left = most_unpacked
            for entry in archive.infolist():
                left -= _check_part(archive, entry, left)
    except (
        RuntimeError
    ) as bad:  # zipfile's answer to a member with a password; also NotImplementedError: a strange packing
        raise Refused("PASSWORD_PROTECTED" if "password" in str(bad) else "DAMAGED") from bad
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, LookupError) as bad:
        raise Refused("DAMAGED") from bad
    except ValueError as bad:
        if isinstance(bad, Refused):
            raise
        raise Refused("DAMAGED") from bad


def _check_list(entries: list[zipfile.ZipInfo], most_unpacked: int) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > most_unpacked:
        raise Refused("TOO_LARGE_UNPACKED")
    names = [_plain(entry.filename) for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("DAMAGED")  # two parts of one name: one reader sees this, another that


def _plain(name: str) -> str:
    """Return a part's name as readers compare it. Raises Refused for one that would leave its folder."""
    if len(name) > LONGEST_NAME or _CONTROL.search(name) or ":" in name:
        raise Refused("DAMAGED")
    plain = name.replace("\\", "/").lstrip("/").lower()
    if ".." in plain.split("/"):
        raise Refused("DAMAGED")
    return plain


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part in pieces; return its size."""
    embedded = _plain(entry.filename).startswith(EMBEDDED)
    size, tail = 0, b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE_BYTES):
            if size == 0 and not embedded and piece.startswith((ZIP_MAGIC, OLE_MAGIC)):
                raise Refused("DAMAGED")  # a container where a part should be
            size += len(piece)
            packs_much = size > HIGHEST_RATIO * max(entry.compress_size, 1)
            if size > left or (size > RATIO_MATTERS_FROM and packs_much):
                raise Refused("TOO_LARGE_UNPACKED")
            joined = tail + piece
            if not embedded and any(word in joined for word in _DECLARES):
                raise Refused("DAMAGED")
            tail = piece[-_LONGEST:]
    return size
