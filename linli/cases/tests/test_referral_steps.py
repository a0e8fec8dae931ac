"""What a referral changes beside itself."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Unpack

import pytest

from linli.audit.models import AuditEvent
from linli.cases.commands import take_referral_step
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.people.commands import PersonCard, add_member
from linli.people.models import Person
from linli.referrals.commands import ReferralMovedOn, Told
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.queries import steps_allowed
from linli.referrals.rules import Result, State, StepNeeds, StepNotAllowed, Transport
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation

HOME = "3栋1单元501室"
NOON = moment(FIRST_DAY, time(11, 30))
EVENING = moment(FIRST_DAY, time(17))
TOLD: dict[State, Told] = {
    State.ACCEPTED: {},
    State.TRANSPORT: {"transport": Transport.AMBULANCE},
    State.ARRIVED: {"clinic": "区医院"},
    State.RESULT: {"result": Result.EXCLUDED},
    State.RETURNED: {},
}


@pytest.fixture
def feverish(make_observation: MakeObservation, worker: Viewer) -> tuple[Observation, Referral]:
    """Find a fever at 08:00."""
    observation = make_observation()
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    record_check(new=new, by=worker, now=MORNING)
    return observation, Referral.objects.get()


def take(referral: Referral, to: State, by: Viewer, now: datetime, **told: Unpack[Told]) -> None:
    said: Told = {**TOLD.get(to, Told()), **told}
    take_referral_step(referral=referral, to=to, by=by, now=now, **said)


def outcomes(observation: Observation) -> set[str]:
    later = Duty.objects.filter(county=COUNTY, subject=observation.pk, due_at__gt=NOON)
    return set(later.values_list("outcome", flat=True))


def test_at_the_clinic_nobody_is_due_and_at_home_again_everything_ahead_is(
    feverish: tuple[Observation, Referral], doctor: Viewer
) -> None:
    observation, referral = feverish
    for to in (State.ACCEPTED, State.TRANSPORT):
        take(referral, to, doctor, NOON)
        assert outcomes(observation) == {""}
    take(referral, State.ARRIVED, doctor, NOON)
    assert outcomes(observation) == {"NOT_NEEDED"}
    take(referral, State.RESULT, doctor, EVENING)
    next_day = EVENING + timedelta(hours=3)
    take(referral, State.RETURNED, doctor, next_day)

    missed_at_the_clinic = Duty.objects.get(
        county=COUNTY, subject=observation.pk, slot_on=FIRST_DAY, session="PM"
    )
    assert missed_at_the_clinic.outcome == "NOT_NEEDED"
    ahead = Duty.objects.filter(county=COUNTY, subject=observation.pk, due_at__gt=next_day)
    assert set(ahead.values_list("outcome", flat=True)) == {""}
    observation.refresh_from_db()
    assert observation.state == "OBSERVING"


def test_a_bed_in_hospital_ends_the_observation(
    feverish: tuple[Observation, Referral], doctor: Viewer
) -> None:
    observation, referral = feverish
    for to in (State.ACCEPTED, State.TRANSPORT, State.ARRIVED):
        take(referral, to, doctor, NOON)
    take(referral, State.RESULT, doctor, EVENING, result=Result.CONFIRMED)
    take(referral, State.ADMITTED, doctor, EVENING)

    observation.refresh_from_db()
    assert (observation.state, observation.closed_at) == ("REFERRED", EVENING)
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, EVENING, temperature_tenths=365)
    with pytest.raises(commands.ObservationClosed):
        record_check(new=new, by=doctor, now=EVENING)


def test_each_step_keeps_its_time_and_actor_and_an_audit_row(
    feverish: tuple[Observation, Referral], doctor: Viewer
) -> None:
    _observation, referral = feverish
    take(referral, State.ACCEPTED, doctor, NOON)

    step = ReferralStep.objects.get(to=State.ACCEPTED)
    assert (step.at, step.by) == (NOON, doctor.user_id)
    event = AuditEvent.objects.get(county=COUNTY, action="referral.accepted")
    assert (event.actor_id, event.subject) == (doctor.user_id, referral.pk)


def test_a_step_that_somebody_took_meanwhile_is_not_taken_twice(
    feverish: tuple[Observation, Referral], doctor: Viewer
) -> None:
    _observation, referral = feverish
    stale = Referral.objects.get()
    take(referral, State.ACCEPTED, doctor, NOON)

    with pytest.raises(ReferralMovedOn):
        take(stale, State.ACCEPTED, doctor, NOON)
    assert ReferralStep.objects.filter(to=State.ACCEPTED).count() == 1


def test_a_step_out_of_order_or_without_its_word_changes_nothing(
    feverish: tuple[Observation, Referral], doctor: Viewer
) -> None:
    _observation, referral = feverish
    with pytest.raises(StepNotAllowed):
        take(referral, State.ARRIVED, doctor, NOON)
    take(referral, State.ACCEPTED, doctor, NOON)
    with pytest.raises(StepNeeds):
        take(referral, State.TRANSPORT, doctor, NOON, transport="BUS")
    assert Referral.objects.get().state == State.ACCEPTED


def test_who_may_take_which_step(
    feverish: tuple[Observation, Referral],
    doctor: Viewer,
    secretary: Viewer,
    worker: Viewer,
    township_officer: Viewer,
) -> None:
    _observation, referral = feverish

    def allowed(viewer: Viewer) -> set[State]:
        return {step.to for step in steps_allowed(viewer=viewer, referral=referral)}

    assert allowed(doctor) == {State.ACCEPTED, State.TRANSPORT, State.NOT_NEEDED, State.DECLINED}
    assert allowed(secretary) == {State.TRANSPORT, State.DECLINED}
    assert allowed(worker) == allowed(township_officer) == set()
    take(referral, State.ACCEPTED, doctor, NOON)
    assert allowed(secretary) == {State.TRANSPORT, State.DECLINED, State.NO_TRANSPORT}
    assert allowed(doctor) == allowed(secretary) | {State.BETTER}
    assert allowed(worker) == set()


def test_not_needed_takes_a_reason_and_the_next_fever_opens_a_new_referral(
    feverish: tuple[Observation, Referral], doctor: Viewer, worker: Viewer, make_viewer: Callable[..., Viewer]
) -> None:
    observation, referral = feverish
    with pytest.raises(StepNeeds):
        take(referral, State.NOT_NEEDED, doctor, NOON)
    take(referral, State.NOT_NEEDED, doctor, NOON, reason="复测正常")
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, EVENING, temperature_tenths=382)
    record_check(new=new, by=worker, now=EVENING)

    assert Referral.objects.count() == 2


def test_who_came_along_and_the_vehicle_stand_on_the_referral_and_in_no_event(
    feverish: tuple[Observation, Referral], doctor: Viewer
) -> None:
    _observation, referral = feverish
    take(referral, State.ACCEPTED, doctor, NOON)
    take(referral, State.TRANSPORT, doctor, NOON, escort="李护士", vehicle="皖A12345")
    assert (referral.escort, referral.vehicle) == ("李护士", "皖A12345")
    event = AuditEvent.objects.get(county=COUNTY, action="referral.transport")
    assert event.changed == {"from": "ACCEPTED", "to": "TRANSPORT", "transport": "AMBULANCE"}


def test_the_family_of_somebody_in_hospital_is_observed_and_named_to_care(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer, secretary: Viewer
) -> None:
    ill = make_observation(address=HOME)
    brother = make_observation(address=HOME, name="李强", arrived_on=FIRST_DAY - timedelta(days=3))
    card = PersonCard(name="赵桂兰", phone="13911112222")
    old = add_member(household=ill.person.household, card=card, by=secretary, now=MORNING)
    new = NewCheck(new_id(), ill, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    record_check(new=new, by=worker, now=MORNING)
    referral = Referral.objects.get()
    when = MORNING + timedelta(days=1)
    for to in (State.ACCEPTED, State.TRANSPORT, State.ARRIVED):
        take(referral, to, doctor, when)
    take(referral, State.RESULT, doctor, when, result=Result.CONFIRMED)
    take(referral, State.ADMITTED, doctor, when)

    last_together = when.date()
    home = Observation.objects.get(person=old)
    assert (home.state, home.anchor, home.anchor_on) == ("OBSERVING", "EXPOSED", last_together)
    assert home.last_on == last_together + timedelta(days=14)
    brother.refresh_from_db()
    assert brother.last_on == home.last_on
    tags = dict(Person.objects.values_list("name", "tags"))
    assert tags == {"赵桂兰": ["FAMILY_OF_PATIENT"], "李强": ["FAMILY_OF_PATIENT"], ill.person.name: []}
