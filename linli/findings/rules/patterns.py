"""Findings decided: facts that do not fit, and patterns that ask for a call-back. Never a verdict, never a ranking.

Every rule says what is known from rows; what it means is for a person to say.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID


class FindingKind(StrEnum):
    """What does not fit."""

    MISSING = "MISSING"  # no report, and its hour has passed
    LATE = "LATE"
    CORRECTED_DOWN = "CORRECTED_DOWN"  # a later version tells fewer than the one before
    ROWS_CHANGED = "ROWS_CHANGED"  # a seal that does not hold
    SAME_READING = "SAME_READING"  # nearly all readings of somebody's day are one number
    TOO_FAST = "TOO_FAST"  # more doors in a few minutes than anybody walks
    LAST_MINUTES = "LAST_MINUTES"  # nearly everything of a session in its last minutes
    BACK_DATED = "BACK_DATED"  # told long after it was done, not by a phone that was without a network
    ZERO_IMPROBABLE = "ZERO_IMPROBABLE"  # nobody ill where others found several
    CLINIC = "CLINIC"  # a clinic saw somebody under observation, of whom the community's rows tell nothing
    LEADS = "LEADS"  # leads without an answer in time, or told away though the register has the person
    SELF_REPORT = "SELF_REPORT"  # people told of a fever themselves, and the report has no alert
    SUM = "SUM"  # a level above sealed something else than the reports below it told


# Below so many readings nothing is said of them. Source: docs/rules/reports.md#findings.
LEAST_READINGS: Final = 20
# A share of one number that thermometers and people do not give. Source: docs/rules/reports.md#findings.
SAME_SHARE: Final = 0.9
# Forty doors in three minutes are four seconds a door. Source: docs/rules/reports.md#findings.
DOORS: Final = 40
DOORS_WITHIN: Final = timedelta(minutes=3)
# The last minutes of a session, and the share of its checks in them. Source: docs/rules/reports.md#findings.
LAST: Final = timedelta(minutes=10)
LAST_SHARE: Final = 0.9
# From so long before a clinic saw somebody until so long after, the community's own rows should tell of it: a fever comes
# and goes, and a phone without a network sends a day later. Source: docs/rules/reports.md#findings.
KNOWN_BEFORE: Final = timedelta(hours=48)
KNOWN_AFTER: Final = timedelta(hours=24)
# A zero less probable than this beside its peers is asked about. Source: docs/rules/reports.md#findings.
LEAST_PROBABILITY: Final = 0.01


def same_reading(*, tenths: Sequence[int]) -> tuple[int, int] | None:
    """Return (the number, how often) where nearly all readings of one person's day are one number, else None.

    Fewer than twenty say nothing.
    """
    if len(tenths) < LEAST_READINGS:
        return None
    value, times = Counter(tenths).most_common(1)[0]
    return (value, times) if times >= SAME_SHARE * len(tenths) else None


def too_fast(*, doors: Sequence[tuple[datetime, UUID]]) -> tuple[datetime, int] | None:
    """Return (since when, how many doors) where somebody recorded forty doors within three minutes, else None.

    doors: moment and household, in any order. The first such stretch.
    """
    ordered = sorted(doors)
    start = 0
    inside: Counter[UUID] = Counter()
    for at, household in ordered:
        inside[household] += 1
        while at - ordered[start][0] > DOORS_WITHIN:
            gone = ordered[start][1]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            start += 1
        if len(inside) >= DOORS:
            return ordered[start][0], len(inside)
    return None


def last_minutes(*, readings: Sequence[tuple[datetime, datetime]]) -> tuple[int, int] | None:
    """Return (how many in the last ten minutes, of how many) where that is nearly all of a session, else None.

    readings: moment, and the end of its session.
    """
    if len(readings) < LEAST_READINGS:
        return None
    late = sum(due - LAST <= at <= due for at, due in readings)
    return (late, len(readings)) if late >= LAST_SHARE * len(readings) else None


def zero_probability(*, exposure: float, peers_found: int, peers_exposure: float) -> float:
    """Return how probable a zero is at the rate of the peers: Poisson. 1.0 where the peers tell nothing.

    exposure: person-days under observation, own and of the peers.
    """
    if peers_exposure <= 0 or exposure <= 0:
        return 1.0
    return math.exp(-peers_found / peers_exposure * exposure)


def is_improbable(*, probability: float) -> bool:
    """Say whether a zero is to be asked about: below one in a hundred."""
    return probability < LEAST_PROBABILITY


def corrected_down(
    *, keys: Iterable[str], before: Mapping[str, int | None], after: Mapping[str, int | None]
) -> list[tuple[str, int, int]]:
    """Return the figures of some columns that a later version tells fewer of: key, before, after.

    What was not recorded is left out. Source: docs/rules/reports.md#findings.
    """
    told = ((key, before.get(key), after.get(key)) for key in keys)
    return [
        (key, one, other) for key, one, other in told if one is not None and other is not None and other < one
    ]


def differs_from_below(
    *, own: Mapping[str, int | None], below: Mapping[str, int | None]
) -> list[tuple[str, int, int]]:
    """Return the figures that a level sealed otherwise than those below it told: key, own, below.

    What either did not record is left out, for a sum of it says nothing.
    """
    told = ((key, own.get(key), value) for key, value in below.items())
    return [
        (key, one, other)
        for key, one, other in told
        if one is not None and other is not None and one != other
    ]
