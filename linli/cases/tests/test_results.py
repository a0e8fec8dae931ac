"""A word on what somebody has moves on, is corrected, and counts each time where it belongs."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.cases.commands import correct_result, move_result, take_referral_step
from linli.clock import moment
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.referrals.commands import CorrectionNeedsReason, NoResultYet, ResultChanged
from linli.referrals.indicators import REGISTER
from linli.referrals.models import Diagnosis, Referral
from linli.referrals.queries.results import words_on
from linli.referrals.rules import Result, State
from linli.referrals.rules.results import MOVES, ResultNotNext
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, MakeObservation
from tests.properties import examples

NOON = moment(FIRST_DAY, time(11, 30))
ONE_DAY = timedelta(days=1)


def at_result(observation: Observation, result: str, by: Viewer, at: datetime = NOON) -> Referral:
    """Bring somebody with a fever to the clinic and up to its first word."""
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    record_check(new=new, by=by, now=MORNING)
    referral = Referral.objects.get(subject=observation.pk)
    take_referral_step(referral=referral, to=State.ACCEPTED, by=by, now=at)
    take_referral_step(referral=referral, to=State.TRANSPORT, by=by, now=at, transport="AMBULANCE")
    take_referral_step(referral=referral, to=State.ARRIVED, by=by, now=at, clinic="区医院")
    take_referral_step(referral=referral, to=State.RESULT, by=by, now=at, result=result)
    return referral


def figures(day: int = 0, days: int = 1) -> tuple[int | None, int | None]:
    """Count who was suspected and confirmed on a day of the tests, or on several from it on."""
    from_ = moment(FIRST_DAY + day * ONE_DAY, time(0))
    counted = REGISTER.count(community=COMMUNITY, from_=from_, until=from_ + days * ONE_DAY)
    return counted["suspected"], counted["confirmed"]


def test_suspected_then_confirmed_counts_each_on_its_day_and_keeps_both(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.SUSPECTED, doctor)
    move_result(
        referral=referral,
        seen="SUSPECTED",
        result="CONFIRMED",
        note="核酸阳性",
        by=doctor,
        now=NOON + ONE_DAY,
    )
    assert (figures(0), figures(1)) == ((1, 0), (0, 1))
    words = words_on(referrals=[referral.pk])[referral.pk]
    assert [(word.result, word.at, word.note) for word in words] == [
        ("SUSPECTED", NOON, ""),
        ("CONFIRMED", NOON + ONE_DAY, "核酸阳性"),
    ]
    assert {word.by for word in words} == {f"Doctor {COMMUNITY}"}
    assert referral.result == "CONFIRMED"


def test_a_correction_takes_the_wrong_word_out_of_its_day_and_taking_it_back_puts_it_there_again(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.CONFIRMED, doctor)
    with pytest.raises(CorrectionNeedsReason):
        correct_result(
            referral=referral, seen="CONFIRMED", result="EXCLUDED", reason=" ", by=doctor, now=NOON
        )
    before = figures(0, days=3)
    correct_result(
        referral=referral, seen="CONFIRMED", result="EXCLUDED", reason="点错了", by=doctor, now=NOON + ONE_DAY
    )
    assert figures(0, days=3) == (0, 0)
    later = NOON + 2 * ONE_DAY
    correct_result(
        referral=referral, seen="EXCLUDED", result="CONFIRMED", reason="没有错", by=doctor, now=later
    )
    assert (figures(0), figures(0, days=3)) == (before, before)
    rows = referral.diagnoses.order_by("at", "pk")
    assert list(rows.values_list("counted", flat=True)) == [True, False, False]
    # What is counted on its first day is not what a page shows as standing.
    assert [word.stands for word in words_on(referrals=[referral.pk])[referral.pk]] == [False, False, True]


def test_a_word_that_does_not_follow_or_was_overtaken_changes_nothing(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.EXCLUDED, doctor)
    with pytest.raises(ResultNotNext):
        move_result(referral=referral, seen="EXCLUDED", result="SUSPECTED", note="", by=doctor, now=NOON)
    with pytest.raises(ResultChanged):
        correct_result(
            referral=referral, seen="SUSPECTED", result="CONFIRMED", reason="x", by=doctor, now=NOON
        )
    assert Diagnosis.objects.count() == 1


def test_before_the_clinic_said_anything_there_is_nothing_to_move_on(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    new = NewCheck(
        new_id(), make_observation(), CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381
    )
    record_check(new=new, by=doctor, now=MORNING)
    referral = Referral.objects.get()
    with pytest.raises(NoResultYet):
        move_result(referral=referral, seen="SUSPECTED", result="CONFIRMED", note="", by=doctor, now=NOON)


def test_a_case_that_went_home_is_referred_again_and_nobody_twice(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.EXCLUDED, doctor)
    take_referral_step(referral=referral, to=State.RETURNED, by=doctor, now=NOON)
    correct_result(
        referral=referral,
        seen="EXCLUDED",
        result="CONFIRMED",
        reason="复核核酸阳性",
        by=doctor,
        now=NOON + ONE_DAY,
    )
    again = Referral.objects.get(state=State.RAISED)
    assert (again.person_id, again.subject) == (referral.person_id, referral.subject)
    assert referral.disinfection_due_at is not None


def test_the_family_of_a_case_in_hospital_is_observed_once_it_is_one(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    home = {"address": "9栋1单元901室"}
    patient = make_observation(name="王芳", **home)
    relative = make_observation(name="王强", arrived_on=FIRST_DAY - 10 * ONE_DAY, **home)
    before = relative.last_on
    referral = at_result(patient, Result.UNDER_WATCH, doctor)
    take_referral_step(referral=referral, to=State.ADMITTED, by=doctor, now=NOON)
    relative.refresh_from_db()
    assert relative.last_on == before
    move_result(
        referral=referral, seen="UNDER_WATCH", result="SUSPECTED", note="", by=doctor, now=NOON + ONE_DAY
    )
    relative.refresh_from_db()
    assert relative.last_on == FIRST_DAY + 14 * ONE_DAY


@settings(max_examples=examples(25))
@given(acts=st.lists(st.tuples(st.sampled_from(list(Result)), st.booleans()), max_size=6))
def test_whatever_is_entered_and_corrected_the_days_together_count_what_stands_and_what_came_before(
    db: None,
    make_observation: MakeObservation,
    doctor: Viewer,
    acts: list[tuple[Result, bool]],
) -> None:
    Diagnosis.objects.all().delete()
    referral = at_result(make_observation(), Result.UNDER_WATCH, doctor)
    stood = [Result.UNDER_WATCH]
    for day, (result, is_move) in enumerate(acts, start=1):
        now = NOON + day * ONE_DAY
        if is_move and result in MOVES[stood[-1]]:
            move_result(referral=referral, seen=stood[-1], result=result, note="", by=doctor, now=now)
            stood.append(result)
        elif not is_move and result != stood[-1]:
            correct_result(referral=referral, seen=stood[-1], result=result, reason="错", by=doctor, now=now)
            stood[-1] = result
    expected = (stood.count(Result.SUSPECTED), stood.count(Result.CONFIRMED))
    each = [figures(day) for day in range(10)]
    assert (sum(s or 0 for s, _ in each), sum(c or 0 for _, c in each)) == expected
    assert figures(0, days=10) == expected
