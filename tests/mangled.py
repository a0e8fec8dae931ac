"""What people make of a list before it turns up elsewhere: cells shuffled, pasted, drawn anew, saved as text."""

import io
import random
from copy import copy as copied
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from linli.exports.files import file_of
from linli.exports.models import ExportCopy

Rows = list[list[str]]
FIRST_ROW = 3


def cells_of(copy: ExportCopy) -> list[tuple[Cell, ...]]:
    """Return the rows of a copy's file as Excel holds them."""
    return rows_in(file_of(copy=copy, place="明光路社区", who="某人"))


def rows_in(content: bytes) -> list[tuple[Cell, ...]]:
    """Return the rows of an export's file, without what stands above and below."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = list(sheet.iter_rows())[FIRST_ROW:-2]
    return [tuple(cell for cell in row if isinstance(cell, Cell)) for row in rows]


def leaked_from(copy: ExportCopy) -> list[tuple[Cell, ...]]:
    """Return what somebody makes of a copy: rows shuffled, half of them gone, the number and a column too."""
    rows = cells_of(copy)
    random.Random(1).shuffle(rows)  # noqa: S311 (no secret)
    return [(name, phone, arrived) for name, _address, phone, arrived, _number in rows[: len(rows) // 2]]


def pasted(rows: list[tuple[Cell, ...]], file: Path) -> Path:
    """Paste cells into somebody else's workbook, which Excel does with their look, and save that twice."""
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.append(["姓名", "电话", "到达"])
    for row in rows:
        book.active.append([cell.value for cell in row])
        for column, cell in enumerate(row, start=1):
            to = book.active.cell(book.active.max_row, column)
            for part in ("font", "border", "number_format"):
                setattr(to, part, copied(getattr(cell, part)))
    book.save(file)
    openpyxl.load_workbook(file).save(file)
    return file


def with_lines(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Draw black lines around all cells, as is done before printing."""
    line = Side("thin", "FF000000")
    for row in rows:
        for cell in row:
            cell.border = Border(line, line, line, line)
    return rows


def texts_of(rows: list[tuple[Cell, ...]]) -> Rows:
    """Return what Excel writes into a .csv: the text of cells as they are shown."""
    return [
        [f"{c.value:%Y-%m-%d}" if isinstance(c.value, datetime) else str(c.value) for c in row]
        for row in rows
    ]


def as_xlsx(rows: Rows, file: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file


def as_text(rows: Rows, file: Path, between: str, encoding: str) -> Path:
    file.write_bytes("\n".join(between.join(row) for row in rows).encode(encoding))
    return file
