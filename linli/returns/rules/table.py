"""A sheet as a table: its headers, what stands over and beside a cell, and the rows of which nothing is asked. Looked at once."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from linli.returns.rules.slots import is_blank_date
from linli.returns.rules.words import (
    counts_rows,
    is_foot,
    is_measure,
    is_note,
    is_note_below,
    is_part_total,
    is_particular,
    plain,
)
from linli.sheets.layout import Cell, Kind, Sheet

# A cell over so much of the sheet is a title or the heading of a section, no header of one column.
WIDE: Final = 0.7
# Headers over or beside one cell; a longer block of words is a list.
MOST_HEADS: Final = 8
# Fewer numbers in a row than these are figures, also where each is one more than that before it.
_FEWEST_NUMBERED: Final = 4

Place = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """A sheet looked at once.

    rows: the cells that begin in a row. heads: the cells that are headers, in plain words, at each of their places; across and
    down: where there are any, columns by row and rows by column. sections: row and words of the headings over what stands
    beneath them; titles above the table are none.
    """

    sheet: Sheet
    rows: Mapping[int, tuple[Cell, ...]]
    heads: Mapping[Place, Cell]
    across: Mapping[int, Sequence[int]]
    down: Mapping[int, Sequence[int]]
    sections: tuple[tuple[int, str], ...]

    def is_wide(self, cell: Cell) -> bool:
        """Say whether a cell is a title or the heading of a section."""
        return cell.columns > 1 and cell.columns >= self.sheet.columns * WIDE

    def over(self, cell: Cell) -> list[str]:
        """Return the headers of a cell's column from the top down: the block of words next above it."""
        words: list[str] = []
        row = _last_before(self.down.get(cell.column, ()), cell.row)
        while len(words) < MOST_HEADS and (head := self.heads.get((row, cell.column))):
            words.append(head.text)
            row = head.row - 1
        return words[::-1]

    def beside(self, cell: Cell) -> list[str]:
        """Return the headers of a cell's row from the left: the block of words next before it."""
        words: list[str] = []
        column = _last_before(self.across.get(cell.row, ()), cell.column)
        while len(words) < MOST_HEADS and (head := self.heads.get((cell.row, column))):
            words.append(head.text)
            column = head.column - 1
        return words[::-1]

    def section(self, row: int) -> list[str]:
        """Return the heading of the section that a row stands in, none where it stands in none."""
        return [words for begins, words in self.sections if begins < row][-1:]


def _last_before(places: Sequence[int], place: int) -> int:
    """Return the last of some places, in order, before another; 0 for none."""
    at = bisect_left(places, place)
    return places[at - 1] if at else 0


def table_of(*, sheet: Sheet) -> Table:
    """Return a sheet as a table."""
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
    texts = [
        replace(cell, text=plain(cell.text))
        for cell in sheet.cells
        if cell.kind is Kind.TEXT and not is_blank_date(text=cell.text)
    ]
    wide = [cell for cell in texts if cell.columns > 1 and cell.columns >= sheet.columns * WIDE]
    titles = {cell.ref for cell in wide}
    narrow = [cell for cell in texts if cell.ref not in titles and _is_header(cell.text)]
    heads = {
        (cell.row + down, cell.column + right): cell
        for cell in narrow
        for down in range(cell.rows)
        for right in range(cell.columns)
    }
    across: dict[int, list[int]] = {}
    down: dict[int, list[int]] = {}
    for row, column in sorted(heads):
        across.setdefault(row, []).append(column)
        down.setdefault(column, []).append(row)
    begins = min((cell.row for cell in narrow), default=0)
    sections = tuple((cell.row, cell.text) for cell in wide if cell.row > begins)
    return Table(sheet, {row: tuple(cells) for row, cells in rows.items()}, heads, across, down, sections)


def _is_header(words: str) -> bool:
    return not is_measure(words) and not is_particular(words)


def silent_rows(*, table: Table, units_end: int) -> frozenset[int]:
    """Return the rows of which no cell is asked for: signatures, notes, sums of some rows, words over most of it, and blank ones.

    units_end: the last row of a unit, beneath which a lone 备注 is a note; the sheet's last where no row is of a unit.
    """
    found = set()
    for row, cells in table.rows.items():
        words = [plain(cell.text) for cell in cells if cell.kind is Kind.TEXT]
        if any(map(is_foot, words)) or _is_blank(table, row) or _numbers_columns(table, row):
            found.add(row)
        elif words:
            first = next(cell for cell in cells if cell.kind is Kind.TEXT)
            is_below = row > units_end and is_note_below(words[0])
            if table.is_wide(first) or is_part_total(words[0]) or is_note(words[0]) or is_below:
                found.add(row)
    return frozenset(found)


def _is_blank(table: Table, row: int) -> bool:
    """Say whether a row has nothing in it, but perhaps its own number, and does not stand right beneath its headers.

    A form of one row is blank there; a spare row further down asks for nothing: the same figure would be told twice.
    """
    cells = table.rows[row]
    if any(cell.kind in (Kind.TEXT, Kind.FORMULA) for cell in cells):
        return False
    numbers = [cell for cell in cells if cell.kind is Kind.NUMBER]
    if any(not any(map(counts_rows, table.over(cell))) for cell in numbers):
        return False
    above = row - 2 if _numbers_columns(table, row - 1) else row - 1
    under = [cell for cell in cells if table.over(cell)]
    headed = sum((above, cell.column) in table.heads for cell in under)
    return 2 * headed <= len(under)


def _numbers_columns(table: Table, row: int) -> bool:
    """Say whether a row only numbers the columns beneath their headers: 1, 2, 3, 4."""
    told = [cell.text for cell in table.rows.get(row, ()) if cell.kind is Kind.NUMBER]
    return len(told) >= _FEWEST_NUMBERED and told == _counted_from(told[0], len(told))


def _counted_from(first: str, many: int) -> list[str]:
    return [str(int(first) + at) for at in range(many)] if first.isascii() and first.isdigit() else []
