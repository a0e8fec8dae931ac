"""A sheet as a table on a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from linli.sheets.layout import Cell, Kind, Sheet, Value


@dataclass(frozen=True)
class Shown:
    """A cell on the page. is_filled: Linli writes it; is_empty: nobody recorded what belongs there."""

    cell: Cell
    text: str
    is_filled: bool
    is_empty: bool
    is_formula: bool


def preview(*, sheet: Sheet, values: Mapping[str, Value]) -> list[list[Shown]]:
    """Return the rows of a sheet with some cells filled; merged cells once."""
    rows: dict[int, list[Shown]] = {row: [] for row in range(1, sheet.rows + 1)}
    for cell in sheet.cells:
        filled = cell.ref in values
        value = values.get(cell.ref)
        text = ("" if value is None else str(value)) if filled else cell.text
        rows[cell.row].append(Shown(cell, text, filled, filled and value is None, cell.kind is Kind.FORMULA))
    return list(rows.values())
