"""A result corrected away, or a bed taken back, takes along what followed from it alone; undone, it comes back."""

from datetime import date, time, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest

from linli.cases.commands import (
    WentBack,
    correct_result,
    take_back_step,
    take_referral_step,
)
from linli.cases.tests.test_results import at_result
from linli.clock import moment
from linli.duties.models import Duty
from linli.observation.commands import extend_observation, keep_apart_or_together
from linli.observation.models import Alert, Observation, ObservationDecision
from linli.observation.rules import Cause
from linli.observation.rules import State as Stands
from linli.observation.rules.households import resting_on
from linli.people.commands import NewCall, PersonCard, add_member, log_call
from linli.people.models import Person
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.people.rules.care import KIND_CARE
from linli.referrals.commands import order_disinfection, record_disinfection
from linli.referrals.models import Referral
from linli.referrals.rules import Result, State
from linli.referrals.rules.results import is_case
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation

HOME = "9栋1单元901室"
NOON = moment(FIRST_DAY, time(11, 30))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OWN, FAMILY = FIRST_DAY + 4 * DAY, FIRST_DAY + 14 * DAY
DOORS = count(1)


@pytest.fixture
def mother(make_observation: MakeObservation) -> Observation:
    """Put somebody under observation who arrived ten days ago, behind the patient's door."""
    return make_observation(name="王强", arrived_on=FIRST_DAY - 10 * DAY, address=HOME)


@pytest.fixture
def grandmother(mother: Observation, secretary: Viewer) -> Person:
    """Register somebody of the household who came from nowhere."""
    card = PersonCard(name="赵桂兰", phone="13911112222")
    return add_member(household=mother.person.household, card=card, by=secretary, now=MORNING)


@pytest.fixture
def referral(
    make_observation: MakeObservation, mother: Observation, grandmother: Person, doctor: Viewer
) -> Referral:
    """Have the patient in a bed, confirmed."""
    referral = at_result(make_observation(name="王芳", address=HOME), Result.CONFIRMED, doctor)
    take_referral_step(referral=referral, to=State.ADMITTED, by=doctor, now=NOON)
    return referral


def corrected(referral: Referral, to: Result, by: Viewer, hours: int = 1) -> WentBack:
    referral.refresh_from_db()
    now = NOON + hours * HOUR
    return correct_result(
        referral=referral, seen=referral.result, result=to, reason="报告单是别人的", by=by, now=now
    )


def last_day(observation: Observation) -> date:
    observation.refresh_from_db()
    return observation.last_on


def ahead(observation: Observation) -> int:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="")
    return rows.filter(slot_on__gt=OWN).count()


def care() -> list[str]:
    rows = Duty.objects.filter(county=COUNTY, kind=KIND_CARE).order_by("opens_at")
    return list(rows.values_list("outcome", flat=True))


def named() -> set[str]:
    return {name for name, tags in Person.objects.values_list("name", "tags") if tags}


def test_what_followed_from_a_wrong_result_alone_falls_and_comes_back_with_it(
    referral: Referral, mother: Observation, grandmother: Person, doctor: Viewer
) -> None:
    old = Observation.objects.get(person=grandmother)
    assert (last_day(mother), ahead(mother), care()) == (FAMILY, 20, [""])

    went = corrected(referral, Result.EXCLUDED, doctor)
    assert went.fallen.days == ((mother.person, FAMILY, OWN),)
    assert (went.fallen.ended, went.fallen.waiting, went.disinfection) == ((grandmother,), (), True)
    assert (last_day(mother), ahead(mother), care(), named()) == (OWN, 0, ["NOT_NEEDED"], set())
    old.refresh_from_db()
    assert old.state == Stands.STRUCK_OFF
    referral.refresh_from_db()
    assert (referral.disinfection_ordered_at, referral.disinfection_due_at) == (None, None)

    corrected(referral, Result.CONFIRMED, doctor, hours=2)
    assert (last_day(mother), ahead(mother), care()) == (FAMILY, 20, ["NOT_NEEDED", ""])
    assert named() == {"王强", "赵桂兰"}
    again = Observation.objects.get(person=grandmother, state=Stands.OBSERVING)
    assert (again.last_on, again.began_at) == (FAMILY, old.opened_at)
    referral.refresh_from_db()
    assert referral.disinfection_due_at is not None


