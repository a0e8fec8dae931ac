"""What every kind of export is made of: columns, and lines of somebody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from linli.exports.rules.asking import Numbers
from linli.staff.rights import Action
from linli.staff.rules import Viewer

# Columns that tell who a line is about.
IDENTITY: Final = ("NAME", "ADDRESS", "PHONE", "ID_NUMBER")
# Columns that hold a number, masked unless it was asked for in clear.
OF_NUMBERS: Final = frozenset({"PHONE", "ID_NUMBER"})


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
