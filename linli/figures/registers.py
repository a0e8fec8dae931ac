"""What an app declares of its figures: each indicator once, how all are counted, which rows lie behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise

Label = str | Promise


class When(StrEnum):
    """The part of a window [from_, until) that an indicator looks at: DURING is a flow, the two others a state (stock)."""

    BEGINNING = "BEGINNING"
    DURING = "DURING"
    END = "END"


class Basis(StrEnum):
    """By which moment an indicator puts a row into a window: when it happened, or when it fell due."""

    FACT = "FACT"
    DUE = "DUE"


@dataclass(frozen=True)
class Section:
    """A part of the sheet; two registers that name the same key share it."""

    key: str
    words: Label


@dataclass(frozen=True)
class Indicator:
    """One thing that Linli counts in a community; above it the sum of the communities' sealed reports.

    key: letters, digits and _ only, for it stands in statements. sentence: the rule, in one sentence.
    rows: from which rows it is counted, in words. adds_up: days added up are a number of the same kind (persons seen are
    not: the same person is seen again). may_not_apply: a community may leave it out, with a reason. asks_when_lower: a
    later version that tells fewer asks why. asked_by: how superiors' forms name it; each way is words that all stand in
    the headers. is_typed: nobody counts it, somebody types it, and it is marked so wherever it stands. basis: by which
    moment. why_no_rows: why it
    leads to no rows; '' where `Register.behind` gives them.
    """

    key: str
    name: Label
    section: Section
    unit: Label
    sentence: Label
    when: When
    rows: Label
    adds_up: bool = False
    may_not_apply: bool = False
    asks_when_lower: bool = False
    asked_by: tuple[tuple[str, ...], ...] = ()
    is_typed: bool = False
    basis: Basis = Basis.FACT
    why_no_rows: Label = ""


@dataclass(frozen=True)
class RowBehind:
    """One row behind a figure: a person, a venue, a stock, a sum of money.

    at: when it was done or happened; due_at: by when it was due, of what falls due; is_undone: nobody did it, and at is when
    it was due.
    page: the address of its page, '' where there is none for the reader. is_away: it has gone to another community, to
    which its new place belongs alone.
    """

    label: str
    place: str
    at: datetime
    page: str
    is_away: bool = False
    due_at: datetime | None = None
    is_undone: bool = False


class Count(Protocol):
    """How a register is counted."""

    def __call__(self, *, community: str, from_: datetime, until: datetime) -> Mapping[str, int | None]:
        """Return every indicator's number in a community's [from_, until), None where nobody records it.

        A fixed number of statements, whatever the size.
        """


class Lines(Protocol):
    """One kind of line of the digest that a seal holds."""

    def __call__(self, *, community: str, from_: datetime, until: datetime) -> Iterator[str]:
        """Yield one line for each row that a community's [from_, until) counts."""


class Behind(Protocol):
    """How a figure leads to its rows."""

    def __call__(self, *, key: str, community: str, from_: datetime, until: datetime) -> list[RowBehind]:
        """Return one row for each unit that an indicator counts in a community's [from_, until)."""


@dataclass(frozen=True)
class Register:
    """The figures of one app.

    lines: kinds of digest line by name. A seal holds the names it was made with, so a new kind changes no old seal; a
    kind that was sealed once keeps its name and its text for ever.
    """

    name: str
    indicators: tuple[Indicator, ...]
    count: Count
    lines: Mapping[str, Lines]
    behind: Behind
