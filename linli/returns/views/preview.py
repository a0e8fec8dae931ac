"""The sheets of a workbook as tables on a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from linli.sheets.layout import Book, Cell, Kind, Sheet, Value, address_of, parted


@dataclass(frozen=True)
class Shown:
    """A cell on the page. is_filled: Linli writes it; is_empty: nobody recorded what belongs there."""

    cell: Cell
    text: str
    is_filled: bool
    is_empty: bool
    is_formula: bool


@dataclass(frozen=True)
class Tab:
    """A sheet on the page; name: '' where it is the only one."""

    name: str
    rows: list[list[Shown]]


def preview(*, book: Book, values: Mapping[str, Value]) -> list[Tab]:
    """Return the sheets of a workbook with some cells filled: those that are shown, and hidden ones in which any is."""
    filled = {parted(address=address)[0] or book.first for address in values}
    sheets = [sheet for sheet in book.sheets if not sheet.is_hidden or sheet.name in filled]
    return [Tab(sheet.name if len(sheets) > 1 else "", _rows(book, sheet, values)) for sheet in sheets]


def _rows(book: Book, sheet: Sheet, values: Mapping[str, Value]) -> list[list[Shown]]:
    """Return the rows of a sheet; merged cells once."""
    rows: dict[int, list[Shown]] = {row: [] for row in range(1, sheet.rows + 1)}
    for cell in sheet.cells:
        address = address_of(book=book, sheet=sheet.name, ref=cell.ref)
        filled = address in values
        value = values.get(address)
        text = ("" if value is None else str(value)) if filled else cell.text
        rows[cell.row].append(Shown(cell, text, filled, filled and value is None, cell.kind is Kind.FORMULA))
    return list(rows.values())
