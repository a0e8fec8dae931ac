"""A superior's workbook read as it came and given back filled, by processes of their own (linli.sheets.filler, .old_books)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from linli.sheets.layout import Book, Value, unpacked_book
from linli.sheets.unusable import LARGEST_BYTES, UnusableWorkbook
from linli.uploads.confined import run_confined
from linli.uploads.kinds import OLE_MAGIC, Refused

# What reading any foreign file may end with, in the words of forms.
_CODES = {"TOO_LARGE_UNPACKED": "TOO_LARGE"}


@dataclass(frozen=True)
class Read:
    """A workbook as it is kept.

    content: .xlsx, byte for byte as it came, or written anew from an .xls. lost: what of an .xls did not come over, as
    (code of the page's words, which cells or how many); None where it came as .xlsx.
    """

    content: bytes
    book: Book
    lost: tuple[tuple[str, str], ...] | None


def read_form(*, content: bytes) -> Read:
    """Return a workbook and its sheets; an .xls is written anew as .xlsx. Takes a process or two. Raises UnusableWorkbook."""
    if not content.startswith(OLE_MAGIC):
        return Read(content, _book(content), None)
    if len(content) > LARGEST_BYTES:
        raise UnusableWorkbook("TOO_LARGE")
    told, _line, turned = _run("linli.sheets.old_books", content).partition(b"\n")
    return Read(turned, _book(turned), tuple((code, where) for code, where in json.loads(told)))


def _book(content: bytes) -> Book:
    return unpacked_book(packed=_run("linli.sheets.filler", content, "read"))


def fill_book(*, content: bytes, values: Mapping[str, Value]) -> bytes:
    """Return the workbook with values in cells, by address (linli.sheets.layout.address_of); None empties a cell.

    Words are written as words, never as a formula. A cell that holds a formula is left as it is. Links to other files
    are left out. Takes a process and a tenth of a second. Raises UnusableWorkbook.
    """
    told = json.dumps(dict(values)).encode()
    return _run("linli.sheets.filler", told + content, "fill", str(len(told)))


def _run(program: str, content: bytes, *arguments: str) -> bytes:
    if len(content) > 2 * LARGEST_BYTES:
        raise UnusableWorkbook("TOO_LARGE")
    try:
        return run_confined(program=program, arguments=arguments, content=content)
    except Refused as bad:
        raise UnusableWorkbook(_CODES.get(bad.code, bad.code)) from bad
