"""A program of its own that opens one roster file: .xlsx, .xls and .csv, told apart by content and not by name.

It imports no Django, so that it starts in a tenth of a second; its limits stand in linli.uploads.confined.
"""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from linli.sheets.cells import Cell
from linli.sheets.containers import check_ole, check_xls, check_zip, is_bare_xls
from linli.sheets.formulas import as_meant
from linli.sheets.unreadable import UnreadableFile
from linli.sheets.workbooks import Sheet, Workbook, packed
from linli.uploads.confined import answer
from linli.uploads.kinds import HEAD_BYTES, OLE_MAGIC, ZIP_MAGIC, Kind, kind_of

MOST_ROWS: Final = 50_000
ROWS_ABOVE: Final = 10  # titles and headers, which are no data rows
MOST_SHEETS: Final = 30
MOST_COLUMNS: Final = 300

MARKS_OF_JSON: Final = (b"{", b"[{")
MOST_MARKS: Final = 5000  # columns of a line; more are no list of people, and would fill the memory
DELIMITERS: Final = ",;\t"


def workbook_in(*, content: bytes, filename: str) -> Workbook:
    """Return a file's visible sheets. `filename` only names the one sheet of a .csv file. Raises UnreadableFile."""
    if content.startswith(ZIP_MAGIC):
        check_zip(content=content)
        sheets = _sheets(content)
    elif content.startswith(OLE_MAGIC):
        check_ole(content=content)
        sheets = _sheets(content)
    elif is_bare_xls(content=content):
        check_xls(stream=content)
        sheets = _sheets(content)
    else:
        sheets = (_csv_sheet(content, filename),)
    if not any(sheet.rows for sheet in sheets):
        raise UnreadableFile("NO_ROWS")
    if sum(_filled_rows(sheet) for sheet in sheets) > MOST_ROWS + ROWS_ABOVE * len(sheets):
        raise UnreadableFile("TOO_MANY_ROWS")
    return Workbook(sheets=sheets)


def _sheets(content: bytes) -> tuple[Sheet, ...]:
    try:
        return tuple(_visible_sheets(content))
    except PasswordError as bad:
        raise UnreadableFile("PASSWORD_PROTECTED") from bad
    except CalamineError as bad:
        raise UnreadableFile("DAMAGED") from bad
    except BaseException as bad:
        # A file damaged in the middle makes the reader panic; a Rust panic is no Exception and has no importable name.
        if type(bad).__name__ == "PanicException":
            raise UnreadableFile("DAMAGED") from bad
        raise


def _visible_sheets(content: bytes) -> Iterator[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        ]
        if len(visible) > MOST_SHEETS:
            raise UnreadableFile("TOO_MANY_SHEETS")
        for name in visible:
            yield _sheet(name, workbook.get_sheet_by_name(name))


def _sheet(name: str, sheet: CalamineSheet) -> Sheet:
    if sheet.start is None or sheet.end is None:
        return Sheet(name, ())
    # One formatted cell far below makes a sheet of a million rows: only so many are taken.
    top = sheet.start[0]
    rows = [
        tuple(map(_cell, row[:MOST_COLUMNS]))
        for row in sheet.to_python(skip_empty_area=False, nrows=top + 2 * MOST_ROWS)
    ]
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return Sheet(name, _without_blank_end(rows), merged)


def _cell(value: Cell | timedelta) -> Cell:
    if value == "":
        return None
    if isinstance(value, str):
        return as_meant(value)
    return str(value) if isinstance(value, timedelta) else value


def _without_blank_end(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    while rows and not any(_is_filled(cell) for cell in rows[-1]):
        rows.pop()
    return tuple(rows)


def _is_filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _filled_rows(sheet: Sheet) -> int:
    return sum(any(_is_filled(cell) for cell in row) for row in sheet.rows)


def _csv_sheet(content: bytes, filename: str) -> Sheet:
    head = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if kind_of(head=content[:HEAD_BYTES]) is not Kind.TEXT or head.startswith(MARKS_OF_JSON):
        raise UnreadableFile("NOT_A_SPREADSHEET")
    text = _decoded(content)
    if any(ord(c) < ord(" ") and c not in "\t\r\n\f\v" for c in text[:4096]):
        raise UnreadableFile("NOT_A_SPREADSHEET")
    text = text.replace("\0", "")  # PostgreSQL stores none, and nobody typed one
    delimiter = _delimiter(text)
    if not delimiter:
        raise UnreadableFile("NOT_A_SPREADSHEET")
    if any(line.count(delimiter) > MOST_MARKS for line in io.StringIO(text, newline="")):
        raise UnreadableFile("TOO_LARGE_UNPACKED")
    rows: list[tuple[Cell, ...]] = []
    try:
        rows.extend(
            tuple(_unquoted(value) or None for value in row[:MOST_COLUMNS])
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        )
    except csv.Error as bad:
        raise UnreadableFile("DAMAGED") from bad
    name = filename.replace("\\", "/").rpartition("/")[2]
    return Sheet(name.rpartition(".")[0] or name or "CSV", _without_blank_end(rows))


def _unquoted(value: str) -> str:
    """Return a cell without the marks that keep a program from taking digits for a number: ="1381234" and '1381234."""
    if value.startswith('="') and value.endswith('"'):
        return value[2:-1]
    return value.removeprefix("'") if value[1:2].isdigit() else as_meant(value)


def _decoded(content: bytes) -> str:
    has_utf16_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if has_utf16_mark else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("NOT_A_SPREADSHEET" if b"\x00" in content else "UNKNOWN_ENCODING")


def _delimiter(text: str) -> str:
    """Return the delimiter that the first lines use most steadily, '' when there is none: then it is no table."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    counts = {mark: sum(1 for line in lines if mark in line) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: (counts[mark], sum(line.count(mark) for line in lines)))
    return best if counts[best] * 2 >= len(lines) else ""


if __name__ == "__main__":
    answer(read=lambda content, names: packed(workbook=workbook_in(content=content, filename=names[0])))
