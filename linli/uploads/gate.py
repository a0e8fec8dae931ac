"""A file at the door: its size, what it is called, and what its first bytes are, before anything reads it whole.

A name and a content type are claims; the first bytes decide. Each door says which kinds it takes.
"""

from enum import StrEnum
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

HEAD_BYTES: Final = 512
# What one request may leave on the disk, somewhat more than any door takes, so that the door says it in its own words.
MOST_BYTES_KEPT: Final = 21 * 1024 * 1024


class Kind(StrEnum):
    """What a file is by its first bytes."""

    ZIP = "ZIP"  # .xlsx
    OLE = "OLE"  # .xls, and what Excel encrypts
    PICTURE = "PICTURE"  # a photograph, JPEG or PNG: linli.uploads.pictures
    TEXT = "TEXT"  # whatever is none of the known ones: .csv, an outbox file, an old .xls
    OTHER = "OTHER"


class Refused(ValueError):
    """The file may not come in; `code` says why, and each door has words for it.

    TOO_LARGE, WRONG_KIND, TOO_LARGE_UNPACKED, DAMAGED, PASSWORD_PROTECTED.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


ZIP_MAGIC: Final = b"PK\x03\x04"
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE_MAGICS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
# What begins so is neither a table nor a phone's file, whatever its name and its content type say.
OTHER_MAGICS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"BM",
    b"RIFF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"PK",
)
MARKUP: Final = (
    b"<!doctype",
    b"<html",
    b"<?xml",
    b"<table",
    b"<head",
    b"<meta",
    b"<svg",
    b"<script",
    b"<!entity",
)
# Browsers call a .csv many things; these it is never called.
OTHER_TYPES: Final = ("image/", "audio/", "video/", "font/", "multipart/", "message/")
OTHER_TYPES_WHOLE: Final = frozenset(
    {
        "application/pdf",
        "text/html",
        "application/xhtml+xml",
        "image/svg+xml",
        "application/javascript",
        "text/javascript",
        "application/x-msdownload",
        "application/x-sh",
        "application/gzip",
        "application/x-rar-compressed",
        "application/x-7z-compressed",
        "application/msword",
    }
)


def kind_of(*, head: bytes) -> Kind:
    """Say what a file is by its first bytes."""
    if head.startswith(ZIP_MAGIC):
        return Kind.ZIP
    if head.startswith(OLE_MAGIC):
        return Kind.OLE
    if head.startswith(PICTURE_MAGICS):
        return Kind.PICTURE
    words = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(OTHER_MAGICS) or words.startswith(MARKUP):
        return Kind.OTHER
    return Kind.TEXT


def look(*, file: "UploadedFile[Any]", kinds: frozenset[Kind], most_bytes: int) -> None:
    """Refuse a file that is too large or of another kind; no more than its first bytes are read. Raises Refused."""
    if file.size is None or file.size > most_bytes:
        raise Refused("TOO_LARGE")
    told = (file.content_type or "").partition(";")[0].strip().lower()
    if told.startswith(OTHER_TYPES) or told in OTHER_TYPES_WHOLE:
        raise Refused("WRONG_KIND")
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if head and kind_of(head=head) not in kinds:
        raise Refused("WRONG_KIND")


class StopsGrowing(FileUploadHandler):
    """Keeps no more of a request's files than any door takes. What is cut off is too large for its door, which says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand a piece on to what keeps it, or drop it."""
        if self.kept > MOST_BYTES_KEPT:
            return None
        self.kept += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""
