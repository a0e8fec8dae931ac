"""The containers that spreadsheets come in, looked at before they are opened: zip (.xlsx) and OLE (.xls)."""

import io
import re
import struct
import zipfile
import zlib
from typing import Final

from linli.sheets.ole import BrokenContainer, book_size, streams_of
from linli.sheets.unreadable import UnreadableFile
from linli.uploads.archives import check_archive
from linli.uploads.gate import OLE_MAGIC as OLE_MAGIC
from linli.uploads.gate import ZIP_MAGIC as ZIP_MAGIC
from linli.uploads.gate import Refused

LARGEST_UNPACKED_BYTES: Final = 300 * 1024 * 1024
# A sheet is held as a full rectangle, so one value in a far corner would fill the memory: 50,000 rows of 200 columns.
MOST_CELLS: Final = 10_000_000
OLD_BOFS: Final = frozenset((b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08"))
OLD_BOF_LENGTHS: Final = frozenset((b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00"))
ALPHABET: Final = 26

_PARTS = re.compile(r"xl/(?:worksheets/[^/]+|sharedstrings)\.xml")
_ROW = re.compile(rb"<(?:\w+:)?row [^>]*?\br=\"(\d{1,9})\"")
_FAR_COLUMN = re.compile(rb" r=\"([A-Z]{2,3})\d")


def check_zip(*, content: bytes) -> None:
    """Refuse a zip that is damaged, no workbook, or too large once unpacked. Raises UnreadableFile."""
    try:
        check_archive(content=content, most_unpacked=LARGEST_UNPACKED_BYTES)
    except Refused as bad:
        raise UnreadableFile(bad.code) from bad
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename.lstrip("/").lower() for entry in entries}
            if not names & {"xl/workbook.xml", "xl/workbook.bin"}:
                raise UnreadableFile("NOT_A_SPREADSHEET")
            for entry in entries:
                if _PARTS.fullmatch(entry.filename.lstrip("/").lower()):
                    _check_corner(archive.read(entry))
    except RuntimeError as bad:  # zipfile's answer to a member with a password
        raise UnreadableFile("PASSWORD_PROTECTED") from bad
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError) as bad:
        raise UnreadableFile("DAMAGED") from bad


def _check_corner(part: bytes) -> None:
    rows = max(map(int, _ROW.findall(part)), default=0)
    columns = max(map(_column_number, set(_FAR_COLUMN.findall(part))), default=ALPHABET)
    if rows * columns > MOST_CELLS:
        raise UnreadableFile("TOO_LARGE_UNPACKED")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * ALPHABET + letter - ord("A") + 1
    return number


def check_ole(*, content: bytes) -> None:
    """Refuse an OLE container with an encrypted .xlsx or .xls, without a workbook, or too large. Raises UnreadableFile."""
    try:
        streams = streams_of(content=content)
    except BrokenContainer as bad:
        raise UnreadableFile("DAMAGED") from bad
    if "EncryptedPackage" in streams:
        raise UnreadableFile("PASSWORD_PROTECTED")
    book = streams.get("Workbook") or streams.get("Book")
    if not book:
        raise UnreadableFile("NOT_A_SPREADSHEET")
    check_xls(stream=book)


def is_bare_xls(*, content: bytes) -> bool:
    """Say whether a file is an old .xls without container (Excel 2 to 4, and some exporters)."""
    return content[:2] in OLD_BOFS and content[2:4] in OLD_BOF_LENGTHS


def check_xls(*, stream: bytes) -> None:
    """Refuse a workbook stream that is encrypted, damaged or too large. Raises UnreadableFile."""
    size = book_size(stream=stream)
    if size.is_encrypted:
        raise UnreadableFile("PASSWORD_PROTECTED")
    if not size.is_sound:
        raise UnreadableFile("DAMAGED")
    if size.most_cells > MOST_CELLS:
        raise UnreadableFile("TOO_LARGE_UNPACKED")
