"""What was undone within a window did not happen in it; who moves is counted once over all communities."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.census.queries.counts import counted
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import (
    NewCheck,
    NotToReopen,
    ObservationClosed,
    end_with_reason,
    move_to_community,
    record_check,
    reopen_observation,
)
from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.reports.rules import balance_holds
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, SIBLING, MakeObservation
from tests.properties import examples

HOUR = timedelta(hours=1)
START, END = MORNING - HOUR, MORNING + 20 * HOUR


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


def figures(community: str, from_: datetime, until: datetime) -> dict[str, int]:
    found = counted(community=community, from_=from_, until=until)
    assert balance_holds(found)
    return found


def act(name: str, row: Observation, by: Viewer, now: datetime) -> Observation:
    """Do something to an observation and return the row that stands then."""
    with suppress(NotToReopen, ObservationClosed), transaction.atomic():
        if name == "REOPEN":
            return reopen_observation(observation=row, reason="错了", by=by, now=now)
        if name == "MOVE":
            there = SIBLING if row.community == COMMUNITY else COMMUNITY
            return move_to_community(observation=row, community=there, address="9栋", by=by, now=now)
        end_with_reason(observation=row, state=State(name), reason="错了", by=by, now=now)
    row.refresh_from_db()
    return row


@settings(max_examples=examples(24))
@given(
    acts=st.lists(st.sampled_from(["REOPEN", "MOVE", State.STRUCK_OFF, State.DIED]), max_size=7),
    cuts=st.sets(st.integers(0, 8), max_size=3),
)
def test_whatever_is_undone_the_balance_holds_and_nobody_is_registered_twice(
    acts: list[str], cuts: set[int], make_observation: MakeObservation, secretary: Viewer
) -> None:
    with suppress(RollBack), transaction.atomic():
        row = make_observation(name="周行")
        for hour, name in enumerate(acts, start=1):
            row = act(name, row, secretary, MORNING + hour * HOUR)
        ends = [START, *(MORNING + cut * HOUR + HOUR / 2 for cut in sorted(cuts)), END]
        for community in (COMMUNITY, SIBLING):
            days = [figures(community, *window) for window in pairwise(ends)]
            assert [day["after"] for day in days[:-1]] == [day["before"] for day in days[1:]]
        both = [figures(community, START, END) for community in (COMMUNITY, SIBLING)]
        is_observed = row.state == State.OBSERVING
        for key in ("new", "cumulative"):
            told = sum(one[key] for one in both)
            assert told == 1 if is_observed else told <= 1
        raise RollBack


def test_who_was_registered_and_struck_off_before_the_seal_is_neither_new_nor_struck_off(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    row = make_observation()
    act(State.STRUCK_OFF, row, secretary, MORNING + HOUR)
    told = figures(COMMUNITY, START, END)
    assert [told[key] for key in ("new", "struck_off", "after", "cumulative", "from_wuhan")] == [0] * 5
    sealed_before = figures(COMMUNITY, START, MORNING + HOUR / 2)
    next_day = figures(COMMUNITY, MORNING + HOUR / 2, END)
    assert (sealed_before["new"], next_day["struck_off"], next_day["after"]) == (1, 1, 0)


def check(row: Observation, by: Viewer, at: datetime, outcome: CheckOutcome) -> None:
    tenths = 365 if outcome == CheckOutcome.DONE else None
    new = NewCheck(new_id(), row, outcome, Channel.VISIT, at, temperature_tenths=tenths)
    record_check(new=new, by=by, now=at)


def morning_of(row: Observation) -> str:
    slot = Duty.objects.get(county=COUNTY, subject=row.pk, slot_on=FIRST_DAY, session="AM")
    return slot.outcome


@pytest.mark.parametrize(
    ("outcome", "here", "there"),
    [
        (None, "NOT_NEEDED", ""),
        (CheckOutcome.NOBODY_HOME, "NOT_NEEDED", ""),
        (CheckOutcome.REFUSED, "NOT_NEEDED", ""),
        (CheckOutcome.DONE, "DONE", "NOT_NEEDED"),
    ],
)
def test_who_moves_in_the_morning_is_due_once_that_morning(
    outcome: CheckOutcome | None,
    here: str,
    there: str,
    make_observation: MakeObservation,
    secretary: Viewer,
) -> None:
    row = make_observation(at=moment(FIRST_DAY, time(7)))
    if outcome:
        check(row, secretary, moment(FIRST_DAY, time(9)), outcome)
    moved = act("MOVE", row, secretary, moment(FIRST_DAY, time(10)))
    assert (morning_of(row), morning_of(moved)) == (here, there)
    if outcome == CheckOutcome.DONE:
        fit_check_duties(observation=moved, now=moment(FIRST_DAY, time(10, 15)))
        assert morning_of(moved) == "NOT_NEEDED"
        again = act("MOVE", moved, secretary, moment(FIRST_DAY, time(10, 30)))
        assert morning_of(again) == "NOT_NEEDED"
    both = [counted(community=c, from_=START, until=END)["checks_due"] for c in (COMMUNITY, SIBLING)]
    assert sum(both) == 2  # one morning, one evening


def test_who_was_struck_off_by_mistake_and_goes_on_is_not_asked_twice_that_morning(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    row = make_observation(at=moment(FIRST_DAY, time(7)))
    check(row, secretary, moment(FIRST_DAY, time(9)), CheckOutcome.DONE)
    act(State.STRUCK_OFF, row, secretary, moment(FIRST_DAY, time(9, 30)))
    again = act("REOPEN", row, secretary, moment(FIRST_DAY, time(10)))
    assert morning_of(again) == "NOT_NEEDED"
