"""The containers that spreadsheets come in, looked at before they are opened: zip (.xlsx) and OLE (.xls)."""

import io
import struct
import zipfile
import zlib
from typing import Final

from linli.sheets.ole import BrokenContainer, is_encrypted, streams_of
from linli.sheets.unreadable import UnreadableFile
from linli.uploads.archives import check_archive
from linli.uploads.kinds import Refused

LARGEST_UNPACKED_BYTES: Final = 150 * 1024 * 1024
OLD_BOFS: Final = frozenset((b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08"))
OLD_BOF_LENGTHS: Final = frozenset((b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00"))


def check_zip(*, content: bytes) -> None:
    """Refuse a zip that is damaged, no workbook, or too large once unpacked. Raises UnreadableFile."""
    try:
        check_archive(content=content, most_unpacked=LARGEST_UNPACKED_BYTES)
    except Refused as bad:
        raise UnreadableFile(bad.code) from bad
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename.lstrip("/").lower() for entry in archive.infolist()}
    except RuntimeError as bad:  # zipfile's answer to a member with a password
        raise UnreadableFile("PASSWORD_PROTECTED") from bad
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError) as bad:
        raise UnreadableFile("DAMAGED") from bad
    if not names & {"xl/workbook.xml", "xl/workbook.bin"}:
        raise UnreadableFile("NOT_A_SPREADSHEET")


def check_ole(*, content: bytes) -> None:
    """Refuse an OLE container with an encrypted .xlsx or .xls, or without a workbook. Raises UnreadableFile."""
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
    """Refuse a workbook stream that is encrypted. Raises UnreadableFile."""
    if is_encrypted(stream=stream):
        raise UnreadableFile("PASSWORD_PROTECTED")
