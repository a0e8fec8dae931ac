"""A program of its own that writes an .xls anew as .xlsx, so that it can be filled, and tells what does not come over.

Kept: words, numbers, formulas that are surely understood, merged cells, number formats, fonts, lines, colours, widths, heights,
hidden sheets, rows and columns, panes, the paper and how it lies. A formula that is not understood leaves its cell empty: what
it came to is yesterday's.
It answers a line of JSON, [[code, which cells or how many], ...], and the workbook after it.
"""

import io
import json
import struct
from collections.abc import Mapping
from typing import Final

import xlrd
import xlsxwriter
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from linli.sheets.addresses import ref_of
from linli.sheets.form_reader import MOST_COLUMNS, MOST_ROWS
from linli.sheets.old_formulas import Formula, formula_text
from linli.sheets.old_looks import look_of
from linli.sheets.old_records import Found, Tab, looked_through
from linli.sheets.ole import BrokenContainer, is_encrypted, streams_of
from linli.sheets.unusable import UnusableWorkbook
from linli.uploads.confined import answer

_SHARED: Final = 0x01  # a formula's one token that says: as the cell there
_NAMED: Final = 20  # so many cells are named one by one
_UNITS: Final = 256  # of a width, to a character
_PADDING: Final = 0.71  # which a width holds in the old format and not in the words of XlsxWriter
_TWENTIETHS: Final = 20
_SHOWN, _VERY_HIDDEN = 0, 2
_PAPERS: Final = range(1, 119)


def turned(*, content: bytes) -> tuple[bytes, list[tuple[str, str]]]:
    """Return an .xls as .xlsx, and what of it did not come over. Raises UnusableWorkbook."""
    stream = _stream(content)
    found, plain = looked_through(stream=stream)
    try:
        book = xlrd.open_workbook(
            file_contents=plain, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        return _written(book, found)
    except (XLRDError, XlsxWriterException) as bad:
        raise UnusableWorkbook("DAMAGED") from bad
    except (
        AssertionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
        struct.error,
    ) as bad:
        # What the library ends with on a file that contradicts itself.
        if isinstance(bad, UnusableWorkbook):
            raise
        raise UnusableWorkbook("DAMAGED") from bad


def _stream(content: bytes) -> bytes:
    try:
        streams = streams_of(content=content)
    except BrokenContainer as bad:
        raise UnusableWorkbook("DAMAGED") from bad
    if "EncryptedPackage" in streams:
        raise UnusableWorkbook("PROTECTED")
    if "_VBA_PROJECT_CUR" in streams:
        raise UnusableWorkbook("MACROS")
    stream = streams.get("Workbook") or streams.get("Book")
    if not stream:
        raise UnusableWorkbook("NOT_A_WORKBOOK")
    if is_encrypted(stream=stream):
        raise UnusableWorkbook("PROTECTED")
    return stream


def _written(book: Book, found: Found) -> tuple[bytes, list[tuple[str, str]]]:
    out = io.BytesIO()
    lost = [(code, str(count)) for code, count in sorted(found.lost.items())]
    missing: list[str] = []
    looks: dict[int, Format] = {}
    tabs = [tab for tab in found.tabs.values() if tab.kind == 0]
    how = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
        "date_1904": bool(book.datemode),
    }
    with xlsxwriter.Workbook(out, how) as made:
        first = True
        for number, tab in enumerate(tabs):
            old = book.sheet_by_index(number)
            new = made.add_worksheet(old.name)
            _of_sheet(old, new)
            _of_page(tab, new)
            _of_cells(
                old, new, {n: look_of(book=book, to=made, made=looks, number=n) for n in _looks_in(old)}
            )
            missing += _formulas(old, new, tab, found, looks)
            if old.visibility == _SHOWN and first:
                new.activate()
                new.set_first_sheet()
                first = False
            book.unload_sheet(number)
    if missing:
        more = f" … {len(missing)}" if len(missing) > _NAMED else ""
        lost.insert(0, ("FORMULAS", "、".join(missing[:_NAMED]) + more))
    return out.getvalue(), lost


def _of_sheet(old: Sheet, new: Worksheet) -> None:
    if old.visibility == _VERY_HIDDEN:
        new.very_hidden()
    elif old.visibility != _SHOWN:
        new.hide()
    for column, told in old.colinfo_map.items():
        width = max(told.width / _UNITS - _PADDING, 0)
        new.set_column(column, column, width, None, {"hidden": bool(told.hidden)})
    for row, height in old.rowinfo_map.items():
        points = None if height.has_default_height or height.height is None else height.height / _TWENTIETHS
        if points is not None or height.hidden:
            new.set_row(row, points, None, {"hidden": bool(height.hidden)})
    if old.has_pane_record and getattr(old, "panes_are_frozen", 0):
        new.freeze_panes(old.horz_split_pos, old.vert_split_pos)


def _of_page(tab: Tab, new: Worksheet) -> None:
    if tab.paper in _PAPERS:
        new.set_paper(tab.paper)
    if tab.is_landscape:
        new.set_landscape()


def _looks_in(old: Sheet) -> set[int]:
    return {number for row in range(old.nrows) for number in _row_looks(old, row)}


def _row_looks(old: Sheet, row: int) -> list[int]:
    return [old.cell_xf_index(row, column) for column in range(old.row_len(row))]


def _of_cells(old: Sheet, new: Worksheet, looks: Mapping[int, Format]) -> None:
    """Write what stands in cells, and how empty ones look as far as a form goes."""
    for top, bottom, left, right in old.merged_cells:
        if (bottom - top, right - left) != (1, 1):
            new.merge_range(top, left, bottom - 1, right - 1, "")
    for row in range(old.nrows):
        for column in range(old.row_len(row)):
            _of_cell(old, new, row, column, looks[old.cell_xf_index(row, column)])


def _of_cell(old: Sheet, new: Worksheet, row: int, column: int, look: Format) -> None:
    value = old.cell_value(row, column)
    match old.cell_type(row, column):
        case xlrd.XL_CELL_TEXT if value != "":
            new.write_string(row, column, value, look)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            new.write_number(row, column, value, look)
        case xlrd.XL_CELL_BOOLEAN:
            new.write_boolean(row, column, bool(value), look)
        case _ if row < 2 * MOST_ROWS and column < 2 * MOST_COLUMNS:
            new.write_blank(row, column, None, look)


def _formulas(old: Sheet, new: Worksheet, tab: Tab, found: Found, looks: Mapping[int, Format]) -> list[str]:
    """Write the formulas of a sheet; return the cells of those that are not understood, which are left empty."""
    missing = []
    for (row, column), tokens in tab.formulas.items():
        look = looks[old.cell_xf_index(row, column)]
        text = _text(tab, (row, column), tokens, found)
        if text is None:
            new.write_blank(row, column, None, look)
            missing.append(f"{old.name}!{ref_of(row=row + 1, column=column + 1)}")
        else:
            new.write_formula(row, column, f"={text}", look)
    return missing


def _text(tab: Tab, at: tuple[int, int], tokens: bytes, found: Found) -> str | None:
    if not found.is_biff8:
        return None
    if tokens[:1] == bytes((_SHARED,)):
        tokens = tab.shared.get(struct.unpack_from("<HH", tokens, 1), b"")
    return formula_text(formula=Formula(tokens, found.references, at))


def _answer(content: bytes, _arguments: list[str]) -> bytes:
    workbook, lost = turned(content=content)
    return json.dumps(lost, ensure_ascii=False).encode() + b"\n" + workbook


if __name__ == "__main__":
    answer(read=_answer)
