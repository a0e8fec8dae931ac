"""What a window counts of those under observation, where something is changed or taken back within it."""

from datetime import datetime, time, timedelta

import pytest

from linli.census.queries.counts import counted
from linli.clock import moment
from linli.ids import new_id
from linli.observation import commands
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.commands import PersonCard, add_member
from linli.protocols.rules import Place
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, MakeObservation, look_for


def at(hour: int, *, day: int = 0) -> datetime:
    return moment(FIRST_DAY + timedelta(days=day), time(hour))


def end(observation: Observation, state: State, by: Viewer, now: datetime) -> None:
    commands.end_with_reason(observation=observation, state=state, reason="点错了人", by=by, now=now)


def test_it_counts_at_a_central_point_and_at_home_again(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    def places() -> tuple[int, int]:
        told = counted(community=COMMUNITY, from_=MORNING, until=MORNING + timedelta(hours=2))
        return told["at_home"], told["in_central"]

    observation = make_observation()
    assert places() == (1, 0)
    for place, expected in ((Place.CENTRAL, (0, 1)), (Place.HOME, (1, 0))):
        commands.observe_at(
            observation=observation,
            place=place,
            reason="已搬",
            by=secretary,
            now=MORNING + timedelta(hours=1),
        )
        assert places() == expected


@pytest.mark.parametrize("state", [State.STRUCK_OFF, State.DIED, State.LOST])
def test_an_end_that_was_undone_counts_on_its_day_and_not_in_a_window_of_both(
    state: State, make_observation: MakeObservation, secretary: Viewer
) -> None:
    observation = make_observation()
    look_for(observation=observation, by=secretary, until=at(9, day=1))
    end(observation, state, secretary, at(9, day=1))
    commands.reopen_observation(observation=observation, reason="人已找到", by=secretary, now=at(13, day=3))
    for from_, until, expected in (
        (at(0), at(12, day=1), (int(state != State.STRUCK_OFF), int(state != State.STRUCK_OFF), 0)),
        (at(9, day=1), at(12, day=1), (0, 1, 0)),
        (at(12, day=1), at(23, day=3), (1, 0, 1)),
        (at(0), at(23, day=3), (1, 0, 1)),  # ended and observed again in one window: nothing happened
    ):
        told = counted(community=COMMUNITY, from_=from_, until=until)
        assert (told["new"], told[state.lower()], told["after"]) == expected


def test_an_alert_of_whose_death_was_taken_back_counts_once(
    make_observation: MakeObservation, worker: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    new = commands.NewCheck(
        new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381
    )
    commands.record_check(new=new, by=worker, now=MORNING)
    end(observation, State.DIED, secretary, at(11))
    commands.reopen_observation(observation=observation, reason="认错了人", by=secretary, now=at(11))
    told = counted(community=COMMUNITY, from_=at(0), until=at(12))
    # Of one window, a death taken back is none, and its rest nobody new (decision 74).
    assert (told["new"], told["died"], told["after"], told["alerts"]) == (1, 0, 1, 1)


def test_what_was_answered_before_the_end_falls_due_once(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    """Who leaves between an answer and its hour leaves no day short: windows add up to the whole."""
    observation = make_observation(at=at(7))
    new = commands.NewCheck(
        new_id(), observation, CheckOutcome.DONE, Channel.VISIT, at(9), temperature_tenths=365
    )
    commands.record_check(new=new, by=secretary, now=at(9))
    end(observation, State.DIED, secretary, at(9) + timedelta(minutes=5))
    cut = at(9) + timedelta(minutes=10)
    before, after, whole = (
        counted(community=COMMUNITY, from_=from_, until=until)["checks_due"]
        for from_, until in ((at(0), cut), (cut, at(23)), (at(0), at(23)))
    )
    assert (before, after, whole) == (0, 1, 1)


def test_a_member_who_came_from_nowhere_counts_as_new_but_as_no_returnee(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    home = make_observation(address="3栋1单元501室").person.household
    add_member(household=home, card=PersonCard(name="赵桂兰", phone="13911112222"), by=secretary, now=MORNING)
    window = {"from_": at(0), "until": at(0, day=1)}
    before = counted(community=COMMUNITY, **window)
    commands.keep_apart_or_together(household=home, cannot_separate=True, by=secretary, now=at(12))
    after = counted(community=COMMUNITY, **window)
    returnees = ("from_wuhan", "from_hubei", "from_elsewhere")
    assert [after[name] for name in returnees] == [before[name] for name in returnees]
    assert after["cumulative"] == before["cumulative"] + 1
