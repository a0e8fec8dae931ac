"""Screening decided: edges as tables."""

import pytest

from linli.screening.rules import (
    Answer,
    MoreThanAsked,
    Progress,
    Way,
    answered_of,
    can_be,
    progress,
    together,
)


@pytest.mark.parametrize(
    ("answer", "way", "can"),
    [
        (Answer.NOBODY, Way.TOLD, True),
        (Answer.SOMEBODY, Way.TOLD, True),
        (Answer.NO_REPLY, Way.VISIT, True),
        (Answer.NO_REPLY, Way.CALL, True),
        (Answer.NO_REPLY, Way.TOLD, False),
    ],
)
def test_that_nobody_replied_knows_only_who_was_there_or_rang(answer: Answer, way: Way, can: bool) -> None:
    assert can_be(answer=answer, way=way) is can


@pytest.mark.parametrize(("asked", "nobody", "answered"), [(0, 0, 0), (30, 0, 30), (30, 30, 0), (30, 29, 1)])
def test_where_nobody_was_at_home_nobody_was_asked(asked: int, nobody: int, answered: int) -> None:
    assert answered_of(asked=asked, nobody_home=nobody) == answered


def test_nobody_is_at_home_at_no_more_doors_than_were_asked() -> None:
    with pytest.raises(MoreThanAsked):
        answered_of(asked=3, nobody_home=4)


@pytest.mark.parametrize(
    ("listed", "asked", "counted", "typed", "known", "answered", "open_", "percent"),
    [
        (0, 0, None, 0, None, 0, None, None),  # nobody counted: not zero
        (0, 0, None, 7, None, 7, None, None),
        (0, 0, 0, 0, 0, 0, 0, None),  # counted, and there is none
        (0, 0, 300, 299, 300, 299, 1, 99),
        (0, 0, 300, 300, 300, 300, 0, 100),
        (0, 0, 300, 450, 300, 300, 0, 100),  # the same doors on two days
        (300, 2, 500, 40, 300, 2, 298, 0),  # a list stands before a count
    ],
)
def test_progress_is_by_the_list_else_by_the_count_else_unknown(
    listed: int,
    asked: int,
    counted: int | None,
    typed: int,
    known: int | None,
    answered: int,
    open_: int | None,
    percent: int | None,
) -> None:
    found = progress(listed=listed, listed_answered=asked, counted=counted, typed_answered=typed)
    assert (found.known, found.answered, found.open, found.percent) == (known, answered, open_, percent)


def test_a_grid_that_nobody_counted_adds_nothing_to_the_whole() -> None:
    unknown, known = Progress(None, 5), Progress(10, 4)
    assert together(grids=[unknown, known, Progress(20, 20)]) == Progress(30, 24)
    assert together(grids=[unknown]) == Progress(None, 0)
    assert together(grids=[]) == Progress(None, 0)
