"""A sheet as it came, cell by cell, with those that are merged."""

import json
from dataclasses import astuple, dataclass
from enum import StrEnum

# What is written into a cell: a number, words, or nothing.
Value = int | float | str | None


class Kind(StrEnum):
    """What stands in a cell as the file came."""

    EMPTY = "EMPTY"
    NUMBER = "NUMBER"
    TEXT = "TEXT"
    FORMULA = "FORMULA"


@dataclass(frozen=True)
class Cell:
    """A cell of a sheet, with those that are merged into it; rows and columns count from 1."""

    ref: str
    row: int
    column: int
    kind: Kind
    text: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Sheet:
    """A sheet as it came: every cell of its used rectangle in reading order, merged ones once."""

    name: str
    rows: int
    columns: int
    cells: tuple[Cell, ...]


def packed_sheet(*, sheet: Sheet) -> bytes:
    """Return a sheet as JSON, which `unpacked_sheet` makes the same sheet of."""
    cells = [astuple(cell) for cell in sheet.cells]
    return json.dumps([sheet.name, sheet.rows, sheet.columns, cells], ensure_ascii=False).encode()


def unpacked_sheet(*, packed: bytes) -> Sheet:
    """Return the sheet that `packed_sheet` made."""
    name, rows, columns, cells = json.loads(packed)
    return Sheet(
        name,
        rows,
        columns,
        tuple(
            Cell(ref, row, column, Kind(kind), text, down, right)
            for ref, row, column, kind, text, down, right in cells
        ),
    )
