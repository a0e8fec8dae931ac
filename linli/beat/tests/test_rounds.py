"""A round visits each area once a day, some at a time; stopped anywhere, it goes on from there."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from linli.beat.models import Round
from linli.beat.rounds import go_on, rounds_of

NOON = datetime(2020, 1, 27, 12, tzinfo=UTC)
TODAY = NOON.date()
AREAS = ["340102001", "340102001001", "340102001002", "340102002", "340102002001"]

pytestmark = pytest.mark.django_db


class PowerCut(BaseException):
    """The process was killed in the middle of a visit."""


def behind(code: str, limit: int) -> Sequence[str]:
    return [area for area in AREAS if area > code][:limit]


def walk(visit: Callable[[str], object], *, on: date = TODAY, most: int = 2) -> bool:
    return go_on(job="test.round", on=on, behind=behind, visit=visit, most=most, now=NOON)


def test_each_area_is_visited_once_a_day() -> None:
    visited: list[str] = []
    assert [walk(visited.append) for _ in range(4)] == [False, False, True, True]
    assert visited == AREAS
    walk(visited.append, on=TODAY + timedelta(days=1))
    assert visited[5:] == AREAS[:2]
    ended = rounds_of(job="test.round", today=TODAY).ended
    assert ended is not None
    assert (ended.on, ended.visited) == (TODAY, 5)


def test_killed_in_the_middle_it_goes_on_with_the_area_it_was_at() -> None:
    visited: list[str] = []

    def killed_at_third(area: str) -> None:
        if area == AREAS[2]:
            raise PowerCut
        visited.append(area)

    with pytest.raises(PowerCut):
        walk(killed_at_third, most=5)
    assert visited == AREAS[:2]
    under_way = rounds_of(job="test.round", today=TODAY).under_way
    assert under_way is not None
    assert (under_way.reached, under_way.visited) == (AREAS[1], 2)
    while not walk(visited.append):
        pass
    assert visited == AREAS


def test_an_area_that_cannot_be_visited_is_noted_and_keeps_none_of_the_others() -> None:
    visited: list[str] = []

    def broken_at_second(area: str) -> None:
        if area == AREAS[1]:
            raise LookupError
        visited.append(area)

    with pytest.raises(LookupError):
        walk(broken_at_second, most=5)
    while not walk(broken_at_second):
        pass
    assert visited == [AREAS[0], *AREAS[2:]]
    row = Round.objects.get()
    assert (row.visited, row.failed) == (5, 1)


def test_two_at_once_never_set_each_other_back() -> None:
    visited: list[str] = []

    def overtaken(area: str) -> None:
        visited.append(area)
        if area == AREAS[0]:
            walk(visited.append, most=3)

    walk(overtaken, most=1)
    assert Round.objects.get().reached == AREAS[2]
