"""What a journey to the clinic needs, and until when each step is due, at their edges."""

from datetime import datetime, timedelta

import pytest

from linli.referrals.rules import (
    Guard,
    Item,
    State,
    StepNeeds,
    TimesWrong,
    check_guard,
    check_journey,
    due_at,
    missing_protection,
    step_to,
)

NOW = datetime.fromisoformat("2020-01-27T09:00:00+08:00")
MINUTE = timedelta(minutes=1)
DEPARTURE = step_to(from_=State.ACCEPTED, to=State.TRANSPORT)


@pytest.mark.parametrize(
    ("transport", "escort", "needs"),
    [
        ("AMBULANCE", "", None),
        ("DEDICATED", "孙明医", None),
        ("DEDICATED", " ", Guard.ESCORT),
        ("APPROVED", "", Guard.ESCORT),
        ("", "孙明医", Guard.TRANSPORT),
        ("BUS", "孙明医", Guard.TRANSPORT),
    ],
)
def test_nobody_travels_alone_or_by_bus(transport: str, escort: str, needs: Guard | None) -> None:
    def check() -> None:
        check_guard(step=DEPARTURE, reason="", transport=transport, clinic="", result="", escort=escort)

    if needs is None:
        check()
        return
    with pytest.raises(StepNeeds) as refused:
        check()
    assert refused.value.guard is needs


@pytest.mark.parametrize(
    ("departed", "arrived", "wrong"),
    [
        (None, 0, None),
        (-30, 0, None),
        (-30, -30, None),
        (-30, -31, "arrived_at"),
        (-30, 10, None),
        (-30, 11, "arrived_at"),
        (11, None, "departed_at"),
    ],
)
def test_a_journey_lies_in_the_past_and_ends_after_it_began(
    departed: int | None, arrived: int | None, wrong: str | None
) -> None:
    times = [None if minutes is None else NOW + minutes * MINUTE for minutes in (departed, arrived)]
    if wrong is None:
        check_journey(departed_at=times[0], arrived_at=times[1], now=NOW)
        return
    with pytest.raises(TimesWrong) as refused:
        check_journey(departed_at=times[0], arrived_at=times[1], now=NOW)
    assert refused.value.field == wrong


@pytest.mark.parametrize(
    ("departed", "arrived", "wrong"),
    [(0, 0, None), (None, 0, None), (-1, 0, "departed_at"), (None, -1, "arrived_at")],
)
def test_nobody_leaves_or_arrives_before_it_was_seen_why(
    departed: int | None, arrived: int | None, wrong: str | None
) -> None:
    times = [None if minutes is None else NOW + minutes * MINUTE for minutes in (departed, arrived)]
    if wrong is None:
        check_journey(departed_at=times[0], arrived_at=times[1], found_at=NOW, now=NOW)
        return
    with pytest.raises(TimesWrong) as refused:
        check_journey(departed_at=times[0], arrived_at=times[1], found_at=NOW, now=NOW)
    assert refused.value.field == wrong


@pytest.mark.parametrize(
    ("worn", "missing"),
    [
        ([], (Item.PROTECTIVE_MASK, Item.GLOVES)),
        (["SURGICAL_MASK", "GLOVES"], (Item.PROTECTIVE_MASK,)),
        (["PROTECTIVE_MASK", "GLOVES", "GOWN"], ()),
    ],
)
def test_what_was_not_worn_is_told(worn: list[str], missing: tuple[Item, ...]) -> None:
    assert missing_protection(worn=worn) == missing


@pytest.mark.parametrize(
    ("state", "limits", "minutes"),
    [
        (State.RAISED, {"RAISED": 120}, 120),
        (State.ARRIVED, {"RAISED": 120}, None),
        (State.RETURNED, {"RETURNED": 5}, None),
    ],
)
def test_a_step_is_due_by_the_limit_of_its_state(
    state: State, limits: dict[str, int], minutes: int | None
) -> None:
    due = due_at(state=state, entered_at=NOW, limits=limits)
    assert due == (None if minutes is None else NOW + minutes * MINUTE)
