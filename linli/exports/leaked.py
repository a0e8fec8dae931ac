"""A leaked file as rows: a spreadsheet of any kind that rosters come in, or text pasted from a chat."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from linli.exports.rules.tracing import LeakedRow, row_of_cells, row_of_line
from linli.sheets.cells import Cell, text_of
from linli.sheets.reading import read_workbook
from linli.sheets.unreadable import UnreadableFile

LARGEST_BYTES: Final = 20 * 1024 * 1024
OF_TEXT: Final = frozenset({".txt", ".csv", ""})
_MARKED: Final = (b"\xff\xfe", b"\xfe\xff")


def leaked_rows(*, content: bytes, filename: str) -> Sequence[LeakedRow]:
    """Return a file's rows with all blanks that its cells hold. Raises UnreadableFile."""
    suffix = PurePath(filename).suffix.lower()
    try:
        if suffix == ".txt":
            return _lines(content)
        workbook = read_workbook(content=content, filename=filename)
    except UnreadableFile as error:
        # A table of one column has no delimiter.
        if suffix in OF_TEXT and error.code == "NOT_A_SPREADSHEET":
            return _lines(content)
        raise
    return [row_of_cells(map(_as_it_stands, row)) for sheet in workbook.sheets for row in sheet.rows]


def _as_it_stands(cell: Cell) -> str:
    return cell if isinstance(cell, str) else text_of(cell)


def _lines(content: bytes) -> Sequence[LeakedRow]:
    rows = [row_of_line(line) for line in _text(content).splitlines() if line.strip()]
    if not rows:
        raise UnreadableFile("EMPTY_FILE")
    return rows


def _text(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        raise UnreadableFile("TOO_LARGE")
    for encoding in ("utf-16",) if content.startswith(_MARKED) else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(c) < ord(" ") and c not in "\t\r\n\f\v" for c in text):
            raise UnreadableFile("NOT_A_SPREADSHEET")
        return text
    raise UnreadableFile("UNKNOWN_ENCODING")
