"""Rules of teams and substitutions at their edges."""

from datetime import date
from uuid import UUID

import pytest

from linli.areas.rules import AreaCode
from linli.staff.rights import Role
from linli.staff.rules import day_after, days_overlap, may_stand_in, nearest, shares

FIRST, LAST = date(2020, 1, 30), date(2020, 2, 2)
ONE, OTHER = UUID(int=1), UUID(int=2)


def test_what_ends_with_a_day_no_longer_holds_on_the_next() -> None:
    assert day_after(date(2020, 2, 29)) == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        ((date(2020, 1, 28), date(2020, 1, 29)), False),
        ((date(2020, 1, 28), date(2020, 1, 30)), True),
        ((date(2020, 1, 31), date(2020, 1, 31)), True),
        ((date(2020, 2, 2), date(2020, 2, 9)), True),
        ((date(2020, 2, 3), date(2020, 2, 9)), False),
    ],
)
def test_runs_of_days_overlap_where_they_share_one(other: tuple[date, date], overlap: bool) -> None:
    assert days_overlap(one=(FIRST, LAST), other=other) is overlap
    assert days_overlap(one=other, other=(FIRST, LAST)) is overlap


@pytest.mark.parametrize(
    ("absent", "own", "may"),
    [
        (Role.GRID_WORKER, [Role.SECRETARY], True),
        (Role.GRID_WORKER, [], False),
        (Role.DOCTOR, [Role.GRID_WORKER, Role.SECRETARY], False),
        (Role.DOCTOR, [Role.DOCTOR], True),
        (Role.SECRETARY, [Role.SECRETARY], False),
    ],
)
def test_only_a_doctor_stands_in_for_a_doctor(absent: Role, own: list[Role], may: bool) -> None:
    assert may_stand_in(absent=absent, own=own) is may


def test_the_nearest_pattern_upwards_holds() -> None:
    grid = AreaCode("340102001001001")
    assert nearest(area=grid, known=["", "340102", "340102001001", "340102001002"]) == "340102001001"
    assert nearest(area=grid, known=["", "340102", "340103"]) == "340102"
    assert nearest(area=grid, known=[""]) == ""


def test_people_are_shared_among_the_workers_of_a_grid_and_rounded_up() -> None:
    loads = shares(people={"a": 61, "b": 4}, workers={"a": (ONE, OTHER), "b": (ONE,), "c": ()})
    assert loads == {ONE: 31 + 4, OTHER: 31}
