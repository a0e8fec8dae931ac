"""What each row of a list of doors tells: a door as it is written and compared, or why nobody can tell which it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from linli.people.rules import BadName, BadPhone, clean_name, parse_address, phone
from linli.people.rules.heads import door_by_head
from linli.screening.rules import columns as c
from linli.screening.rules.columns import Columns
from linli.sheets.cells import Cell, said
from linli.sheets.marks import is_mark, is_of_neighbour
from linli.sheets.workbooks import Sheet

MOST_RESIDENTS: Final = 99
ADDRESS_LENGTH: Final = 200
TEXT_LENGTH: Final = 120
# What stands for a bare number of these columns in an address.
_ENDINGS: Final[Mapping[str, str]] = {
    c.BUILDING: "栋",
    c.UNIT: "单元",
    c.ROOM: "室",
    c.GROUP: "组",
}
# Nobody is the head, or has the telephone, of the row above unless somebody says so in words.
_OF_ONE_DOOR: Final = frozenset((c.ROOM, c.HEAD, c.NAME))


class Fault(StrEnum):
    """Why a row is no door of the list, or what of it was not taken."""

    NO_DOOR = "NO_DOOR"  # a villagers' group, a road, a total: not one household
    NO_HEAD = "NO_HEAD"  # a villagers' group with neither a door nor the head of a household
    NAME_ONLY = "NAME_ONLY"  # a villagers' group and a name of which nobody says that it is the head
    NO_BUILDING = "NO_BUILDING"  # a room of which nobody says the building
    MARK = "MARK"  # 同上 where it means nothing
    REPEATED = "REPEATED"  # the door of an earlier row
    NO_SUCH_GRID = "NO_SUCH_GRID"
    BAD_HEAD = "BAD_HEAD"
    BAD_PHONE = "BAD_PHONE"
    BAD_RESIDENTS = "BAD_RESIDENTS"


# These leave the row out; the others only a cell of it.
LEAVES_OUT: Final = frozenset(
    (Fault.NO_DOOR, Fault.NO_HEAD, Fault.NAME_ONLY, Fault.NO_BUILDING, Fault.MARK, Fault.REPEATED)
)


@dataclass(frozen=True)
class Said:
    """Something to be told of a row. row: in the sheet, 1-based; of: the earlier row that it repeats, 0 for none."""

    sheet: str
    row: int
    fault: Fault
    text: str
    of: int = 0


@dataclass(frozen=True)
class DoorRow:
    """A door of the list. key: as it is compared; residents: None where nobody says."""

    sheet: str
    row: int
    address: str
    key: str
    grid: str
    head: str
    phone: str
    residents: int | None


@dataclass(frozen=True)
class DoorsRead:
    """A list as it was read, each door once, in its order, with everything that is to be told."""

    doors: tuple[DoorRow, ...]
    told: tuple[Said, ...]


def read_doors(*, sheets: Sequence[tuple[Sheet, Columns]], grids: Sequence[str]) -> DoorsRead:
    """Read the rows below each header; blank rows are none, every other row is a door or told.

    grids: names of the community's grids. A door written in two ways is one; the first row counts.
    """
    doors: dict[str, DoorRow] = {}
    told: list[Said] = []
    for sheet, columns in sheets:
        above: dict[str, str] | None = None
        for index in range(columns.row, len(sheet.rows)):
            cells = _cells(sheet, columns, index)
            if not any(cells.values()):
                above = None
                continue
            taken, marked = _undittoed(cells, above)
            above = taken
            place = (sheet.name, index + 1)
            text = " ".join(filter(None, cells.values()))[:TEXT_LENGTH]
            door, faults = _door(place, taken, marked, grids)
            told += [Said(*place, fault, text) for fault in faults]
            if door is None:
                continue
            if first := doors.get(door.key):
                told.append(Said(*place, Fault.REPEATED, text, first.row))
            else:
                doors[door.key] = door
    return DoorsRead(tuple(doors.values()), tuple(told))


def _cells(sheet: Sheet, columns: Columns, index: int) -> dict[str, str]:
    """Return the texts of a row by field; a cell merged downwards holds for each of its rows."""
    row = sheet.rows[index]
    cells = {
        field: said(row[column] if column < len(row) else None) for column, field in columns.fields.items()
    }
    for top, left, bottom, right in sheet.merged:
        field = columns.fields.get(left)
        if field and left == right and columns.row <= top < index <= bottom and not cells[field]:
            cells[field] = _said_at(sheet.rows[top], left)
    return cells


def _said_at(row: Sequence[Cell], column: int) -> str:
    return said(row[column]) if column < len(row) else ""


def _undittoed(cells: Mapping[str, str], above: Mapping[str, str] | None) -> tuple[dict[str, str], set[str]]:
    """Put what stands above in the place of its marks; return the row and the fields whose mark means nothing."""
    taken, nothing = dict(cells), set()
    for field, text in cells.items():
        if not text or not is_mark(text=text):
            continue
        if above is None or is_of_neighbour(text=text) or field in _OF_ONE_DOOR:
            taken[field] = ""
            nothing.add(field)
        else:
            taken[field] = above[field]
    return taken, nothing


def _door(
    place: tuple[str, int], cells: Mapping[str, str], marked: set[str], grids: Sequence[str]
) -> tuple[DoorRow | None, list[Fault]]:
    """Return the door of a row with what was not taken of it, or None with why."""
    if marked & {c.ROOM, c.ADDRESS, c.BUILDING, c.UNIT, c.GROUP, c.ESTATE}:
        return None, [Fault.MARK]
    address = door_by_head(address=address_of(cells=cells), head=cells.get(c.HEAD, ""))
    key = parse_address(text=address).key
    if not key or len(address) > ADDRESS_LENGTH:
        return None, [_why_no_door(address, cells)]
    faults: list[Fault] = []
    grid = cells.get(c.GRID, "")
    if grid and grid not in grids:
        faults.append(Fault.NO_SUCH_GRID)
    head, head_fault = _head(cells.get(c.HEAD, "") or cells.get(c.NAME, ""))
    number, phone_fault = _phone(cells.get(c.PHONE, ""))
    residents, residents_fault = _residents(cells.get(c.RESIDENTS, ""))
    faults += [fault for fault in (head_fault, phone_fault, residents_fault) if fault]
    row = DoorRow(*place, address, key, grid if grid in grids else "", head, number, residents)
    return row, faults


def _why_no_door(address: str, cells: Mapping[str, str]) -> Fault:
    """Return why a row names no door: the kind that says what is to be written where one can tell."""
    if cells.get(c.ROOM) and c.BUILDING in cells and not cells[c.BUILDING]:
        return Fault.NO_BUILDING
    # Any name would make a household of it: so nothing lacks but the head.
    if door_by_head(address=address, head="某某") == address:
        return Fault.NO_DOOR
    return Fault.NAME_ONLY if cells.get(c.NAME) else Fault.NO_HEAD


def address_of(*, cells: Mapping[str, str]) -> str:
    """Return the address that the columns of a row name together; '' where the building of a room is missing.

    A bare number becomes what its column says: 3, 2, 501 is 3栋2单元501室; 2, 15 of group and door is 2组15号.
    """
    parts = {field: _worded(field, cells.get(field, "")) for field in _ENDINGS}
    estate, address = cells.get(c.ESTATE, ""), cells.get(c.ADDRESS, "")
    if not parts[c.ROOM] and parts[c.GROUP]:
        return f"{estate}{address}{parts[c.GROUP]}"
    if not parts[c.ROOM]:
        return f"{estate}{address}" if estate not in address else address
    if parts[c.BUILDING]:
        return f"{estate}{address}{parts[c.BUILDING]}{parts[c.UNIT]}{parts[c.ROOM]}"
    room = cells[c.ROOM]
    if parts[c.GROUP]:
        return f"{estate}{address}{parts[c.GROUP]}{room}{'号' if room.isdigit() else ''}"
    # A bare number is a house of a road; where the list has buildings, nobody says of which one it is.
    if room.isdigit() and not address and (c.BUILDING in cells or not estate):
        return ""
    return f"{estate}{address}{room}{'号' if room.isdigit() else ''}"


def _worded(field: str, text: str) -> str:
    """Return a part of an address with its word behind a bare number or letter."""
    return f"{text}{_ENDINGS[field]}" if text.isascii() and text.isalnum() else text


def _head(text: str) -> tuple[str, Fault | None]:
    try:
        return (clean_name(text=text), None) if text else ("", None)
    except BadName:
        return "", Fault.BAD_HEAD


def _phone(text: str) -> tuple[str, Fault | None]:
    try:
        return (phone(text=text), None) if text else ("", None)
    except BadPhone:
        return "", Fault.BAD_PHONE


def _residents(text: str) -> tuple[int | None, Fault | None]:
    plain = text.removesuffix("人")
    if not plain:
        return None, None
    if plain.isascii() and plain.isdigit() and int(plain) <= MOST_RESIDENTS:
        return int(plain), None
    return None, Fault.BAD_RESIDENTS
