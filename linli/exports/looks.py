"""A leaked workbook with the look of its cells: .xlsx, once the gate let it in."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import openpyxl
from openpyxl.styles.colors import Color
from openpyxl.utils.exceptions import InvalidFileException

from linli.exports.rules.leaked_rows import LeakedRow, row_of_cells
from linli.exports.rules.marks import Look
from linli.sheets.cells import Cell, text_of

# What the reader raises on a workbook that another program wrote in its own way.
_BROKEN: Final = (
    InvalidFileException,
    zipfile.BadZipFile,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    SyntaxError,  # of XML
    OSError,
)


class LooksUnread(Exception):
    """The words of the workbook can be read, the look of its cells cannot."""


def rows_with_looks(*, content: bytes) -> list[LeakedRow]:
    """Return the rows of an .xlsx file's visible sheets. `content` has passed `read_workbook`. Raises LooksUnread."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return [
            row_of_cells(_cells(row))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
            for row in _rows(sheet)
        ]
    except _BROKEN as bad:
        raise LooksUnread from bad


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a sheet says of its size need not be so
    yield from sheet.iter_rows()


def _cells(row: tuple[Any, ...]) -> Iterator[tuple[str, Look]]:
    for cell in row:
        if cell.value is None:
            continue
        yield (
            as_it_stands(cell.value),
            _look(cell.font.color, cell.border.top.color, cell.border.bottom.color),
        )


def as_it_stands(cell: Cell) -> str:
    """Return a cell's text with all that is in it: blanks and signs are spelling."""
    return cell if isinstance(cell, str) else text_of(cell)


def _look(font: Color | None, top: Color | None, bottom: Color | None) -> Look:
    return Look(_rgb(font), _rgb(top), _rgb(bottom))


def _rgb(colour: Color | None) -> str:
    """Return a colour without its alpha; '' for none and for one of a theme."""
    return colour.rgb[-6:].upper() if colour is not None and colour.type == "rgb" else ""