def test_a_bed_taken_back_takes_the_family_along_and_leaves_what_the_word_ordered(
    referral: Referral, mother: Observation, grandmother: Person, doctor: Viewer
) -> None:
    fallen = take_back_step(
        referral=referral, seen=State.ADMITTED, reason="点错了", by=doctor, now=NOON + HOUR
    )
    assert (fallen.ended, set(fallen.uncared)) == ((grandmother,), {mother.person, grandmother})
    assert (last_day(mother), care()) == (OWN, ["NOT_NEEDED"])
    referral.refresh_from_db()
    assert referral.disinfection_due_at is not None
    take_referral_step(referral=referral, to=State.ADMITTED, by=doctor, now=NOON + 2 * HOUR)
    assert (last_day(mother), care()) == (FAMILY, ["NOT_NEEDED", ""])


def test_what_was_done_meanwhile_stays_and_is_not_asked_for_again(
    referral: Referral, mother: Observation, doctor: Viewer
) -> None:
    done_at = NOON + timedelta(minutes=20)
    record_disinfection(referral=referral, at=done_at, agent="84", by=doctor, now=done_at)
    call = NewCall(uuid4(), Way.CALL, Purpose.CARE, Outcome.REACHED, done_at)
    log_call(person=mother.person, new=call, by=doctor, now=done_at)
    went = corrected(referral, Result.EXCLUDED, doctor)
    assert (went.disinfection, care(), named()) == (False, ["DONE"], set())
    referral.refresh_from_db()
    assert referral.disinfected_at == done_at
    corrected(referral, Result.CONFIRMED, doctor, hours=2)
    referral.refresh_from_db()
    assert (referral.disinfection_due_at, care(), named()) == (None, ["DONE"], {"王强", "赵桂兰"})


def test_a_disinfection_that_a_doctor_ordered_apart_from_a_word_stands(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.UNDER_WATCH, doctor)
    order_disinfection(referral=referral, by=doctor, now=NOON + timedelta(minutes=5))
    corrected(referral, Result.CONFIRMED, doctor)
    assert not corrected(referral, Result.EXCLUDED, doctor, hours=2).disinfection
    referral.refresh_from_db()
    assert referral.disinfection_due_at is not None


@pytest.mark.parametrize("until", [OWN + DAY, FAMILY - DAY, FAMILY + DAY])
def test_a_day_that_a_person_decided_stays(
    until: date, mother: Observation, make_observation: MakeObservation, doctor: Viewer
) -> None:
    if until < FAMILY:
        extend_observation(observation=mother, last_on=until, reason="医生决定", by=doctor, now=NOON)
    referral = at_result(make_observation(name="王芳", address=HOME), Result.CONFIRMED, doctor)
    take_referral_step(referral=referral, to=State.ADMITTED, by=doctor, now=NOON)
    if until > FAMILY:
        extend_observation(observation=mother, last_on=until, reason="医生决定", by=doctor, now=NOON + HOUR)
    assert last_day(mother) == max(until, FAMILY)
    corrected(referral, Result.EXCLUDED, doctor, hours=2)
    assert last_day(mother) == until


def test_another_case_of_the_household_holds_it(
    referral: Referral, mother: Observation, make_observation: MakeObservation, doctor: Viewer
) -> None:
    second = at_result(make_observation(name="王磊", address=HOME), Result.SUSPECTED, doctor)
    take_referral_step(referral=second, to=State.ADMITTED, by=doctor, now=NOON)
    assert corrected(referral, Result.EXCLUDED, doctor).fallen.days == ()
    assert (last_day(mother), named() >= {"王强"}) == (FAMILY, True)
    fell = corrected(second, Result.OTHER_ILLNESS, doctor, hours=2).fallen
    assert (last_day(mother), fell.days[0][0], named()) == (OWN, mother.person, set())


