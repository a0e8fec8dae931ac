"""What a roster's row says, read: a typed entry, or what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Problem:
    """Something wrong in a field, and what to do about it. Chinese sentences, marked for translation."""

    field: str
    message: str
    advice: str


@dataclass(frozen=True)
class RosterEntry:
    """A good row. Texts are cleaned, '' when not said.

    sex: 'M', 'F' or ''; id_number: 18 digits, or another paper's number as id_type says; phone: 13812341234 or
    0551-62345678; origin_class: WUHAN, HUBEI, ELSEWHERE, ABROAD, UNKNOWN; contact_history: YES, NO, UNKNOWN;
    temperature_c: 34.0-42.0 with one decimal; symptoms: codes.
    """

    name: str
    arrived_on: date
    sex: str = ""
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    grid: str = ""
    household_head: str = ""
    relation: str = ""
    born_on: date | None = None
    age: int | None = None
    origin: str = ""
    origin_class: str = "UNKNOWN"
    exposed_on: date | None = None
    left_on: date | None = None
    transport: str = ""
    vehicle: str = ""
    seat: str = ""
    companions: str = ""
    contact_history: str = "UNKNOWN"
    temperature_c: Decimal | None = None
    symptoms: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class CleanRow:
    """A data row. values is None exactly when there are problems; the first problem's field is the row's field.

    row_number: 1-based in the sheet; raw: header -> text as it stands in the sheet.
    """

    row_number: int
    values: RosterEntry | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RowPlace:
    """A row of a file."""

    sheet: str
    row_number: int


def mark_duplicates(*, sheets: Iterable[tuple[str, Sequence[CleanRow]]]) -> dict[RowPlace, RowPlace]:
    """Find the rows that say again who stands in an earlier row: later row -> first one.

    sheets: name and rows, in the file's order. The same ID number is the same person, across sheets too; where one of
    two rows has none, the same name and phone are, unless both tell a day of birth and differ. Rows in error are left out.
    """
    by_number: dict[tuple[str, str], RowPlace] = {}
    by_phone: dict[tuple[str, str], list[tuple[RosterEntry, RowPlace]]] = {}
    found: dict[RowPlace, RowPlace] = {}
    for sheet, rows in sheets:
        for row in rows:
            entry = row.values
            if entry is None:
                continue
            place = RowPlace(sheet, row.row_number)
            number = (entry.id_type, entry.id_number)
            alike = by_phone.setdefault((entry.name, entry.phone), [])
            first = by_number.get(number) if entry.id_number else None
            if first is None and entry.phone:
                first = next((where for other, where in alike if _same_person(entry, other)), None)
            if first:
                found[place] = first
                continue
            alike.append((entry, place))
            if entry.id_number:
                by_number[number] = place
    return found


def _same_person(entry: RosterEntry, other: RosterEntry) -> bool:
    """Say whether two rows of one name and phone may be one person."""
    if entry.id_number and other.id_number:
        return False
    return entry.born_on is None or other.born_on is None or entry.born_on == other.born_on
