"""Hours counted backwards, grace, closing, days of rest: at their edges."""

from datetime import date, datetime, time, timedelta

import pytest

from linli.areas.rules import Level
from linli.clock import moment
from linli.reports.rules.deadlines import (
    DOWNWARD,
    Hours,
    NoTimeLeft,
    Standing,
    clock_of,
    hour_of,
    standing,
)

DAY = date(2020, 1, 24)
SECOND = timedelta(seconds=1)
LATE_AFTER = moment(DAY, time(16, 10))
CLOSES = moment(DAY, time(20))


def hours(*, opens: time | None = time(8), **minutes: int) -> Hours:
    each = {level: minutes.get(level.name.lower(), 30) for level in DOWNWARD[1:]}
    return Hours(
        top_at=time(18),
        minutes=each,
        opens=opens,
        grace=timedelta(minutes=10),
        closes_after=timedelta(hours=4),
        remind_before=timedelta(hours=1),
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.PROVINCE, time(18)),
        (Level.CITY, time(17, 30)),
        (Level.COUNTY, time(17)),
        (Level.TOWNSHIP, time(15)),
        (Level.COMMUNITY, time(14, 30)),
    ],
)
def test_each_level_is_due_its_minutes_before_the_one_above(level: Level, expected: time) -> None:
    assert hour_of(level=level, hours=hours(township=120)) == expected


@pytest.mark.parametrize(
    ("opens", "is_possible"), [(time(15, 59), True), (time(16), False), (time(17), False)]
)
def test_the_lowest_level_needs_time_between_opening_and_hour(*, opens: time, is_possible: bool) -> None:
    if is_possible:
        assert hour_of(level=Level.COMMUNITY, hours=hours(opens=opens)) == time(16)
        return
    with pytest.raises(NoTimeLeft):
        hour_of(level=Level.COMMUNITY, hours=hours(opens=opens))


def test_hours_do_not_reach_into_the_day_before() -> None:
    with pytest.raises(NoTimeLeft):
        hour_of(level=Level.COMMUNITY, hours=hours(opens=time(0), city=1200))


def test_the_moments_of_a_day() -> None:
    told = clock_of(level=Level.COMMUNITY, day=DAY, hours=hours(), rest=())
    assert (told.opens_at, told.remind_at) == (moment(DAY, time(8)), moment(DAY, time(15)))
    assert (told.cut_at, told.due_at) == (moment(DAY, time(16)), moment(DAY, time(16)))
    assert (told.late_after, told.closes_at) == (LATE_AFTER, CLOSES)


@pytest.mark.parametrize(
    ("opens", "minutes", "opens_at"),
    [
        (time(8), {}, time(8)),
        (None, {}, time(14)),
        (None, {"community": 120}, time(12, 30)),  # a county that lets its communities report earlier
        (None, {"city": 900}, time(0)),  # due at half past one in the night
    ],
)
def test_reports_open_two_hours_before_the_communities_are_due_unless_an_hour_is_set(
    *, opens: time | None, minutes: dict[str, int], opens_at: time
) -> None:
    for level in DOWNWARD:
        for rest in ([], [DAY]):
            told = clock_of(level=level, day=DAY, hours=hours(opens=opens, **minutes), rest=rest)
            assert told.opens_at == moment(DAY, opens_at)


@pytest.mark.parametrize(
    ("rest", "due_on"),
    [
        ([], 24),
        ([25], 24),
        ([24], 25),
        ([24, 25, 26], 27),
        ([24, 26], 25),
    ],
)
def test_a_day_of_rest_moves_the_hour_and_not_what_is_counted(rest: list[int], due_on: int) -> None:
    days = [DAY.replace(day=n) for n in rest]
    told = clock_of(level=Level.COMMUNITY, day=DAY, hours=hours(), rest=days)
    assert told.cut_at == moment(DAY, time(16))
    assert told.due_at == moment(DAY.replace(day=due_on), time(16))


@pytest.mark.parametrize(
    ("sealed_at", "now", "is_announced", "expected"),
    [
        (LATE_AFTER, CLOSES, False, Standing.ON_TIME),
        (LATE_AFTER, CLOSES, True, Standing.ON_TIME),
        (LATE_AFTER + SECOND, CLOSES, False, Standing.LATE),
        (LATE_AFTER + SECOND, CLOSES, True, Standing.ANNOUNCED),
        (CLOSES, CLOSES + SECOND, False, Standing.LATE),
        (CLOSES, CLOSES + SECOND, True, Standing.ANNOUNCED),
        (CLOSES + SECOND, CLOSES + SECOND, True, Standing.MADE_UP),
        (None, LATE_AFTER, False, Standing.NOT_YET_DUE),
        (None, LATE_AFTER, True, Standing.NOT_YET_DUE),
        (None, LATE_AFTER + SECOND, False, Standing.MISSING),
        (None, LATE_AFTER + SECOND, True, Standing.ANNOUNCED),
        (None, CLOSES, True, Standing.ANNOUNCED),
        (None, CLOSES + SECOND, True, Standing.MISSING),
    ],
)
def test_where_a_report_stands(
    *, sealed_at: datetime | None, now: datetime, is_announced: bool, expected: Standing
) -> None:
    told = standing(
        sealed_at=sealed_at, late_after=LATE_AFTER, closes_at=CLOSES, is_announced=is_announced, now=now
    )
    assert told is expected
