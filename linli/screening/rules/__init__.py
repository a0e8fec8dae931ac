"""Screening decided: what an answer at a door says, and how much of a grid was asked."""

from enum import StrEnum
from typing import Final, NamedTuple

# More doors than the largest communities have; a larger number is a slip of the finger.
MOST_DOORS: Final = 20_000
# So many days are shown one by one.
DAYS_SHOWN: Final = 7


class Answer(StrEnum):
    """What came of asking at a door."""

    NOBODY = "NOBODY"  # nobody in from outside
    SOMEBODY = "SOMEBODY"  # somebody is in from outside, and is to be registered
    NO_REPLY = "NO_REPLY"  # nobody opened or picked up: the door was not asked


class Way(StrEnum):
    """How it is known."""

    VISIT = "VISIT"
    CALL = "CALL"
    TOLD = "TOLD"  # by somebody else: the block warden, a neighbour


ANSWERED: Final = (Answer.NOBODY, Answer.SOMEBODY)
# What others tell is an answer; that nobody replied only knows who was there or rang.
TRIED_BY: Final = frozenset({Way.VISIT, Way.CALL})


class MoreThanAsked(ValueError):
    """Of more doors than were asked nobody was at home."""


def can_be(*, answer: Answer, way: Way) -> bool:
    """Say whether an answer may be known in a way: that nobody replied only by a visit or a call."""
    return answer is not Answer.NO_REPLY or way in TRIED_BY


def answered_of(*, asked: int, nobody_home: int) -> int:
    """Return at how many of the doors that were asked somebody answered. Raises MoreThanAsked.

    Source: docs/rules/screening.md#typed.
    """
    if nobody_home > asked:
        raise MoreThanAsked(nobody_home)
    return asked - nobody_home


class Progress(NamedTuple):
    """Doors of a grid in a round. known: None where nobody counted them, which is not zero."""

    known: int | None
    answered: int

    @property
    def open(self) -> int | None:
        """How many were not asked yet; None where nobody knows how many there are."""
        return None if self.known is None else max(self.known - self.answered, 0)

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded down, so that 100 means all; None where nothing is known to be there."""
        return self.answered * 100 // self.known if self.known else None


def progress(*, listed: int, listed_answered: int, counted: int | None, typed_answered: int) -> Progress:
    """Return the progress of a grid: by its list where it has one, else by the number that was counted, else UNKNOWN.

    The same door may be in the typed figures of two days, so they count for no more doors than there are.
    Source: docs/rules/screening.md#progress.
    """
    if listed:
        return Progress(listed, listed_answered)
    if counted is None:
        return Progress(None, typed_answered)
    return Progress(counted, min(typed_answered, counted))


def together(*, grids: list[Progress]) -> Progress:
    """Add up grids: how many doors there are is known only where some grid knows it; one that does not adds none."""
    known = [grid.known for grid in grids if grid.known is not None]
    return Progress(
        sum(known) if known else None, sum(grid.answered for grid in grids if grid.known is not None)
    )
