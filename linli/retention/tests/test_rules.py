"""When identity goes, and why somebody is kept: tables at their edges."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.protocols.rules import LEAST_KEEP_DAYS, MOST_KEEP_DAYS
from linli.retention.rules import (
    HOLD_DAYS,
    NOTICE_DAYS,
    Ended,
    HeldTooLong,
    HeldTooOften,
    OnFile,
    Why,
    check_hold,
    due_on,
    is_to_announce,
    never_observed,
    removal_on,
    why_kept,
)

DAY = date(2020, 3, 31)
THIRTY_BEFORE = Ended(date(2020, 3, 1), 30)
LONG_AGO = DAY - timedelta(days=60)
WEEK_AGO = DAY - timedelta(days=NOTICE_DAYS)


def on_file(**said: Any) -> OnFile:
    """Somebody whom nothing keeps on DAY, but for what is said otherwise."""
    usual: dict[str, Any] = {"observed": (THIRTY_BEFORE,), "announced_on": WEEK_AGO}
    return OnFile(**(usual | said))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, ()),
        # The thirtieth day after the end is the first on which identity goes.
        ({"observed": (Ended(date(2020, 3, 2), 30),)}, (Why.TERM,)),
        ({"observed": (Ended(date(2020, 2, 29), 30),)}, ()),
        # Each observation obeys its own version; the latest counts.
        ({"observed": (THIRTY_BEFORE, Ended(date(2020, 3, 20), 7))}, ()),
        ({"observed": (THIRTY_BEFORE, Ended(date(2020, 3, 25), 7))}, (Why.TERM,)),
        ({"observed": (Ended(date(2020, 3, 1), 31), Ended(LONG_AGO, 7))}, (Why.TERM,)),
        ({"observed": ()}, (Why.TERM,)),
        ({"open": frozenset({Why.HOUSEHOLD}), "announced_on": None}, (Why.HOUSEHOLD,)),
        # A referral keeps as long after its own end.
        ({"referred": (Ended(date(2020, 3, 2), 30),)}, (Why.REFERRAL,)),
        ({"referred": (Ended(date(2020, 3, 1), 30),)}, ()),
        ({"open": frozenset({Why.REFERRAL})}, (Why.REFERRAL,)),
        ({"open": frozenset({Why.OBSERVED})}, (Why.OBSERVED,)),
        *[({"open": frozenset({why})}, (why,)) for why in ("ALERT", "MOVE", Why.PHONE)],
        # Announced: today is the seventh day after.
        ({"announced_on": None}, (Why.NOTICE,)),
        ({"announced_on": WEEK_AGO + timedelta(days=1)}, (Why.NOTICE,)),
        ({"announced_on": LONG_AGO}, ()),
        ({"announced_on": None, "observed": (Ended(DAY, 30),)}, (Why.TERM,)),
        ({"announced_on": None, "observed": (), "open": frozenset({Why.OBSERVED})}, (Why.OBSERVED,)),
        # Held back through a day.
        ({"held_until": DAY}, (Why.HELD_BACK,)),
        ({"held_until": DAY - timedelta(days=1)}, ()),
        # In order: Linli's first, what apps know, Linli's last.
        (
            {"open": frozenset({"ALERT", Why.REFERRAL}), "announced_on": None, "held_until": DAY},
            (Why.REFERRAL, "ALERT", Why.HELD_BACK, Why.NOTICE),
        ),
    ],
)
def test_why_somebody_is_kept(said: dict[str, Any], kept: tuple[str, ...]) -> None:
    assert why_kept(on_file=on_file(**said), today=DAY, open_in_order=("ALERT", "MOVE")) == kept


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({}, DAY),
        ({"observed": (THIRTY_BEFORE, Ended(date(2020, 3, 20), 30))}, date(2020, 4, 19)),
        ({"referred": (Ended(date(2020, 3, 10), 30),)}, date(2020, 4, 9)),
        ({"open": frozenset({"ALERT"})}, DAY),
        ({"open": frozenset({Why.OBSERVED})}, None),
        ({"observed": ()}, None),
        ({"open": frozenset({Why.HOUSEHOLD})}, None),
    ],
)
def test_from_which_day_identity_may_go(said: dict[str, Any], day: date | None) -> None:
    assert due_on(on_file=on_file(**said)) == day


@pytest.mark.parametrize(
    ("told_on", "household", "day"),
    [
        # Nobody at the door was observed: a term of its own.
        (date(2020, 3, 1), (), date(2020, 4, 14)),
        # The last observation of the household, each with the days of its version.
        (date(2020, 1, 1), (Ended(date(2020, 3, 1), 30), Ended(date(2020, 2, 1), 30)), date(2020, 3, 31)),
        (date(2020, 1, 1), (Ended(date(2020, 3, 1), 7), Ended(date(2020, 2, 20), 30)), date(2020, 3, 21)),
        # Who came to the door after it had ended is kept as long from that day.
        (date(2020, 3, 1), (Ended(date(2020, 3, 1), 30),), date(2020, 3, 31)),
        (date(2020, 3, 2), (Ended(date(2020, 3, 1), 30),), date(2020, 4, 1)),
    ],
)
def test_who_was_never_observed_has_a_term(told_on: date, household: tuple[Ended, ...], day: date) -> None:
    assert due_on(on_file=OnFile(observed=never_observed(told_on=told_on, household=household))) == day


@given(
    told_on=st.dates(date(2020, 1, 1), date(2020, 12, 31)),
    household=st.lists(
        st.builds(
            Ended,
            st.dates(date(2020, 1, 1), date(2020, 12, 31)),
            st.integers(LEAST_KEEP_DAYS, MOST_KEEP_DAYS),
        )
    ),
)
def test_nobody_goes_before_the_household_or_within_a_week_of_being_told_of(
    told_on: date, household: list[Ended]
) -> None:
    due = due_on(on_file=OnFile(observed=never_observed(told_on=told_on, household=household)))
    assert due is not None
    assert due >= told_on + timedelta(days=LEAST_KEEP_DAYS)
    assert all(due >= ended.over_on for ended in household)


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ({}, DAY, DAY),
        ({"announced_on": None}, DAY, DAY + timedelta(days=7)),
        ({"announced_on": DAY}, DAY, DAY + timedelta(days=7)),
        ({"announced_on": LONG_AGO, "held_until": DAY}, DAY, DAY + timedelta(days=1)),
        ({"announced_on": None}, LONG_AGO, DAY),
    ],
)
def test_on_which_day_it_goes(said: dict[str, Any], today: date, day: date) -> None:
    assert removal_on(on_file=on_file(**said), today=today) == day


@pytest.mark.parametrize(("days_before", "told"), [(8, False), (7, True), (0, True), (-30, True)])
def test_the_secretary_hears_a_week_before(days_before: int, told: bool) -> None:
    today = DAY - timedelta(days=days_before)
    assert is_to_announce(on_file=on_file(announced_on=None), today=today) is told


def test_who_is_observed_again_is_not_announced() -> None:
    assert not is_to_announce(on_file=on_file(open=frozenset({Why.OBSERVED})), today=DAY)


@pytest.mark.parametrize(
    ("until", "earlier", "refused"),
    [
        (DAY, (), None),
        (DAY + timedelta(days=HOLD_DAYS), (), None),
        (DAY + timedelta(days=HOLD_DAYS), (DAY,), None),
        (DAY - timedelta(days=1), (), HeldTooLong),
        (DAY + timedelta(days=HOLD_DAYS + 1), (), HeldTooLong),
        (DAY, (DAY, DAY), HeldTooOften),
    ],
)
def test_how_long_and_how_often_somebody_is_held_back(
    until: date, earlier: tuple[date, ...], refused: type[Exception] | None
) -> None:
    if refused is None:
        check_hold(until=until, today=DAY, earlier=earlier)
        return
    with pytest.raises(refused):
        check_hold(until=until, today=DAY, earlier=earlier)
