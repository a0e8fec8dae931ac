"""Grids without a list: counted, and typed day by day, with both values kept."""

from datetime import timedelta

import pytest

from linli.screening import commands
from linli.screening.models import GridCount, TypedAnswers
from linli.screening.queries import counts_told, progress_of
from linli.screening.queries.base import counts_standing
from linli.screening.queries.figures import counted, typed_behind
from linli.screening.rules import MoreThanAsked
from linli.screening.tests.conftest import ListOf
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, GRID, MORNING, OTHER_GRID, SIBLING

LATER = MORNING + timedelta(hours=1)
NEXT = FIRST_DAY + timedelta(days=1)


def count(by: Viewer, doors: int = 300) -> GridCount:
    return commands.count_grid(area=GRID, doors=doors, counted_on=FIRST_DAY, by=by, now=MORNING)


def type_(by: Viewer, asked: int, nobody: int = 0, days: int = 0) -> TypedAnswers:
    return commands.type_answers(
        area=GRID, on=FIRST_DAY, asked=asked, nobody_home=nobody, by=by, now=MORNING + timedelta(days=days)
    )


def figures(day: int = 0) -> dict[str, int | None]:
    """Return what the report of the first day, or of one after it, counts."""
    from_ = MORNING + timedelta(days=day)
    return counted(community=COMMUNITY, from_=from_, until=from_ + timedelta(days=1))


def test_what_nobody_counted_is_not_zero(secretary: Viewer) -> None:
    told = progress_of(viewer=secretary, now=LATER)
    assert [(grid.place.name, grid.progress.known) for grid in told.grids] == [
        ("第一网格", None),
        ("第二网格", None),
    ]
    assert (figures()["doors_known"], figures()["doors_asked"], figures()["households_seen"]) == (
        None,
        None,
        0,
    )


def test_a_count_is_corrected_with_both_values_kept(secretary: Viewer) -> None:
    count(secretary, 300)
    commands.count_grid(area=GRID, doors=310, counted_on=FIRST_DAY, by=secretary, now=LATER)
    told = counts_told(areas=[GRID])[GRID]
    assert (told.row.doors, told.by, [row.doors for row in told.before]) == (310, secretary.name, [300])
    with pytest.raises(commands.SameAgain):
        commands.count_grid(area=GRID, doors=310, counted_on=FIRST_DAY, by=secretary, now=LATER)


def test_what_was_typed_is_progress_and_part_of_the_report_with_its_mark(
    secretary: Viewer, worker: Viewer
) -> None:
    count(secretary)
    row = type_(worker, 120, 20)
    assert row.by_name == worker.name
    assert figures() == {
        "households_seen": 100,
        "households_typed": 100,
        "doors_known": 300,
        "doors_asked": 100,
    }


def test_a_typed_day_put_right_later_belongs_to_the_report_in_which_it_was_first_told(
    secretary: Viewer, worker: Viewer
) -> None:
    count(secretary)
    type_(worker, 120)
    type_(secretary, 90, days=1)
    assert (figures()["households_seen"], figures(day=1)["households_seen"]) == (90, 0)
    assert figures(day=1)["doors_asked"] == 90
    assert TypedAnswers.objects.count() == 2


def test_a_list_stands_before_a_count_and_takes_no_typed_numbers(
    list_of: ListOf, secretary: Viewer, worker: Viewer
) -> None:
    count(secretary)
    list_of()
    with pytest.raises(commands.GridHasList):
        type_(worker, 3)
    assert figures()["doors_known"] == 4


def test_who_keeps_no_doors_there_counts_none_and_types_none(worker: Viewer, secretary: Viewer) -> None:
    with pytest.raises(commands.NotYourDoors):
        count(worker)
    for area in (OTHER_GRID, SIBLING):
        with pytest.raises(commands.NotYourDoors):
            commands.type_answers(area=area, on=FIRST_DAY, asked=1, nobody_home=0, by=worker, now=MORNING)
    with pytest.raises(commands.NotYourDoors):
        commands.begin_round(community=SIBLING, by=secretary, now=MORNING)


@pytest.mark.parametrize(("asked", "is_taken"), [(15, True), (16, False)])
def test_no_more_doors_are_typed_than_were_counted(
    secretary: Viewer, worker: Viewer, asked: int, is_taken: bool
) -> None:
    count(secretary, 15)
    if is_taken:
        assert type_(worker, asked).asked == asked
        return
    with pytest.raises(commands.MoreThanCounted, match="15"):
        type_(worker, asked)
    assert not TypedAnswers.objects.exists()


def test_slips_are_refused_and_nothing_is_written(secretary: Viewer) -> None:
    with pytest.raises(commands.TooManyDoors):
        count(secretary, 20_001)
    with pytest.raises(commands.DayNotBegun):
        commands.count_grid(area=GRID, doors=1, counted_on=NEXT, by=secretary, now=MORNING)
    with pytest.raises(MoreThanAsked):
        type_(secretary, 3, 4)
    with pytest.raises(commands.DayNotBegun):
        commands.type_answers(area=GRID, on=NEXT, asked=1, nobody_home=0, by=secretary, now=MORNING)
    assert not GridCount.objects.exists()
    assert not TypedAnswers.objects.exists()


def test_a_count_that_should_not_have_been_typed_is_taken_back_and_nobody_counted(secretary: Viewer) -> None:
    count(secretary, 300)
    commands.take_back_count(area=GRID, by=secretary, now=LATER)
    told = counts_told(areas=[GRID])[GRID]
    assert (told.row.doors, [row.doors for row in told.before]) == (None, [300])
    assert figures()["doors_known"] is None  # which is not zero
    assert not counts_standing(from_=COMMUNITY, until=SIBLING).exists()
    with pytest.raises(commands.NothingToTakeBack):
        commands.take_back_count(area=GRID, by=secretary, now=LATER)
    commands.count_grid(area=GRID, doors=300, counted_on=FIRST_DAY, by=secretary, now=LATER + timedelta(1))
    assert counts_standing(from_=COMMUNITY, until=SIBLING).get().doors == 300


def test_what_was_typed_of_a_day_is_taken_back_in_its_own_report(secretary: Viewer, worker: Viewer) -> None:
    count(secretary)
    before = figures()
    type_(worker, 20, 3)
    assert figures()["households_typed"] == 17
    later = MORNING + timedelta(days=2)
    commands.take_back_typed(area=GRID, on=FIRST_DAY, by=worker, now=later)
    assert figures() == before
    assert figures(day=2)["households_typed"] == 0
    assert typed_behind(community=COMMUNITY, from_=MORNING, until=later) == []
    with pytest.raises(commands.NothingToTakeBack):
        commands.take_back_typed(area=GRID, on=FIRST_DAY, by=worker, now=later)
    assert TypedAnswers.objects.count() == 2
