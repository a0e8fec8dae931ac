"""Ways out of a referral, and a step taken back: what is due at home, what stays open, what is kept."""

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.cases.commands import (
    ReferredAlready,
    refer_by_doctor,
    take_back_step,
    take_referral_step,
)
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import (
    NewCheck,
    ObservationClosed,
    end_with_reason,
    record_check,
    reopen_observation,
)
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.rules import State as ObservationState
from linli.referrals.commands import StepNotToUndo, Told, UndoNeedsReason
from linli.referrals.indicators import REGISTER
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.queries import AWAY
from linli.referrals.rules import CLOSED, TAKEN_BACK, Result, State, StepNeeds, next_steps, result_allows
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, MakeObservation
from tests.properties import examples

NOON = moment(FIRST_DAY, time(11, 30))
MINUTE = timedelta(minutes=1)
TOLD: dict[State, Told] = {
    State.TRANSPORT: {"transport": "AMBULANCE"},
    State.ARRIVED: {"clinic": "区医院"},
    State.RESULT: {"result": Result.OTHER_ILLNESS},
}


@pytest.fixture
def referral(make_observation: MakeObservation, worker: Viewer) -> Referral:
    """Find a fever at 08:00."""
    new = NewCheck(
        new_id(), make_observation(), CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381
    )
    record_check(new=new, by=worker, now=MORNING)
    return Referral.objects.get()


def walk(referral: Referral, by: Viewer, *steps: State) -> None:
    """Take steps one after another, a minute each from noon on."""
    for step in steps:
        now = NOON + ReferralStep.objects.filter(referral=referral).count() * MINUTE
        told: Told = {"reason": "原因", **TOLD.get(step, {})}
        if step == State.SENT_ON:
            told["clinic"] = "市医院" if referral.clinic != "市医院" else "省医院"
        take_referral_step(referral=referral, to=step, by=by, now=now, **told)


def due(referral: Referral) -> set[str]:
    """Return how the duties of the days ahead stand: '' is due, NOT_NEEDED is nobody's."""
    ahead = Duty.objects.filter(county=COUNTY, subject=referral.subject, slot_on__gt=FIRST_DAY)
    return set(ahead.values_list("outcome", flat=True))


def sent_to_clinic() -> int | None:
    """Return the figure of the day."""
    until = NOON + timedelta(hours=5)
    return REGISTER.count(community=COMMUNITY, from_=MORNING, until=until)["sent_to_clinic"]


TO_CLINIC = (State.ACCEPTED, State.TRANSPORT, State.ARRIVED)


