"""Which row of a sheet tells of which area below: by its name, or as somebody said; what nobody can say is asked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linli.returns.rules.table import Table
from linli.returns.rules.words import (
    core,
    is_foot,
    is_note,
    is_note_below,
    is_of_units,
    is_part_total,
    is_total,
    plain,
)
from linli.sheets.layout import Cell, Kind

# What somebody says of a row that is of no area below: its cells are asked for one by one, or nothing is asked there.
ITEM: Final = "ITEM"
SKIPPED: Final = "SKIPPED"


@dataclass(frozen=True)
class UnitRow:
    """A row that begins with the name of a unit.

    key: what somebody says of it is kept under, in the next layout too. code: the area below that bears the name, '' for
    none. said: an area below, ITEM or SKIPPED, as somebody said, '' while nobody did.
    """

    key: str
    title: str
    cell: Cell
    section: str
    code: str = ""
    said: str = ""

    @property
    def sheet(self) -> str:
        """The name of the row's sheet, '' for the first that is shown."""
        return self.key.partition("|")[0]

    @property
    def means(self) -> str:
        """The area that the row is of, ITEM, SKIPPED, or '' while nobody can say."""
        return self.said or self.code


@dataclass(frozen=True)
class Questions:
    """What is asked about the rows of a form, and what is said of them.

    unknown: rows whose name no area below bears. twice: rows that share their area with another one of the same section.
    missing: areas below of which no row tells, where rows tell of areas at all.
    """

    unknown: tuple[UnitRow, ...] = ()
    twice: tuple[UnitRow, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[UnitRow, ...]:
        """Rows of which nobody has said anything yet."""
        return tuple(row for row in (*self.unknown, *self.twice) if not row.said)


def unit_rows(
    *, table: Table, areas: Mapping[str, str], said: Mapping[str, str], sheet: str
) -> tuple[UnitRow, ...]:
    """Return the rows of units of a table, in reading order.

    areas: names of areas below -> codes. said: by key, as somebody said. sheet: '' for the first of the workbook, else its
    name.
    """
    known = names_known(areas=areas)
    times: Counter[str] = Counter()
    found = []
    for cell in _titles(table, known):
        title = plain(cell.text)
        times[title] += 1
        key = "|".join([sheet, title, *([str(times[title])] if times[title] > 1 else [])])
        code = known.get(title, known.get(core(title), ""))
        section = "".join(table.section(cell.row))
        found.append(UnitRow(key, title, cell, section, code, said.get(key, "")))
    return _parted(found)


def _parted(rows: Sequence[UnitRow]) -> tuple[UnitRow, ...]:
    """Return rows so that none is taken for an area that two of a section bear, until somebody says which."""
    times = Counter((row.section, row.means) for row in rows if row.means not in ("", ITEM, SKIPPED))
    return tuple(
        row
        if row.said or times[row.section, row.means] < 2  # noqa: PLR2004 (two)
        else UnitRow(row.key, row.title, row.cell, row.section)
        for row in rows
    )


def questions_of(*, rows: Sequence[UnitRow], areas: Mapping[str, str], below: Sequence[str]) -> Questions:
    """Return what is asked about the rows of a form, of all its sheets together.

    areas: as of `unit_rows`. below: every area below, also those whose names two share.
    """
    known = names_known(areas=areas)
    unknown, twice = [], []
    for row in rows:
        bears = known.get(row.title, known.get(core(row.title), ""))
        if not bears:
            unknown.append(row)
        elif row.said or not row.code:
            twice.append(row)
    told = {row.means for row in rows}
    missing = tuple(code for code in below if code not in told) if rows else ()
    return Questions(tuple(unknown), tuple(twice), missing)


def names_told(*, units: Mapping[str, str]) -> dict[str, str]:
    """Return areas by name, of code -> name; a name that two share tells nobody which, and is left out."""
    times = Counter(units.values())
    return {name: code for code, name in units.items() if times[name] == 1}


def names_known(*, areas: Mapping[str, str]) -> dict[str, str]:
    """Return areas by name and by the heart of it; a heart that two share tells nobody which, so only names do."""
    cores = Counter(core(name) for name in areas)
    hearts = {core(name): code for name, code in areas.items() if cores[core(name)] == 1}
    return hearts | {plain(name): code for name, code in areas.items()}


def _titles(table: Table, known: Mapping[str, str]) -> Iterator[Cell]:
    """Yield the cells that name units: in columns where an area below is named, or, without any, beneath a header of units."""
    named = {
        cell.column for cell in table.heads.values() if plain(cell.text) in known or core(cell.text) in known
    }
    columns = named or {cell.column for cell in table.heads.values() if is_of_units(plain(cell.text))}
    for cell in table.sheet.cells:
        words = plain(cell.text)
        if (
            cell.column in columns
            and (cell.row, cell.column) in table.heads
            and cell.kind is Kind.TEXT
            and not _is_other(words)
            and (words in known or core(words) in known or _is_beside_figures(table, cell))
        ):
            yield cell


def _is_other(words: str) -> bool:
    return is_total(words) or is_part_total(words) or is_note(words) or is_note_below(words) or is_foot(words)


def _is_beside_figures(table: Table, title: Cell) -> bool:
    """Say whether at least half of a row after its title is to be filled: a row of headers is mostly words."""
    after = [cell for cell in table.rows[title.row] if cell.column > title.column]
    words = sum(cell.kind is Kind.TEXT for cell in after)
    return len(after) > words and len(after) >= 2 * words
