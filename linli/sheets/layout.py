"""A workbook as it came: its sheets cell by cell, with those that are merged."""

import json
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Final

# What is written into a cell: a number, words, or nothing.
Value = int | float | str | None

# Beyond any whole number that a sheet names as its limit.
LARGEST: Final = 10**15
# What stands between a sheet's name and a cell in the address of a cell; no address has one of its own.
_OF: Final = "!"


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
class Allowed:
    """What a sheet takes in some of its cells: one of some words, or without any a whole number, ends included."""

    refs: tuple[str, ...]
    choices: tuple[str, ...] = ()
    least: int = -LARGEST
    most: int = LARGEST


@dataclass(frozen=True)
class Sheet:
    """A sheet as it came: every cell of its used rectangle in reading order, merged ones once.

    The text of a cell with a formula is the formula.
    """

    name: str
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False
    allowed: tuple[Allowed, ...] = ()


@dataclass(frozen=True)
class Book:
    """A workbook as it came.

    sheets: those that can be filled, in the file's order, hidden ones too. first: the name of the first that is shown,
    whose cells are named without it. left: sheets that stay as they are, with why: (name, a code of the page's words).
    """

    sheets: tuple[Sheet, ...]
    first: str
    left: tuple[tuple[str, str], ...] = ()


def address_of(*, book: Book, sheet: str, ref: str) -> str:
    """Return the address of a cell in its workbook: C5 in the first sheet that is shown, 附表!C5 in another."""
    return ref if sheet == book.first else f"{sheet}{_OF}{ref}"


def parted(*, address: str) -> tuple[str, str]:
    """Return the sheet's name, '' for the first that is shown, and the cell that an address names."""
    sheet, _of, ref = address.rpartition(_OF)
    return sheet, ref


def packed_book(*, book: Book) -> bytes:
    """Return a workbook as JSON, which `unpacked_book` makes the same workbook of."""
    sheets = [
        [
            sheet.name,
            sheet.rows,
            sheet.columns,
            sheet.is_hidden,
            [astuple(cell) for cell in sheet.cells],
            [astuple(one) for one in sheet.allowed],
        ]
        for sheet in book.sheets
    ]
    told = {"first": book.first, "left": book.left, "sheets": sheets}
    return json.dumps(told, ensure_ascii=False).encode()


def unpacked_book(*, packed: bytes) -> Book:
    """Return the workbook that `packed_book` made."""
    told = json.loads(packed)
    return Book(
        tuple(
            Sheet(
                name,
                rows,
                columns,
                tuple(_cell(*cell) for cell in cells),
                is_hidden,
                # A layout that was read before this was kept says nothing of it.
                tuple(_allowed(*one) for one in (allowed[0] if allowed else ())),
            )
            for name, rows, columns, is_hidden, cells, *allowed in told["sheets"]
        ),
        told["first"],
        tuple((name, why) for name, why in told["left"]),
    )


def _allowed(refs: list[str], choices: list[str], least: int, most: int) -> Allowed:
    return Allowed(tuple(refs), tuple(choices), least, most)


def _cell(ref: str, row: int, column: int, kind: str, text: str, rows: int, columns: int) -> Cell:
    return Cell(ref, row, column, Kind(kind), text, rows, columns)
