"""Where a superior's sheet wants something written: empty cells, with the headers over and beside them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from linli.returns.rules import ALL_ROWS, MOST_PLACES, Spot
from linli.returns.rules.slots import Slot, date_in, is_blank_date, slots
from linli.returns.rules.table import Table, silent_rows, table_of
from linli.returns.rules.units import ITEM, SKIPPED, UnitRow, names_known, unit_rows
from linli.returns.rules.words import SEPARATOR, core, is_total, plain
from linli.sheets.layout import Book, Cell, Kind, Sheet, address_of

# Around the name of a sheet, which the paths of all but the first begin with.
_OF_SHEET: Final = "《{}》"
# Characters of a path in one sheet, the nearest headers of a longer one: what is typed is kept under it.
LONGEST_PATH: Final = 220
# Stands for every area beside the form's own: in its rows nothing is asked, where the form's own has a row.
BESIDE: Final = "-"
# Why a sheet is left as it is, in the code of the page's words.
_TOO_MANY: Final = "TOO_MANY_PLACES"


@dataclass(frozen=True)
class Place:
    """Something that a sheet asks for: one header path, with the cells that ask it of different areas.

    prefix, instead, suffix: of a place within words, those that stay before it, those in its place, those that stay after it.
    sheet: the name of its sheet, '' for the first that is shown.
    """

    path: str
    spots: tuple[Spot, ...]
    prefix: str = ""
    instead: str = ""
    suffix: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Asked:
    """What a workbook asks for, in its order, and its rows of units."""

    places: tuple[Place, ...]
    rows: tuple[UnitRow, ...]


def asked_in(*, book: Book, areas: Mapping[str, str], said: Mapping[str, str]) -> Asked:
    """Return what all sheets of a workbook ask for; the paths of all but the first begin with their sheet's name.

    areas, said: as of `places`.
    """
    found: list[Place] = []
    rows: list[UnitRow] = []
    for sheet in book.sheets:
        name = "" if sheet.name == book.first else sheet.name
        asked = places(sheet=sheet, areas=areas, said=said, name=name)
        # Of a hidden list of names nobody is asked.
        rows += () if sheet.is_hidden else asked.rows
        found += [
            replace(
                place,
                path=SEPARATOR.join([_OF_SHEET.format(name), place.path]) if name else place.path,
                spots=tuple(
                    Spot(address_of(book=book, sheet=sheet.name, ref=spot.cell), spot.area)
                    for spot in place.spots
                ),
            )
            for place in asked.places
        ]
    return Asked(tuple(found), tuple(rows))


def places(*, sheet: Sheet, areas: Mapping[str, str], said: Mapping[str, str], name: str) -> Asked:
    """Return the places of a sheet, in reading order, and its rows of units.

    areas: names that a row may begin with -> the area below, '' for the form's own; a name that stands for none is a header,
    but in a column of names somebody is asked. said: what somebody said of rows, by key. name: '' for the first sheet.
    An empty cell and a number below or beside words ask for something; a formula does not. Words ask within them: after the
    colon of 填表人：, and for the date of a title. All else in words stays.
    """
    table = table_of(sheet=sheet)
    below = {words: code for words, code in areas.items() if code not in ("", BESIDE)}
    rows = unit_rows(table=table, areas=below, said=said, sheet=name) if below else ()
    found: dict[tuple[str, str, str], _Found] = {}
    for path, spot, slot in _asked(table, _known(table, areas), rows):
        around = (path, slot.prefix, slot.suffix) if slot else (path, "", "")
        found.setdefault(around, _Found(slot)).spots.append(spot)
        if len(found) > MOST_PLACES:
            break  # too many for a form, so nobody needs to know how many more
    return Asked(tuple(_named(found, name)), rows)


def _known(table: Table, areas: Mapping[str, str]) -> Mapping[str, str]:
    """Return the names of areas; of those beside the form's own only where the sheet has a row for its own too."""
    known = names_known(areas=areas)
    heads = (known.get(head.text, known.get(core(head.text))) for head in table.heads.values())
    if "" in heads:
        return known
    return {words: code for words, code in known.items() if code != BESIDE}


@dataclass
class _Found:
    slot: Slot | None
    spots: list[Spot] = field(default_factory=list)


def _named(found: Mapping[tuple[str, str, str], _Found], sheet: str) -> Iterator[Place]:
    """Yield places, each by a path of its own; a row of totals adds the rows up where there are any."""
    times: dict[str, int] = {}
    for (whole, _before, _after), place in found.items():
        path = whole[-LONGEST_PATH:]
        times[path] = times.get(path, 0) + 1
        own = path if times[path] == 1 else f"{path}（{times[path]}）"
        spots = tuple(place.spots)
        if all(spot.area == ALL_ROWS for spot in spots):
            spots = tuple(Spot(spot.cell) for spot in spots)
        if place.slot:
            slot = place.slot
            yield Place(own, spots, slot.prefix, slot.instead, slot.suffix, sheet)
        else:
            yield Place(own, spots, sheet=sheet)


