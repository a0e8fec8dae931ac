"""Hours of reports decided: from the top's hour backwards, with opening, grace, closing and days of rest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from linli.areas.rules import Level
from linli.clock import moment

# From the top down: each level reports some minutes before the one above it.
DOWNWARD: Final = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY)
# So long before the communities are due a report may be sealed, where nobody set an hour. Source: docs/rules/reports.md#opening.
OPENS_BEFORE: Final = timedelta(hours=2)
# Nobody rests longer in one piece; further the search for a working day does not go.
MOST_REST: Final = 31


class Standing(StrEnum):
    """Where a report stands for the level above."""

    ON_TIME = "ON_TIME"
    LATE = "LATE"
    ANNOUNCED = "ANNOUNCED"  # late or still to come, and why was said before its hour
    MADE_UP = "MADE_UP"  # came after the period had closed
    MISSING = "MISSING"  # its hour has passed
    NOT_YET_DUE = "NOT_YET_DUE"
    NOT_IN_USE = "NOT_IN_USE"  # nobody at or beneath it takes part


class NoTimeLeft(ValueError):
    """Counted backwards, the lowest level's hour lies before the opening of the day."""


class LaterThanAbove(ValueError):
    """A level, which is the argument, would be due after the one above it."""


@dataclass(frozen=True)
class Hours:
    """A form's hours as they are set.

    minutes: how long before the level above each level is due, for every level but the top.
    opens: the clock time of its day from which a report may be sealed, None for OPENS_BEFORE the communities' hour;
    closes_after: from the due moment.
    """

    top_at: time
    minutes: Mapping[Level, int]
    opens: time | None
    grace: timedelta
    closes_after: timedelta
    remind_before: timedelta


@dataclass(frozen=True)
class Clock:
    """The moments of one report: opens_at <= cut_at <= due_at <= late_after <= closes_at.

    cut_at: until when is counted; a day of rest moves due_at, never cut_at.
    """

    opens_at: datetime
    cut_at: datetime
    due_at: datetime
    late_after: datetime
    closes_at: datetime
    remind_at: datetime


def hour_of(*, level: Level, hours: Hours) -> time:
    """Return a level's hour, counted backwards from the top's. Raises NoTimeLeft. Source: docs/rules/reports.md#cut-off."""
    at = hours.top_at.hour * 60 + hours.top_at.minute
    for step in DOWNWARD[1 : DOWNWARD.index(level) + 1]:
        at -= hours.minutes[step]
    if at <= (_minute(hours.opens) if hours.opens is not None else 0):
        raise NoTimeLeft(level)
    return time(at // 60, at % 60)


def minutes_of(*, at: Mapping[Level, time]) -> dict[Level, int]:
    """Return how long before the level above each level is due, of clock times of levels that follow each other.

    at: from the highest of them downward; it has no entry in the answer. Raises LaterThanAbove.
    """
    levels = [level for level in DOWNWARD if level in at]
    minutes = {}
    for above, level in pairwise(levels):
        earlier = _minute(at[above]) - _minute(at[level])
        if earlier < 0:
            raise LaterThanAbove(level)
        minutes[level] = earlier
    return minutes


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def nearer(*, hours: Hours, minutes: Mapping[Level, int]) -> Hours:
    """Return a province's hours with what a county sets for the levels beneath it; the province's where that leaves no time.

    The county's own hour stays the province's. Source: docs/rules/reports.md#county-hours.
    """
    of_county = replace(hours, minutes={**hours.minutes, **minutes})
    try:
        hour_of(level=DOWNWARD[-1], hours=of_county)
    except NoTimeLeft:
        return hours
    return of_county


def clock_of(*, level: Level, day: date, hours: Hours, rest: Collection[date]) -> Clock:
    """Return the moments of a level's report of a day. Raises NoTimeLeft.

    On a day of rest nobody is due: the report is due at the hour of the next day that is none.
    Source: docs/rules/reports.md#cut-off.
    """
    hour = hour_of(level=level, hours=hours)
    due_at = moment(_working_day(day, rest), hour)
    late_after = due_at + hours.grace
    return Clock(
        opens_at=_opens_at(day, hours),
        cut_at=moment(day, hour),
        due_at=due_at,
        late_after=late_after,
        closes_at=max(late_after, due_at + hours.closes_after),
        remind_at=due_at - hours.remind_before,
    )


def nobody_owed(*, clock: Clock, sealed_at: datetime) -> Clock:
    """Return the moments of a report that nobody owed: it was due when it came, so that it is never late or made up.

    Source: docs/rules/reports.md#taking-part.
    """
    return replace(
        clock,
        due_at=max(clock.due_at, sealed_at),
        late_after=max(clock.late_after, sealed_at),
        closes_at=max(clock.closes_at, sealed_at),
    )


def _opens_at(day: date, hours: Hours) -> datetime:
    """Return from when reports of a day may be sealed, of every level: a day of rest changes nothing in it."""
    if hours.opens is not None:
        return moment(day, hours.opens)
    due = moment(day, hour_of(level=DOWNWARD[-1], hours=hours))
    return max(due - OPENS_BEFORE, moment(day, time.min))


def _working_day(day: date, rest: Collection[date]) -> date:
    days = (day + timedelta(days=n) for n in range(MOST_REST + 1))
    return next((on for on in days if on not in rest), day)


def is_late(*, at: datetime, late_after: datetime) -> bool:
    """Say whether a moment is past a report's hour and its grace; their last moment itself is on time.

    `queries.sums` says it in SQL. Source: docs/rules/reports.md#lateness.
    """
    return at > late_after


def standing(
    *,
    sealed_at: datetime | None,
    late_after: datetime,
    closes_at: datetime,
    is_announced: bool,
    now: datetime,
) -> Standing:
    """Say where a report stands; receipt time judges, and its last moment itself is on time.

    Source: docs/rules/reports.md#lateness.
    """
    at = sealed_at or now
    if not is_late(at=at, late_after=late_after):
        return Standing.ON_TIME if sealed_at else Standing.NOT_YET_DUE
    if at > closes_at:
        return Standing.MADE_UP if sealed_at else Standing.MISSING
    if is_announced:
        return Standing.ANNOUNCED
    return Standing.LATE if sealed_at else Standing.MISSING
