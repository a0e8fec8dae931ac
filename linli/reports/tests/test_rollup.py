"""Sums of what is sealed, from the township to the province."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, time, timedelta

import pytest

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.reports.commands.sums import add_up
from linli.reports.models import Report, Schedule
from linli.reports.queries.rollup import RollUp, roll_up
from linli.reports.registers import COLUMNS
from linli.reports.rules import balance_holds
from linli.reports.rules.deadlines import Standing
from linli.reports.tests.days import CUT_OFF, BusyDay, Seal
from linli.reports.unrecorded import NOT_RECORDED
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    MORNING,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    take_part,
)

SECOND = timedelta(seconds=1)
EVENING = moment(FIRST_DAY, time(20))
FAR_TOWNSHIP, FAR_COMMUNITY = AreaCode("340103001"), AreaCode("340103001001")
LEVELS_ABOVE = [TOWNSHIP, COUNTY, CITY, PROVINCE]


@pytest.fixture
def far_county(areas: dict[str, Area]) -> None:
    """Add a second county of the city with one community."""
    names = {"340103": "庐阳区", FAR_TOWNSHIP: "三孝口街道", FAR_COMMUNITY: "杏花社区"}
    Area.objects.bulk_create(
        Area(code=code, name=name, level=AreaCode(code).level, valid_from=FIRST_DAY)
        for code, name in names.items()
    )
    take_part(FAR_COMMUNITY)


def seen(area: AreaCode, *, now: datetime = EVENING) -> RollUp:
    return roll_up(area=area, day=FIRST_DAY, now=now)


def counts(rollup: RollUp) -> tuple[int, int, int, int, int]:
    r = rollup.received
    return r.expected, r.on_time, r.late, r.missing, r.not_yet_due


def test_every_level_sees_the_sum_of_what_its_communities_sealed(busy_day: BusyDay, seal: Seal) -> None:
    here, there = seal(), seal(area=SIBLING)

    for area in LEVELS_ABOVE:
        rollup = seen(area)
        for key in set(COLUMNS) - {*NOT_RECORDED, "doors_known", "doors_asked"}:
            assert rollup.figures[key] == here.figures[key] + there.figures[key], (area, key)
        assert rollup.figures["moved_in"] == 2, area
        assert balance_holds(rollup.figures), area


def test_a_city_sees_its_counties_apart_and_together(
    far_county: None, make_observation: MakeObservation, seal: Seal
) -> None:
    make_observation()
    make_observation(name="李强")
    make_observation(name="赵敏", community=FAR_COMMUNITY)
    for community in (COMMUNITY, SIBLING, FAR_COMMUNITY):
        seal(area=community)

    rollup = seen(CITY)

    assert [(b.name, b.figures["new"], b.received.sealed) for b in rollup.below] == [
        ("瑶海区", 2, 2),
        ("庐阳区", 1, 1),
    ]
    assert rollup.figures["new"] == 3
    assert seen(TOWNSHIP).figures["new"] == 2


def test_what_nobody_recorded_stays_unrecorded_and_is_not_zero(seal: Seal) -> None:
    seal()
    seal(area=SIBLING)

    for area in LEVELS_ABOVE:
        figures = seen(area).figures
        assert {figures[key] for key in NOT_RECORDED} == {None}, area
        assert figures["new"] == 0, area


def test_what_one_community_records_is_summed_without_the_other(seal: Seal) -> None:
    report = seal()
    seal(area=SIBLING)
    Report.objects.filter(pk=report.pk).update(figures=report.figures | {"masks_used": 5})
    add_up(community=COMMUNITY, day=FIRST_DAY)

    assert seen(COUNTY).figures["masks_used"] == 5


def test_without_any_report_there_is_no_figure(areas: dict[str, Area]) -> None:
    for area in LEVELS_ABOVE:
        assert set(seen(area).figures.values()) == {None}, area


def test_a_draft_is_no_report(make_observation: MakeObservation) -> None:
    make_observation(at=MORNING)
    assert seen(TOWNSHIP).figures["new"] is None


@pytest.mark.parametrize(
    ("sealed_at", "now", "expected"),
    [
        ([], CUT_OFF, (2, 0, 0, 0, 2)),
        ([], CUT_OFF + SECOND, (2, 0, 0, 2, 0)),
        ([CUT_OFF], CUT_OFF, (2, 1, 0, 0, 1)),
        ([CUT_OFF], CUT_OFF + SECOND, (2, 1, 0, 1, 0)),
        ([CUT_OFF + SECOND], EVENING, (2, 0, 1, 1, 0)),
        ([CUT_OFF, CUT_OFF + SECOND], EVENING, (2, 1, 1, 0, 0)),
    ],
)
def test_who_reported_when(
    areas: dict[str, Area],
    seal: Seal,
    sealed_at: list[datetime],
    now: datetime,
    expected: tuple[int, ...],
) -> None:
    for community, at in zip([COMMUNITY, SIBLING], sealed_at, strict=False):
        seal(area=community, at=at)
    assert {area: counts(seen(area, now=now)) for area in LEVELS_ABOVE} == dict.fromkeys(
        LEVELS_ABOVE, expected
    )


def test_each_community_stands_for_itself(areas: dict[str, Area], seal: Seal) -> None:
    seal(at=CUT_OFF + SECOND)
    here, there = seen(TOWNSHIP).below

    assert (here.standing, there.standing) == (Standing.LATE, Standing.MISSING)
    assert (here.report is None, there.report is None) == (False, True)


def test_a_level_above_is_judged_by_its_own_hour(areas: dict[str, Area], seal: Seal) -> None:
    seal(area=TOWNSHIP, at=moment(FIRST_DAY, time(16, 30)))
    assert seen(COUNTY).below[0].standing is Standing.ON_TIME
    assert seen(CITY, now=moment(FIRST_DAY, time(17))).below[0].standing is Standing.NOT_YET_DUE
    assert seen(CITY, now=moment(FIRST_DAY, time(17)) + SECOND).below[0].standing is Standing.MISSING


def test_a_report_is_judged_by_the_hour_that_was_written_on_it(areas: dict[str, Area], seal: Seal) -> None:
    seal(at=CUT_OFF)
    Schedule.objects.update(top_at=time(12))

    assert counts(seen(TOWNSHIP)) == (2, 1, 0, 1, 0)


def test_a_level_above_freezes_its_sum_and_how_many_reported(busy_day: BusyDay, seal: Seal) -> None:
    seal()
    township = seal(area=TOWNSHIP, at=moment(FIRST_DAY, time(16, 30)))
    seal(area=SIBLING, at=EVENING)

    township.refresh_from_db()
    assert township.figures["moved_in"] == 1
    assert (township.figures["reports_expected"], township.figures["reports_missing"]) == (2, 1)
    assert seen(TOWNSHIP).figures["moved_in"] == 2


def test_the_reports_of_levels_above_are_not_counted_twice(busy_day: BusyDay, seal: Seal) -> None:
    seal()
    for area, hour in ((TOWNSHIP, 17), (COUNTY, 18), (CITY, 19)):
        seal(area=area, at=moment(FIRST_DAY, time(hour)))

    assert seen(PROVINCE).figures["new"] == 3


def test_the_newest_version_of_a_report_counts_alone(make_observation: MakeObservation, seal: Seal) -> None:
    make_observation()
    first = seal()
    second = Report.objects.get(pk=first.pk)
    second.pk, second.version, second.figures = None, 2, first.figures | {"new": 7}
    second.save(force_insert=True)

    assert seen(TOWNSHIP).figures["new"] == 7
    assert counts(seen(TOWNSHIP)) == (2, 1, 0, 1, 0)


def test_a_closed_community_is_not_expected(areas: dict[str, Area], seal: Seal) -> None:
    seal()
    Area.objects.filter(pk=SIBLING).update(valid_until=FIRST_DAY)
    assert counts(seen(TOWNSHIP)) == (1, 1, 0, 0, 0)


# The sums, notices, the areas below with who is expected and absent, their own reports, the hours.
STATEMENTS = 5
# Two of its own savepoint, the lock, the reports, the sums beneath, the rows written.
OF_A_PATH = 6


@pytest.mark.parametrize("communities", [0, 40])
def test_the_statements_do_not_grow_with_the_communities(
    areas: dict[str, Area],
    seal: Seal,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    communities: int,
) -> None:
    example = seal()
    more = [AreaCode(f"{TOWNSHIP}{n:03}") for n in range(100, 100 + communities)]
    Area.objects.bulk_create(
        Area(code=code, name=f"第{code[-3:]}社区", level=code.level, valid_from=FIRST_DAY) for code in more
    )
    take_part(*more)
    kept = {field.attname: getattr(example, field.attname) for field in Report._meta.fields}
    Report.objects.bulk_create(
        Report(**{name: value for name, value in kept.items() if name not in {"id", "area"}}, area=code)
        for code in more[::2]
    )
    with django_assert_num_queries(OF_A_PATH):
        add_up(community=COMMUNITY, day=FIRST_DAY)
    for area in LEVELS_ABOVE:
        with django_assert_num_queries(STATEMENTS):
            rollup = seen(area)
        assert rollup.received.expected == 2 + communities, area
        assert rollup.received.sealed == 1 + communities // 2, area
