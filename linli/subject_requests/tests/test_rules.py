"""What may be answered, by when, and whose copy holds whole numbers: tables at their edges."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.subject_requests.rules import (
    AskedAhead,
    Asker,
    NotForThem,
    NotShown,
    Shown,
    State,
    Wanted,
    Way,
    check_answer,
    check_asked,
    contradictions,
    due_at,
    has_whole_numbers,
)

NOW = datetime(2020, 1, 27, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("to", "shown", "is_on_file", "refused"),
    [
        (State.DONE, Shown.SEEN, True, None),
        (State.DONE, Shown.UNKNOWN, True, NotShown),
        (State.DONE, Shown.ID, False, NotForThem),
        (State.NOTHING_HELD, Shown.UNKNOWN, False, None),
        (State.NOTHING_HELD, Shown.ID, True, NotForThem),
        # To refuse nobody needs to be known.
        (State.REFUSED, Shown.UNKNOWN, True, None),
        (State.REFUSED, Shown.UNKNOWN, False, None),
    ],
)
def test_how_a_request_may_be_answered(
    to: State, shown: Shown, is_on_file: bool, refused: type[Exception] | None
) -> None:
    if refused is None:
        check_answer(wanted=Wanted.COPY, to=to, shown=shown, is_on_file=is_on_file)
        return
    with pytest.raises(refused):
        check_answer(wanted=Wanted.COPY, to=to, shown=shown, is_on_file=is_on_file)


def test_that_somebody_was_deleted_is_not_said_in_words() -> None:
    check_answer(wanted=Wanted.DELETE, to=State.REFUSED, shown=Shown.ID, is_on_file=True)
    with pytest.raises(NotForThem):
        check_answer(wanted=Wanted.DELETE, to=State.DONE, shown=Shown.ID, is_on_file=True)


def test_it_is_answered_within_fifteen_days_and_was_not_asked_tomorrow() -> None:
    assert due_at(asked_at=NOW) == datetime(2020, 2, 11, 8, tzinfo=UTC)
    check_asked(asked_at=NOW, now=NOW)
    with pytest.raises(AskedAhead):
        check_asked(asked_at=NOW + timedelta(seconds=1), now=NOW)


def test_only_the_persons_own_copy_has_whole_numbers() -> None:
    assert [asker for asker in Asker if has_whole_numbers(asker=asker)] == [Asker.SELF]


@pytest.mark.parametrize(
    ("way", "shown", "asker", "name", "wrong"),
    [
        (Way.CALL, Shown.SEEN, Asker.SELF, "", {"shown"}),
        (Way.CALL, Shown.RUNG, Asker.SELF, "", set()),
        (Way.DESK, Shown.SEEN, Asker.SELF, "王强", {"asker_name"}),
        (Way.DESK, Shown.SEEN, Asker.FAMILY, "王强", set()),
    ],
)
def test_what_contradicts_itself(way: Way, shown: Shown, asker: Asker, name: str, wrong: set[str]) -> None:
    assert contradictions(way=way, shown=shown, asker=asker, asker_name=name) == wrong
