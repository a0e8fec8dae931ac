"""Rules of leads, as tables at their edges."""

from datetime import timedelta
from itertools import product

import pytest

from linli.tracing.rules import (
    CLOSED,
    OPEN,
    Guard,
    How,
    Move,
    State,
    StepNeeds,
    StepNotAllowed,
    TimeToFind,
    Try,
    Who,
    check_guard,
    is_enough,
    is_overdue,
    step_of,
    time_to_find,
)
from tests.cast import MORNING

ALLOWED = {
    (Move.ASSIGN, State.NEW): (State.ASSIGNED, Who.SECRETARY),
    (Move.ASSIGN, State.ASSIGNED): (State.ASSIGNED, Who.SECRETARY),
    (Move.FIND, State.NEW): (State.FOUND, Who.TRACER),
    (Move.FIND, State.ASSIGNED): (State.FOUND, Who.TRACER),
    (Move.HAND_ON, State.NEW): (State.HANDED_ON, Who.SECRETARY),
    (Move.HAND_ON, State.ASSIGNED): (State.HANDED_ON, Who.SECRETARY),
    (Move.WITHDRAW, State.HANDED_ON): (State.NEW, Who.SECRETARY),
    (Move.ACCEPT, State.HANDED_ON): (State.NEW, Who.ASKED),
    (Move.REFUSE, State.HANDED_ON): (State.NEW, Who.ASKED),
    (Move.SAY_NOT_EXISTING, State.NEW): (State.NOT_EXISTING, Who.TRACER),
    (Move.SAY_NOT_EXISTING, State.ASSIGNED): (State.NOT_EXISTING, Who.TRACER),
    (Move.GIVE_UP, State.NEW): (State.CANNOT_BE_FOUND, Who.TRACER),
    (Move.GIVE_UP, State.ASSIGNED): (State.CANNOT_BE_FOUND, Who.TRACER),
    (Move.REOPEN, State.FOUND): (State.NEW, Who.SECRETARY),
    (Move.REOPEN, State.NOT_EXISTING): (State.NEW, Who.SECRETARY),
    (Move.REOPEN, State.CANNOT_BE_FOUND): (State.NEW, Who.SECRETARY),
    (Move.CORRECT, State.NEW): (State.NEW, Who.TELLER),
    (Move.REDIRECT, State.NEW): (State.NEW, Who.TELLER),
    (Move.TAKE_BACK, State.NEW): (State.TAKEN_BACK, Who.TELLER),
}


@pytest.mark.parametrize(("move", "from_"), list(product(Move, State)))
def test_each_move_from_each_state(move: Move, from_: State) -> None:
    if (move, from_) in ALLOWED:
        step = step_of(move=move, from_=from_)
        assert (step.to, step.who) == ALLOWED[move, from_]
    else:
        with pytest.raises(StepNotAllowed):
            step_of(move=move, from_=from_)


def test_every_state_is_open_or_closed() -> None:
    assert set(State) == OPEN | CLOSED
    assert not OPEN & CLOSED


TRY = Try(How.CALL, MORNING)


@pytest.mark.parametrize(
    ("move", "from_", "told", "needs"),
    [
        (Move.ASSIGN, State.NEW, {}, Guard.ASSIGNEE),
        (Move.ASSIGN, State.NEW, {"named": "340102001001001"}, None),
        (Move.FIND, State.NEW, {}, Guard.PERSON),
        (Move.HAND_ON, State.NEW, {"reason": "不在本社区"}, Guard.COMMUNITY),
        (Move.HAND_ON, State.NEW, {"community": "340102001002"}, None),
        (Move.ACCEPT, State.HANDED_ON, {}, None),
        (Move.REFUSE, State.HANDED_ON, {"reason": "  "}, Guard.REASON),
        (Move.REFUSE, State.HANDED_ON, {"reason": "已搬走"}, None),
        (Move.SAY_NOT_EXISTING, State.NEW, {"tried": (TRY,)}, Guard.REASON),
        (Move.GIVE_UP, State.NEW, {"reason": "找不到"}, Guard.TRIED),
        (Move.GIVE_UP, State.NEW, {"tried": (TRY,)}, None),
        (Move.REOPEN, State.FOUND, {"reason": ""}, Guard.REASON),
    ],
)
def test_what_a_step_must_be_told(
    move: Move, from_: State, told: dict[str, str], needs: Guard | None
) -> None:
    step = step_of(move=move, from_=from_)
    if needs is None:
        check_guard(step=step, **told)  # type: ignore[arg-type]  # a table of texts and tries
        return
    with pytest.raises(StepNeeds) as missing:
        check_guard(step=step, **told)  # type: ignore[arg-type]
    assert missing.value.guard == needs


@pytest.mark.parametrize(
    ("name", "id_number", "phone", "enough"),
    [("", "", "", False), ("王芳", "", "", True), ("", "1", "", True), ("", "", "1", True)],
)
def test_what_is_enough_to_look_for(name: str, id_number: str, phone: str, enough: bool) -> None:
    assert is_enough(name=name, id_number=id_number, phone=phone) is enough


@pytest.mark.parametrize(
    ("state", "late", "overdue"),
    [
        (State.NEW, timedelta(seconds=-1), False),
        (State.NEW, timedelta(), True),
        (State.ASSIGNED, timedelta(hours=1), True),
        (State.HANDED_ON, timedelta(hours=1), True),  # the sender stays responsible
        (State.FOUND, timedelta(hours=1), False),
        (State.NOT_EXISTING, timedelta(hours=1), False),
    ],
)
def test_overdue_from_the_moment_itself_on(state: State, late: timedelta, overdue: bool) -> None:
    assert is_overdue(state=state, due_at=MORNING, now=MORNING + late) is overdue


@pytest.mark.parametrize(
    ("hours", "measured"),
    [
        ([], TimeToFind(None, None)),
        ([0], TimeToFind(0.0, 0.0)),
        ([1, 2, 30], TimeToFind(2.0, 30.0)),
        ([1, 2], TimeToFind(1.5, 2.0)),
    ],
)
def test_time_to_find(hours: list[int], measured: TimeToFind) -> None:
    assert time_to_find(took=[timedelta(hours=one) for one in hours]) == measured
