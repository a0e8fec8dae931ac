"""What a roster's row says, read: a typed entry, or what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from linli.people.rules.same_person import Traits, recognise


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
    """Find the rows that tell again of whom an earlier row tells: later row -> first one.

    sheets: name and rows, in the file's order, compared across sheets by the rule of one person; who is doubtful is
    registered and waits for a review. Rows in error are left out.
    """
    told = [
        (RowPlace(sheet, row.row_number), _traits(row.values))
        for sheet, rows in sheets
        for row in rows
        if row.values is not None
    ]
    firsts = recognise(known={}, told=told)
    return {later: first for (later, _), first in zip(told, firsts, strict=True) if later != first}


def _traits(entry: RosterEntry) -> Traits:
    return Traits(
        name=entry.name,
        id_type=entry.id_type,
        id_digest=entry.id_number,
        phone_digest=entry.phone,
        born_on=entry.born_on,
        sex=entry.sex,
    )