@dataclass(frozen=True)
class _Rows:
    """What the rows of a table are. named: the columns in which units are named."""

    units: Mapping[int, tuple[UnitRow, ...]]
    totals: frozenset[int]
    silent: frozenset[int]
    named: frozenset[int]

    def ask(self, cell: Cell) -> bool:
        """Say whether a cell that holds no words may ask for something."""
        is_name = cell.row in self.totals and cell.column in self.named
        return cell.kind is not Kind.FORMULA and cell.row not in self.silent and not is_name


def _rows_of(table: Table, units: Sequence[UnitRow]) -> _Rows:
    of_row: dict[int, tuple[UnitRow, ...]] = {}
    for unit in units:
        of_row[unit.cell.row] = (*of_row.get(unit.cell.row, ()), unit)
    silent = silent_rows(table=table, units_end=max(of_row, default=table.sheet.rows))
    return _Rows(of_row, _total_rows(table), silent, frozenset(unit.cell.column for unit in units))


def _asked(
    table: Table, known: Mapping[str, str], units: Sequence[UnitRow]
) -> Iterator[tuple[str, Spot, Slot | None]]:
    rows = _rows_of(table, units)
    for cell in table.sheet.cells:
        if cell.kind is Kind.TEXT:
            yield from _in_words(table, cell)
        elif rows.ask(cell):
            over, beside = table.over(cell), table.beside(cell)
            told = _told_by(cell, beside, known, rows)
            if told and (over or beside):
                headers = [*table.section(cell.row), *over, *told[1]]
                yield SEPARATOR.join(headers), Spot(cell.ref, told[0]), None


def _told_by(
    cell: Cell, beside: list[str], known: Mapping[str, str], rows: _Rows
) -> tuple[str, list[str]] | None:
    """Return the area that a cell tells of and what is left of the headers beside it; None where nothing is asked."""
    if cell.row in rows.totals:
        return ALL_ROWS, [words for words in beside if not is_total(words)]
    unit = _unit_of(cell, rows.units.get(cell.row, ()))
    if unit and unit.means != ITEM:
        if unit.means in ("", SKIPPED):
            return None
        return unit.means, [words for words in beside if words != unit.title]
    if not unit and any(known.get(words, known.get(core(words))) == BESIDE for words in beside):
        return None
    for at, words in enumerate(beside):
        if not unit and known.get(words, known.get(core(words))) == "":
            return "", [*beside[:at], *beside[at + 1 :]]
    return "", beside


def _in_words(table: Table, cell: Cell) -> Iterator[tuple[str, Spot, Slot | None]]:
    found = list(slots(text=cell.text))
    if len(found) == 1:
        # Alone in its cell it needs no memory of what stood there, which is another day's in the next layout.
        yield found[0].path, Spot(cell.ref), replace(found[0], instead="")
    else:
        yield from ((slot.path, Spot(cell.ref), slot) for slot in found)
    alone = sum(other.kind is Kind.TEXT for other in table.rows[cell.row]) == 1
    if (
        not found
        and (alone or table.is_wide(cell) or is_blank_date(text=cell.text))
        and (date := date_in(text=cell.text))
    ):
        yield date.path, Spot(cell.ref), replace(date, instead="")


def _unit_of(cell: Cell, units: Sequence[UnitRow]) -> UnitRow | None:
    """Return the unit that a cell of a row tells of: the next before it; of a row of one also for the cells before (序号)."""
    before = [unit for unit in units if unit.cell.column < cell.column]
    if before:
        return before[-1]
    return units[0] if len(units) == 1 else None


def _total_rows(table: Table) -> frozenset[int]:
    """Return the rows whose first words name a row of totals."""
    first: dict[int, str] = {}
    for (row, column), head in sorted(table.heads.items()):
        if (head.row, head.column) == (row, column):
            first.setdefault(row, plain(head.text))
    return frozenset(row for row, words in first.items() if is_total(words))


def with_room(*, asked: Asked, book: Book) -> tuple[Asked, Book]:
    """Return what is asked by as many sheets as a form may have items, those that are shown first; the others are left."""
    hidden = {sheet.name for sheet in book.sheets if sheet.is_hidden}
    by_sheet = Counter(place.sheet or book.first for place in asked.places)
    taken: set[str] = set()
    room = MOST_PLACES
    for sheet in sorted(by_sheet, key=lambda name: name in hidden):
        if by_sheet[sheet] <= room:
            taken.add(sheet)
            room -= by_sheet[sheet]
    known = tuple((name, why) for name, why in book.left if why != _TOO_MANY)
    left = (*known, *((sheet, _TOO_MANY) for sheet in by_sheet if sheet not in taken))
    places = tuple(place for place in asked.places if (place.sheet or book.first) in taken)
    return Asked(places, asked.rows), replace(book, left=left)
