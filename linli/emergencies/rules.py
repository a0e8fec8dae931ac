"""Emergency reports decided: what is one, by when each level answers, whom the clock tells what."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

from linli.areas.rules import DIGITS, AreaCode, Level


class EmergencyKind(StrEnum):
    """What happened. Source: docs/rules/reports.md#emergency."""

    FEVER_EXPOSED = "FEVER_EXPOSED"
    FIRST_CASE = "FIRST_CASE"
    CLUSTER = "CLUSTER"
    DEATH_AT_HOME = "DEATH_AT_HOME"
    SUICIDE_RISK = "SUICIDE_RISK"
    WORKER_INJURED = "WORKER_INJURED"
    SUPPLY_CUT = "SUPPLY_CUT"
    DISORDER = "DISORDER"
    DATA_LEAK = "DATA_LEAK"
    OTHER = "OTHER"


class StepKind(StrEnum):
    """What was done about an emergency."""

    ACKNOWLEDGED = "ACKNOWLEDGED"
    TAKEN_BACK = "TAKEN_BACK"  # an acknowledgement
    FOLLOW_UP = "FOLLOW_UP"
    CLOSED = "CLOSED"
    WITHDRAWN = "WITHDRAWN"  # raised in error
    REOPENED = "REOPENED"
    CORRECTED = "CORRECTED"  # its words


class Telling(StrEnum):
    """What the clock tells a level, the least urgent first; each of them once, and only the newest."""

    RAISED = "RAISED"
    BELOW_LATE = "BELOW_LATE"  # the level below let its time pass
    LATE = "LATE"  # its own time has passed


# Every level is asked at once. Source: docs/rules/reports.md#emergency.
LEVELS: Final = (Level.COMMUNITY, Level.TOWNSHIP, Level.COUNTY, Level.CITY, Level.PROVINCE)
# Those that read what was told. Source: docs/rules/reports.md#emergency.
UP_TO_COUNTY: Final = LEVELS[:3]
# Those that deal with it: closed once they know. Source: docs/rules/reports.md#emergency.
DEALING: Final = frozenset({Level.COMMUNITY, Level.TOWNSHIP})
# Those that see no words and no community, and are asked no more once it is closed. Source: docs/rules/reports.md#emergency.
HEARING: Final = frozenset({Level.CITY, Level.PROVINCE})
# Within so long each of those up to the county. Source: docs/rules/reports.md#emergency.
EACH_LEVEL: Final = timedelta(minutes=30)
# The outer limit for all of these. Source: docs/rules/reports.md#emergency (突发公共卫生事件应急条例 19, 20).
OUTER_LIMIT: Final = timedelta(hours=2)
# What each level above the county has beyond the one below. Source: docs/rules/reports.md#emergency (应急条例 19, 20).
EACH_ABOVE: Final = timedelta(hours=2)
# By when each level acknowledges. Source: docs/rules/reports.md#emergency.
WITHIN: Final[Mapping[Level, timedelta]] = {
    Level.COMMUNITY: EACH_LEVEL,
    Level.TOWNSHIP: 2 * EACH_LEVEL,
    Level.COUNTY: 3 * EACH_LEVEL,
    Level.CITY: OUTER_LIMIT + EACH_ABOVE,
    Level.PROVINCE: OUTER_LIMIT + 2 * EACH_ABOVE,
}
# After so long its channels are told, where no level below let its time pass before. Source: docs/rules/reports.md#emergency.
TOLD_AFTER: Final[Mapping[Level, timedelta]] = {
    Level.COMMUNITY: timedelta(0),
    Level.TOWNSHIP: timedelta(0),
    Level.COUNTY: timedelta(0),
    Level.CITY: OUTER_LIMIT,
    Level.PROVINCE: OUTER_LIMIT + EACH_ABOVE,
}


@dataclass(frozen=True)
class Standing:
    """How a level stands. waiting: its word is asked for and did not come; told: what the clock told it last, '' nothing."""

    level: Level
    waiting: bool
    told: str = ""


def office_of(*, level: Level, area: AreaCode) -> AreaCode:
    """Return the office of a level above a grid or community, or the community itself."""
    return AreaCode(area[: DIGITS[level]])


def due_of(*, level: Level, raised_at: datetime) -> datetime:
    """Return by when a level is to acknowledge."""
    return raised_at + WITHIN[level]


def limit_of(*, raised_at: datetime) -> datetime:
    """Return the moment by which the county must know."""
    return raised_at + OUTER_LIMIT


def is_late(*, level: Level, waiting: bool, raised_at: datetime, now: datetime) -> bool:
    """Say whether a level has let its time pass; its last moment itself is late."""
    return waiting and due_of(level=level, raised_at=raised_at) <= now


def tellings_due(
    *, standings: Sequence[Standing], raised_at: datetime, now: datetime
) -> dict[Level, Telling]:
    """Return what each level is to be told now, by level; one that was told as much, or more, already is left out.

    A level hears that the one below sleeps although it acknowledged itself.
    """
    late = {
        one.level
        for one in standings
        if is_late(level=one.level, waiting=one.waiting, raised_at=raised_at, now=now)
    }
    found = {one.level: _newest(one, late, raised_at, now) for one in standings}
    return {
        one.level: telling
        for one in standings
        if (telling := found[one.level]) is not None and _is_newer(telling, one.told)
    }


def _newest(one: Standing, late: Collection[Level], raised_at: datetime, now: datetime) -> Telling | None:
    if one.level in late:
        return Telling.LATE
    if _below(one.level) in late:
        return Telling.BELOW_LATE
    if one.waiting and raised_at + TOLD_AFTER[one.level] <= now:
        return Telling.RAISED
    return None


def _is_newer(telling: Telling, told: str) -> bool:
    order = ["", *Telling]
    return order.index(telling) > order.index(told)


def _below(level: Level) -> Level | None:
    place = LEVELS.index(level)
    return LEVELS[place - 1] if place else None


def told_of(*, level: Level, area: AreaCode) -> AreaCode:
    """Return of which place a level's channels hear: the one below, which it rings; above the county the county alone.

    Source: docs/rules/reports.md#emergency.
    """
    below = Level.COUNTY if level in HEARING else level_below(level=level)
    return office_of(level=below, area=area)


def level_below(*, level: Level) -> Level:
    """Return the level below; the community's is itself, for none of those asked stands beneath it."""
    return _below(level) or level


def next_moment(*, standings: Sequence[Standing], raised_at: datetime, now: datetime) -> datetime | None:
    """Return when the clock has something to say next, after now; None where it never has."""
    moments = (
        raised_at + after[one.level] for one in standings if one.waiting for after in (WITHIN, TOLD_AFTER)
    )
    return min((at for at in moments if at > now), default=None)


def id_of(*, kind: EmergencyKind, subject: UUID) -> UUID:
    """Return the id of the one emergency of a kind that is raised from a row, such as an alert: tapped twice it is the same."""
    return uuid5(subject, kind)
