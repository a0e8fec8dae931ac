"""The transition table, exhaustively."""

from itertools import pairwise, product

import pytest

from linli.referrals.rules import (
    BED_RESULTS,
    CLOSED,
    HOME_RESULTS,
    PATH,
    STEPS,
    TAKEN_BACK,
    Guard,
    Result,
    State,
    Step,
    StepNeeds,
    StepNotAllowed,
    Transport,
    check_guard,
    due_at,
    next_steps,
    result_allows,
    step_to,
)
from linli.referrals.rules.ahead import ahead_of
from tests.cast import MORNING

ALLOWED = {
    (State.RAISED, State.ACCEPTED),
    (State.RAISED, State.NOT_NEEDED),
    (State.RAISED, State.TRANSPORT),  # without a doctor
    (State.ACCEPTED, State.TRANSPORT),
    (State.TRANSPORT, State.ARRIVED),
    (State.ARRIVED, State.RESULT),
    (State.RESULT, State.RETURNED),
    (State.RESULT, State.ADMITTED),
    # Ways out: who declines, who is better, no car, a clinic that refuses or passes on.
    *product(
        (
            State.RAISED,
            State.ACCEPTED,
            State.NO_TRANSPORT,
            State.TRANSPORT,
            State.ARRIVED,
            State.SENT_ON,
            State.REFUSED,
            State.RESULT,
        ),
        (State.DECLINED,),
    ),
    *product((State.ACCEPTED, State.NO_TRANSPORT, State.TRANSPORT, State.REFUSED), (State.BETTER,)),
    *product((State.ACCEPTED, State.TRANSPORT), (State.NO_TRANSPORT,)),
    *product((State.TRANSPORT, State.ARRIVED, State.SENT_ON), (State.REFUSED,)),
    *product((State.TRANSPORT, State.ARRIVED, State.REFUSED), (State.SENT_ON,)),
    (State.NO_TRANSPORT, State.TRANSPORT),
    (State.SENT_ON, State.ARRIVED),
    (State.REFUSED, State.ACCEPTED),
}
TOLD = {
    "reason": "看过了",
    "transport": Transport.AMBULANCE,
    "clinic": "区医院",
    "result": Result.OTHER_ILLNESS,
    "other_clinic": "市医院",
}
NOTHING_TOLD = {"reason": " ", "transport": "", "clinic": " ", "result": "", "other_clinic": " "}
NEEDS = {
    Guard.REASON: "reason",
    Guard.TRANSPORT: "transport",
    Guard.CLINIC: "clinic",
    Guard.OTHER_CLINIC: "other_clinic",
    Guard.RESULT: "result",
    Guard.RESULT_ALLOWS_HOME: "result",
    Guard.RESULT_ALLOWS_BED: "result",
}


@pytest.mark.parametrize(("from_", "to"), list(product(State, State)))
def test_every_pair_of_states(from_: State, to: State) -> None:
    if (from_, to) in ALLOWED:
        assert step_to(from_=from_, to=to).to == to
    else:
        with pytest.raises(StepNotAllowed):
            step_to(from_=from_, to=to)


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_step_needs_what_its_guard_says_and_nothing_else(step: Step) -> None:
    needed = NEEDS.get(step.guard)
    if needed is None:
        check_guard(step=step, **NOTHING_TOLD)
        return
    check_guard(step=step, **{**NOTHING_TOLD, needed: TOLD[needed]})
    with pytest.raises(StepNeeds) as refused:
        check_guard(step=step, **{**TOLD, needed: NOTHING_TOLD[needed]})
    assert refused.value.guard == step.guard


@pytest.mark.parametrize("result", Result)
def test_suspected_and_confirmed_stay_and_excluded_goes_home(result: Result) -> None:
    home = step_to(from_=State.RESULT, to=State.RETURNED)
    bed = step_to(from_=State.RESULT, to=State.ADMITTED)

    assert result_allows(step=home, result=result) is (result in HOME_RESULTS)
    assert result_allows(step=bed, result=result) is (result in BED_RESULTS)
    for step, allowed in ((home, HOME_RESULTS), (bed, BED_RESULTS)):
        if result in allowed:
            check_guard(step=step, **{**NOTHING_TOLD, "result": result})
        else:
            with pytest.raises(StepNeeds):
                check_guard(step=step, **{**NOTHING_TOLD, "result": result})


def test_public_transport_is_no_transport() -> None:
    step = step_to(from_=State.ACCEPTED, to=State.TRANSPORT)
    with pytest.raises(StepNeeds):
        check_guard(step=step, **{**NOTHING_TOLD, "transport": "BUS"})


@pytest.mark.parametrize("state", State)
def test_closed_states_and_only_they_have_no_next_step(state: State) -> None:
    assert (next_steps(state) == ()) is (state in CLOSED)


def test_every_state_is_reached_from_the_first() -> None:
    reached = {State.RAISED}
    for step in STEPS * len(STEPS):
        if step.from_ in reached:
            reached.add(step.to)
    assert reached == set(State) - {State.STRUCK, State.DIED}  # nobody chooses them: they follow


def test_the_path_of_the_page_is_a_way_through_the_table() -> None:
    assert all(step_to(from_=from_, to=to) for from_, to in pairwise(PATH))


@pytest.mark.parametrize("state", sorted(set(State) - CLOSED))
def test_every_open_state_has_a_way_ahead_a_way_out_and_a_limit(state: State) -> None:
    assert ahead_of(state=state) or state == State.RESULT or state == PATH[-1]
    assert State.DECLINED in {step.to for step in next_steps(state)}
    limits = {"RAISED": 1, "ACCEPTED": 2, "TRANSPORT": 3, "ARRIVED": 4, "RESULT": 5}
    assert due_at(state=state, entered_at=MORNING, limits=limits) is not None


def test_what_ended_an_observation_or_is_corrected_is_not_taken_back() -> None:
    assert {step.to for step in STEPS} - {State.RESULT} == TAKEN_BACK
