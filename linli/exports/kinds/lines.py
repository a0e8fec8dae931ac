"""What every kind of export is made of: columns, and lines of somebody."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from linli.exports.rules.asking import Numbers
from linli.exports.rules.values import Holds
from linli.staff.rights import Action
from linli.staff.rules import Viewer

# Columns that tell who a line is about.
IDENTITY: Final = ("NAME", "ADDRESS", "PHONE", "ID_NUMBER")
# Columns that hold a number, masked unless it was asked for in clear.
OF_NUMBERS: Final = frozenset({"PHONE", "ID_NUMBER"})
# As long as the longest period of any version, fourteen days and seven more.
LONGEST: Final = 21
DAYS_OF_PERIOD: Final = tuple(f"DAY_{n}" for n in range(LONGEST + 1))
# Columns that hold something else than text.
HOLDS: Final[dict[str, Holds]] = {
    "AGE": Holds.COUNT,
    "LEFT_ON": Holds.DAY,
    "ARRIVED_ON": Holds.DAY,
    "FIRST_ON": Holds.DAY,
    "LAST_ON": Holds.DAY,
    "DAY": Holds.DAY,
    "DUE_AT": Holds.MOMENT,
    "TEMPERATURE": Holds.READING,
    # Two readings of a day, or words, stay text.
    **dict.fromkeys(DAYS_OF_PERIOD, Holds.READING),
}


@dataclass(frozen=True)
class Wanted:
    """What is to be exported. area: a community or a grid; the days are those of a kind that has a period."""

    area: str
    columns: tuple[str, ...]
    numbers: Numbers = Numbers.MASKED
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class Line:
    """One line and whom it is about: a person, or a lead that nobody has found yet. cells: by column, '' unknown."""

    subject: UUID
    cells: dict[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of export: who may read what it holds, its columns in order, those usually chosen."""

    code: str
    reads: Action
    columns: tuple[str, ...]
    usual: tuple[str, ...]
    has_period: bool
    lines: Callable[[Viewer, Wanted, datetime], list[Line]]


def chosen(*, cells: dict[str, str], columns: tuple[str, ...]) -> dict[str, str]:
    """Return the cells of the chosen columns alone, in their order."""
    return {column: cells.get(column, "") for column in columns}


def holds_whole(*, columns: Collection[str], numbers: str) -> bool:
    """Say whether an export holds whole numbers."""
    return numbers == Numbers.CLEAR and not OF_NUMBERS.isdisjoint(columns)
