"""Faults planted into a season, so that what finds them can be measured: which, where and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

from linli.findings.rules import FindingKind
from linli.lab.simulate.rules import LARGE_EVERY


class FaultKind(StrEnum):
    """What somebody did, or did not do."""

    LATE = "LATE"
    MISSING = "MISSING"
    EDITED = "EDITED"  # a sealed report's row changed afterwards
    ROWS_DELETED = "ROWS_DELETED"  # checks behind a sealed report removed
    CORRECTED_DOWN = "CORRECTED_DOWN"
    SAME_READING = "SAME_READING"  # one temperature copied down the list
    TOO_FAST = "TOO_FAST"
    LAST_MINUTES = "LAST_MINUTES"
    BACK_DATED = "BACK_DATED"
    HIDDEN_FEVER = "HIDDEN_FEVER"  # the clinic saw a fever of which the community's rows tell nothing
    SELF_REPORT = "SELF_REPORT"  # somebody told of a fever himself, and it is left out of the day's report
    LEADS = "LEADS"  # leads handed down that nobody looks for
    ZERO = "ZERO"  # fevers of a whole season left out
    SUM = "SUM"  # a township tells another sum than its communities


# Which finding names which fault.
FOUND_BY: Final = {
    FaultKind.LATE: FindingKind.LATE,
    FaultKind.MISSING: FindingKind.MISSING,
    FaultKind.EDITED: FindingKind.ROWS_CHANGED,
    FaultKind.ROWS_DELETED: FindingKind.ROWS_CHANGED,
    FaultKind.CORRECTED_DOWN: FindingKind.CORRECTED_DOWN,
    FaultKind.SAME_READING: FindingKind.SAME_READING,
    FaultKind.TOO_FAST: FindingKind.TOO_FAST,
    FaultKind.LAST_MINUTES: FindingKind.LAST_MINUTES,
    FaultKind.BACK_DATED: FindingKind.BACK_DATED,
    FaultKind.HIDDEN_FEVER: FindingKind.CLINIC,
    FaultKind.SELF_REPORT: FindingKind.SELF_REPORT,
    FaultKind.LEADS: FindingKind.LEADS,
    FaultKind.ZERO: FindingKind.ZERO_IMPROBABLE,
    FaultKind.SUM: FindingKind.SUM,
}
# Forty doors, and a zero that says something, are to be had in a large community only.
NEEDS_LARGE: Final = frozenset({FaultKind.TOO_FAST, FaultKind.ZERO})
# In the first days there is nothing behind a fault, and from the thirteenth on the first ones are released.
DAYS: Final = range(3, 12)


@dataclass(frozen=True)
class Fault:
    """A fault of a community (its place, from 0) on a day of the season, from 0. ZERO holds all season, told at its end.

    Of a SUM, the community whose township it is.
    """

    kind: FaultKind
    place: int
    day: int


class NoRoom(ValueError):
    """The season is too short, or has too few communities, for so many faults."""


def plant(*, rng: Random, places: int, days: int, each: int, kinds: Sequence[FaultKind]) -> list[Fault]:
    """Return so many faults of each kind, no two of them in one community within a day of each other. Raises NoRoom."""
    taken: set[tuple[int, int]] = set()
    planted: list[Fault] = []
    # Those that need much room choose first.
    for kind in sorted(kinds, key=lambda kind: kind not in NEEDS_LARGE):
        candidates = [place for place in range(places) if kind not in NEEDS_LARGE or place % LARGE_EVERY == 0]
        free = [
            (place, day)
            for place in candidates
            for day in ([days - 1] if kind is FaultKind.ZERO else DAYS)
            if day < days
            if not {(place, near) for near in (day - 1, day, day + 1)} & taken
        ]
        for _ in range(each):
            if not free:
                raise NoRoom(kind)
            place, day = rng.choice(free)
            planted.append(Fault(kind, place, day))
            # Nobody tells of a fever there all season, so no fault that tells of one fits.
            taken |= {(place, at) for at in range(days)} if kind is FaultKind.ZERO else {(place, day)}
            free = [
                (at, on)
                for at, on in free
                if at != place or (kind is not FaultKind.ZERO and abs(on - day) > 1)
            ]
    return planted