@pytest.mark.parametrize(
    ("steps", "is_away", "is_open"),
    [
        ((State.DECLINED,), False, False),
        ((State.ACCEPTED, State.BETTER), False, False),
        ((State.ACCEPTED, State.NO_TRANSPORT), False, True),
        ((State.ACCEPTED, State.NO_TRANSPORT, State.TRANSPORT), False, True),
        ((State.ACCEPTED, State.TRANSPORT, State.REFUSED), True, True),
        ((*TO_CLINIC, State.REFUSED), True, True),
        ((*TO_CLINIC, State.REFUSED, State.ACCEPTED), False, True),
        ((*TO_CLINIC, State.REFUSED, State.BETTER), False, False),
        ((*TO_CLINIC, State.SENT_ON), True, True),
        ((*TO_CLINIC, State.SENT_ON, State.ARRIVED, State.RESULT), True, True),
        ((*TO_CLINIC, State.SENT_ON, State.DECLINED), False, False),
        ((*TO_CLINIC, State.DECLINED), False, False),
        ((*TO_CLINIC, State.RESULT, State.DECLINED), False, False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_after_each_way_out_who_is_at_home_is_due_again_and_who_is_away_is_not(
    referral: Referral, doctor: Viewer, steps: tuple[State, ...], is_away: bool, is_open: bool
) -> None:
    walk(referral, doctor, *steps)
    assert due(referral) == ({"NOT_NEEDED"} if is_away else {""})
    assert (referral.state in CLOSED, referral.due_at is None) == (not is_open, not is_open)
    assert Observation.objects.get(pk=referral.subject).state == ObservationState.OBSERVING


def test_a_way_out_says_why_and_sent_elsewhere_says_where(referral: Referral, doctor: Viewer) -> None:
    with pytest.raises(StepNeeds):
        take_referral_step(referral=referral, to=State.DECLINED, by=doctor, now=NOON, reason=" ")
    walk(referral, doctor, *TO_CLINIC)
    with pytest.raises(StepNeeds):
        take_referral_step(referral=referral, to=State.SENT_ON, by=doctor, now=NOON)
    with pytest.raises(StepNeeds):
        take_referral_step(referral=referral, to=State.SENT_ON, by=doctor, now=NOON, clinic="区医院")
    walk(referral, doctor, State.SENT_ON)
    assert (referral.clinic, referral.received_at) == ("市医院", None)
    assert ReferralStep.objects.get(to=State.SENT_ON).note == "市医院 · 原因"


def test_a_step_taken_back_is_as_if_it_had_not_been_and_stays_with_why(
    referral: Referral, doctor: Viewer
) -> None:
    walk(referral, doctor, *TO_CLINIC)
    assert sent_to_clinic() == 1
    later = NOON + timedelta(hours=1)
    with pytest.raises(UndoNeedsReason):
        take_back_step(referral=referral, seen=State.ARRIVED, reason=" ", by=doctor, now=later)
    take_back_step(referral=referral, seen=State.ARRIVED, reason="点错了人", by=doctor, now=later)
    assert (referral.state, referral.clinic, referral.arrived_at) == (State.TRANSPORT, "", None)
    assert referral.due_at == later + timedelta(minutes=referral.limits["TRANSPORT"])
    assert due(referral) == {""}
    assert sent_to_clinic() == 0
    kept = ReferralStep.objects.get(to=State.ARRIVED)
    assert (kept.undone_at, kept.undone_by, kept.undone_reason) == (later, doctor.user_id, "点错了人")
    with pytest.raises(StepNotToUndo):
        take_back_step(referral=referral, seen=State.ARRIVED, reason="又一次", by=doctor, now=later)


def test_a_closed_referral_is_not_opened_beside_a_newer_one(
    referral: Referral, doctor: Viewer, worker: Viewer
) -> None:
    walk(referral, doctor, State.DECLINED)
    evening = moment(FIRST_DAY, time(17))
    observation = Observation.objects.get(pk=referral.subject)
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, evening, temperature_tenths=382)
    record_check(new=new, by=worker, now=evening)
    with pytest.raises(StepNotToUndo):
        take_back_step(referral=referral, seen=State.DECLINED, reason="错了", by=doctor, now=evening)


def test_a_doctor_refers_by_own_suspicion_and_nobody_twice_or_after_the_end(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation, over = make_observation(), make_observation(name="周敏")
    referral = refer_by_doctor(observation=observation, cause=new_id(), by=doctor, now=NOON)
    assert referral.state == State.ACCEPTED
    assert referral.due_at == NOON + timedelta(minutes=referral.limits["ACCEPTED"])
    with pytest.raises(ReferredAlready):
        refer_by_doctor(observation=observation, cause=new_id(), by=doctor, now=NOON)
    end_with_reason(
        observation=over, state=ObservationState.STRUCK_OFF, reason="错登", by=secretary, now=NOON
    )
    with pytest.raises(ObservationClosed):
        refer_by_doctor(observation=over, cause=new_id(), by=doctor, now=NOON)


@settings(max_examples=examples(30))
@given(choices=st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12))
def test_whatever_is_done_and_taken_back_duties_and_limits_follow_where_the_person_is(
    db: None,
    make_observation: MakeObservation,
    doctor: Viewer,
    choices: list[tuple[int, bool]],
) -> None:
    observation = make_observation()
    referral = refer_by_doctor(observation=observation, cause=new_id(), by=doctor, now=MORNING)
    now = NOON
    for number, undoes in choices:
        now += MINUTE
        steps = [
            step
            for step in next_steps(State(referral.state))
            if result_allows(step=step, result=referral.result)
        ]
        if undoes and referral.state in TAKEN_BACK:
            try:
                seen = State(referral.state)
                take_back_step(referral=referral, seen=seen, reason="错了", by=doctor, now=now)
            except StepNotToUndo:
                assert referral.state == State.ACCEPTED  # what a doctor asked for begins there
        elif steps:
            step = steps[number % len(steps)]
            told: Told = {"reason": "原因", **TOLD.get(step.to, {})}
            if step.to == State.SENT_ON:
                told["clinic"] = f"第{number}{now:%M}医院"
            take_referral_step(referral=referral, to=step.to, by=doctor, now=now, **told)
        # Whoever lies in a bed is no longer observed here, and what was to come is nobody's.
        is_gone = referral.state in AWAY or referral.state == State.ADMITTED
        assert due(referral) == ({"NOT_NEEDED"} if is_gone else {""})
        observed = Observation.objects.filter(person=observation.person, state=ObservationState.OBSERVING)
        assert [one.pk for one in observed] == (
            [] if referral.state == State.ADMITTED else [referral.subject]
        )
        assert (referral.due_at is None) == (referral.state in CLOSED)
        standing = ReferralStep.objects.filter(referral=referral, undone_at=None).order_by("at", "pk").last()
        assert standing is not None
        assert standing.to == referral.state


def test_a_bed_entered_by_mistake_is_taken_back_and_the_observation_goes_on(
    referral: Referral, doctor: Viewer, make_observation: MakeObservation
) -> None:
    walk(referral, doctor, *TO_CLINIC, State.RESULT, State.ADMITTED)
    ended = Observation.objects.get()
    assert ended.state == ObservationState.REFERRED
    later = NOON + timedelta(hours=2)

    take_back_step(referral=referral, seen=State.ADMITTED, reason="看错了人", by=doctor, now=later)

    again = Observation.objects.get(state=ObservationState.OBSERVING)
    assert (referral.state, referral.subject) == (State.RESULT, again.pk)
    assert (again.last_on, again.began_at) == (ended.last_on, ended.began_at or ended.opened_at)
    assert due(referral) == {"NOT_NEEDED"}  # still at the clinic
    walk(referral, doctor, State.RETURNED)
    assert due(referral) == {""}


def test_a_bed_stays_where_the_person_is_observed_anew_since(
    referral: Referral, doctor: Viewer, secretary: Viewer
) -> None:
    walk(referral, doctor, *TO_CLINIC, State.RESULT, State.ADMITTED)
    later = NOON + timedelta(hours=2)
    reopen_observation(observation=Observation.objects.get(), reason="出院回家", by=secretary, now=later)

    with pytest.raises(StepNotToUndo):
        take_back_step(referral=referral, seen=State.ADMITTED, reason="看错了人", by=doctor, now=later)

    assert Referral.objects.get().state == State.ADMITTED


def test_whoever_comes_home_from_the_hospital_is_observed_to_the_last_day(
    referral: Referral, doctor: Viewer, secretary: Viewer
) -> None:
    walk(referral, doctor, *TO_CLINIC, State.RESULT, State.ADMITTED)
    ended = Observation.objects.get()
    home = NOON + timedelta(days=5)

    again = reopen_observation(observation=ended, reason="排除后出院回家", by=secretary, now=home)

    assert (again.last_on, again.state) == (ended.last_on, ObservationState.OBSERVING)
    ahead = Duty.objects.filter(county=COUNTY, subject=again.pk)
    assert {duty.outcome for duty in ahead} == {""}
    assert min(duty.due_at for duty in ahead) > home
    referral.refresh_from_db()
    assert (referral.state, referral.subject) == (State.ADMITTED, ended.pk)  # that they lay there stays true
