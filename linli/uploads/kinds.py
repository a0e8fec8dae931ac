"""What a file is by its first bytes, and why it may not come in; of no framework, for the programs that read files alone."""

from enum import StrEnum
from typing import Final

HEAD_BYTES: Final = 512


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
