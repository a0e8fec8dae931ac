"""Emergencies decided: by when each level answers, and whom the clock tells what."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.areas.rules import Level
from linli.emergencies.rules import (
    LEVELS,
    Standing,
    Telling,
    due_of,
    is_late,
    limit_of,
    next_moment,
    office_of,
    tellings_due,
)
from tests.cast import CITY, COMMUNITY, COUNTY, GRID, MORNING, PROVINCE, TOWNSHIP


def after(minutes: float) -> datetime:
    return MORNING + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("level", "minutes", "office"),
    [
        (Level.COMMUNITY, 30, COMMUNITY),
        (Level.TOWNSHIP, 60, TOWNSHIP),
        (Level.COUNTY, 90, COUNTY),
        (Level.CITY, 240, CITY),
        (Level.PROVINCE, 360, PROVINCE),
    ],
)
def test_each_level_has_its_hour_and_its_office(level: Level, minutes: int, office: str) -> None:
    assert due_of(level=level, raised_at=MORNING) == after(minutes)
    assert office_of(level=level, area=GRID) == office
    assert limit_of(raised_at=MORNING) == after(120)
    late = [
        is_late(level=level, waiting=True, raised_at=MORNING, now=after(minutes) + timedelta(seconds=s))
        for s in (-1, 0)
    ]
    assert late == [False, True]


def told(minutes: float, *, known: set[Level] = frozenset(), before: str = "") -> dict[str, str]:  # type: ignore[assignment]
    standings = [Standing(level, level not in known, before) for level in LEVELS]
    tellings = tellings_due(standings=standings, raised_at=MORNING, now=after(minutes))
    return {level.value: telling.value for level, telling in tellings.items()}


ALL_SLEEP = {"COMMUNITY": "LATE", "TOWNSHIP": "LATE", "COUNTY": "LATE", "CITY": "BELOW_LATE"}


@pytest.mark.parametrize(
    ("minutes", "known", "tellings"),
    [
        (0, set(), {"COMMUNITY": "RAISED", "TOWNSHIP": "RAISED", "COUNTY": "RAISED"}),
        (0, {Level.COMMUNITY}, {"TOWNSHIP": "RAISED", "COUNTY": "RAISED"}),
        (30, set(), {"COMMUNITY": "LATE", "TOWNSHIP": "BELOW_LATE", "COUNTY": "RAISED"}),
        (30, {Level.TOWNSHIP}, {"COMMUNITY": "LATE", "TOWNSHIP": "BELOW_LATE", "COUNTY": "RAISED"}),
        (90, set(), ALL_SLEEP),
        (90, {Level.COMMUNITY, Level.TOWNSHIP, Level.COUNTY}, {}),
        (120, {Level.COMMUNITY, Level.TOWNSHIP, Level.COUNTY}, {"CITY": "RAISED"}),
        (240, {Level.COMMUNITY, Level.TOWNSHIP, Level.COUNTY}, {"CITY": "LATE", "PROVINCE": "BELOW_LATE"}),
        (240, {*LEVELS} - {Level.PROVINCE}, {"PROVINCE": "RAISED"}),
        (600, set(), dict.fromkeys(("COMMUNITY", "TOWNSHIP", "COUNTY", "CITY", "PROVINCE"), "LATE")),
        (600, {*LEVELS}, {}),
    ],
)
def test_whom_the_clock_tells_what(minutes: int, known: set[Level], tellings: dict[str, str]) -> None:
    assert told(minutes, known=known) == tellings


def test_what_was_told_is_not_told_again_and_nothing_less_urgent() -> None:
    assert told(90, before="LATE") == {}
    assert told(0, before="RAISED") == {}
    assert told(90, before="BELOW_LATE") == {"COMMUNITY": "LATE", "TOWNSHIP": "LATE", "COUNTY": "LATE"}


@given(
    known=st.sets(st.sampled_from(LEVELS)),
    looks=st.lists(st.integers(min_value=-60, max_value=700), min_size=1, max_size=12),
)
def test_however_often_and_in_whatever_order_the_clock_looks_each_thing_is_told_once(
    known: set[Level], looks: list[int]
) -> None:
    heard: dict[Level, list[str]] = {level: [] for level in LEVELS}
    for minutes in [*looks, 700]:
        standings = [Standing(level, level not in known, (heard[level] or [""])[-1]) for level in LEVELS]
        found = tellings_due(standings=standings, raised_at=MORNING, now=after(minutes))
        for level, telling in found.items():
            heard[level].append(telling)
    order = list(Telling)
    for level, tellings in heard.items():
        places = [order.index(Telling(one)) for one in tellings]
        assert places == sorted(set(places))
        if level not in known:
            assert tellings[-1] == Telling.LATE


@given(known=st.sets(st.sampled_from(LEVELS)))
def test_between_two_moments_of_the_clock_nothing_is_due(known: set[Level]) -> None:
    """Looked at only when the clock says so, every level hears what it hears when looked at each minute."""

    def heard(moments: list[datetime]) -> dict[Level, str]:
        last: dict[Level, str] = dict.fromkeys(LEVELS, "")
        for now in moments:
            standings = [Standing(level, level not in known, last[level]) for level in LEVELS]
            last |= tellings_due(standings=standings, raised_at=MORNING, now=now)
        return last

    moments, at = [MORNING], MORNING
    standings = [Standing(level, level not in known) for level in LEVELS]
    while (following := next_moment(standings=standings, raised_at=MORNING, now=at)) is not None:
        assert following > at
        moments.append(at := following)
    for end in (*moments, after(400)):
        upto = [one for one in moments if one <= end]
        every_minute = [after(n) for n in range(401) if after(n) <= end]
        assert heard(upto) == heard(every_minute)
