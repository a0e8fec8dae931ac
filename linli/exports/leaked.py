"""A leaked file as rows: a spreadsheet of any kind that rosters come in, or text pasted from a chat."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from linli.exports.looks import LooksUnread, as_it_stands, rows_with_looks
from linli.exports.rules.leaked_rows import LeakedRow, row_of_cells, row_of_line
from linli.exports.rules.marks import Look
from linli.sheets.reading import read_workbook
from linli.sheets.unreadable import UnreadableFile
from linli.uploads.kinds import ZIP_MAGIC

LARGEST_BYTES: Final = 20 * 1024 * 1024
OF_TEXT: Final = frozenset({".txt", ".csv", ""})
_MARKED: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class LeakedFile:
    """A leaked file's rows. has_looks: whether the look of its cells could be read, which only .xlsx has."""

    rows: Sequence[LeakedRow]
    has_looks: bool = False


def leaked_file(*, content: bytes, filename: str) -> LeakedFile:
    """Read a leaked file. Raises UnreadableFile."""
    suffix = PurePath(filename).suffix.lower()
    try:
        if suffix == ".txt":
            return LeakedFile(_lines(content))
        workbook = read_workbook(content=content, filename=filename)
    except UnreadableFile as error:
        # A table of one column has no delimiter.
        if suffix in OF_TEXT and error.code == "NOT_A_SPREADSHEET":
            return LeakedFile(_lines(content))
        raise
    if content.startswith(ZIP_MAGIC):
        with suppress(LooksUnread):
            return LeakedFile(rows_with_looks(content=content), has_looks=True)
    return LeakedFile(
        [
            row_of_cells((as_it_stands(cell), Look()) for cell in row)
            for sheet in workbook.sheets
            for row in sheet.rows
        ]
    )


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