def test_of_whom_an_alert_waits_nothing_is_changed(
    referral: Referral, grandmother: Person, doctor: Viewer
) -> None:
    row = Observation.objects.get(person=grandmother)
    Alert.objects.create(
        county=COUNTY,
        community=row.community,
        area=row.area,
        observation=row,
        check_id=uuid4(),
        cause=Cause.FEVER,
        raised_at=NOON,
    )
    fallen = corrected(referral, Result.EXCLUDED, doctor).fallen
    row.refresh_from_db()
    assert (fallen.waiting, fallen.ended, row.state, row.last_on) == ((grandmother,), (), "OBSERVING", FAMILY)


def test_who_cannot_keep_apart_goes_back_to_the_longest_that_is_left(
    referral: Referral, mother: Observation, grandmother: Person, secretary: Viewer, doctor: Viewer
) -> None:
    keep_apart_or_together(
        household=mother.person.household, cannot_separate=True, by=secretary, now=NOON + HOUR
    )
    fallen = corrected(referral, Result.EXCLUDED, doctor, hours=2).fallen
    row = Observation.objects.get(person=grandmother)
    assert (last_day(mother), row.state, row.last_on, fallen.ended) == (OWN, "OBSERVING", OWN, ())


def test_an_extension_by_a_rule_names_the_rule_and_what_happened(
    referral: Referral, mother: Observation, doctor: Viewer
) -> None:
    corrected(referral, Result.EXCLUDED, doctor)
    rows = ObservationDecision.objects.filter(observation=mother).order_by("at")
    told = [(row.kind, row.reason, row.values["event"], row.values["case"]) for row in rows]
    case = str(referral.pk)
    assert told == [
        ("EXTENDED", "FAMILY", "ADMITTED", case),
        ("REFITTED", "CASE_FELL", "CORRECTED", case),
    ]


def test_a_referral_that_a_wrong_word_raised_is_taken_back_unless_a_doctor_has_it(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.EXCLUDED, doctor)
    take_referral_step(referral=referral, to=State.RETURNED, by=doctor, now=NOON)
    Alert.objects.update(reviewed_at=NOON, reviewed_by=doctor.user_id)
    corrected(referral, Result.CONFIRMED, doctor)
    assert corrected(referral, Result.EXCLUDED, doctor, hours=2).referral == State.STRUCK
    corrected(referral, Result.CONFIRMED, doctor, hours=3)
    again = Referral.objects.get(state=State.RAISED)
    take_referral_step(referral=again, to=State.ACCEPTED, by=doctor, now=NOON + 4 * HOUR)
    assert corrected(referral, Result.EXCLUDED, doctor, hours=5).referral == State.ACCEPTED


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ([], False),
        ([(1, "UNDER_WATCH")], False),
        ([(1, "SUSPECTED")], True),
        ([(1, "SUSPECTED"), (2, "EXCLUDED")], True),
        ([(1, "SUSPECTED"), (1, "EXCLUDED")], False),
        ([(1, "SUSPECTED"), (2, "CONFIRMED"), (2, "EXCLUDED")], True),
        ([(1, "SUSPECTED"), (1, "EXCLUDED"), (1, "SUSPECTED")], True),
    ],
)
def test_who_was_rightly_suspected_was_a_case(words: list[tuple[int, str]], *, case: bool) -> None:
    assert is_case(words=[(UUID(int=first), result) for first, result in words]) is case


def test_what_rests_on_what_fell_falls_and_nothing_else() -> None:
    a, b, c, d = (UUID(int=n) for n in range(4))
    assert resting_on(fallen=[a], holds=[(a, b), (b, c), (c, b), (d, d)]) == {b, c}
    assert resting_on(fallen=[a], holds=[(b, c)]) == set()
