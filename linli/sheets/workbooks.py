"""A workbook as it was read: its visible sheets, row by row."""

from dataclasses import dataclass

from linli.sheets.cells import Cell


@dataclass(frozen=True)
class Sheet:
    """One visible sheet. rows: from row 1 of the sheet on, empty rows included, so row numbers are index + 1.

    merged: (first row, first column, last row, last column), 0-based, ends included.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """The visible sheets of a file, in its order."""

    sheets: tuple[Sheet, ...]
