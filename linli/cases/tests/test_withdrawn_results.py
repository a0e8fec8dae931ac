"""A result of somebody else is taken back: the word before it stands again, else none, and what hung on it closes."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.cases.commands import correct_result, move_result, take_referral_step
from linli.cases.tests.test_results import NOON, ONE_DAY, at_result, figures
from linli.observation.commands import end_with_reason
from linli.observation.models import Alert, Observation
from linli.observation.rules import Cause
from linli.observation.rules import State as Stands
from linli.referrals.commands import NoResultYet
from linli.referrals.models import Diagnosis, Referral, ReferralStep
from linli.referrals.queries.results import next_words, words_on
from linli.referrals.rules import Result, State
from linli.referrals.rules.results import MOVES, NO_RESULT
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MakeObservation, MakeViewer
from tests.properties import examples


def withdrawn(referral: Referral, by: Viewer, day: int = 1) -> str:
    """Take the word that stands back; return where a referral that it raised stands then."""
    referral.refresh_from_db()
    said = {"seen": referral.result, "result": NO_RESULT, "reason": "报告是别人的"}
    went = correct_result(referral=referral, **said, by=by, now=NOON + day * ONE_DAY)
    return went.referral


@pytest.mark.django_db
def test_who_is_at_the_clinic_waits_for_a_result_again(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.CONFIRMED, doctor)
    withdrawn(referral, doctor)
    assert (referral.state, referral.result, referral.result_at) == (State.ARRIVED, "", None)
    assert referral.due_at is not None
    assert (referral.disinfection_ordered_at, figures(0, days=3)) == (None, (0, 0))
    step = ReferralStep.objects.get(to=State.RESULT)
    assert (step.undone_at, step.undone_reason) == (NOON + ONE_DAY, "报告是别人的")
    words = words_on(referrals=[referral.pk])[referral.pk]
    assert [(word.result, word.stands) for word in words] == [("CONFIRMED", False), (NO_RESULT, True)]
    with pytest.raises(NoResultYet):
        withdrawn(referral, doctor)
    take_referral_step(
        referral=referral, to=State.RESULT, by=doctor, now=NOON + 2 * ONE_DAY, result="EXCLUDED"
    )
    assert referral.result == "EXCLUDED"


@pytest.mark.django_db
def test_the_word_before_stands_again_and_is_corrected_and_moved_on_as_ever(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    referral = at_result(make_observation(), Result.SUSPECTED, doctor)
    move_result(referral=referral, seen="SUSPECTED", result="EXCLUDED", note="", by=doctor, now=NOON)
    withdrawn(referral, doctor)
    assert (referral.state, referral.result, referral.result_at) == (State.RESULT, "SUSPECTED", NOON)
    now = NOON + 2 * ONE_DAY
    correct_result(referral=referral, seen="SUSPECTED", result="UNDER_WATCH", reason="错", by=doctor, now=now)
    assert (referral.result, figures(0, days=3)) == ("UNDER_WATCH", (0, 0))
    move_result(referral=referral, seen="UNDER_WATCH", result="CONFIRMED", note="", by=doctor, now=now)
    assert figures(0, days=3) == (0, 1)


@pytest.mark.django_db
def test_at_home_the_doctor_is_told_until_a_word_comes_and_what_the_word_raised_closes(
    make_observation: MakeObservation, doctor: Viewer, make_viewer: MakeViewer
) -> None:
    nurse = make_viewer(role=Role.CLINIC, area=COUNTY)
    referral = at_result(make_observation(), Result.EXCLUDED, doctor)
    take_referral_step(referral=referral, to=State.RETURNED, by=doctor, now=NOON)
    said = {"seen": "EXCLUDED", "result": "CONFIRMED", "reason": "更正"}
    correct_result(referral=referral, **said, by=nurse, now=NOON + timedelta(hours=1))
    raised = Referral.objects.get(state=State.RAISED)
    assert withdrawn(referral, nurse) == State.STRUCK
    raised.refresh_from_db()
    assert (raised.state, raised.due_at) == (State.STRUCK, None)
    assert (referral.state, referral.result) == (State.RETURNED, "")
    told = Alert.objects.get(cause=Cause.WITHDRAWN)
    assert told.reviewed_at is None
    assert set(next_words(referral=referral)) == set(Result)
    move_result(referral=referral, seen="", result="EXCLUDED", note="", by=nurse, now=NOON + 2 * ONE_DAY)
    told.refresh_from_db()
    assert told.reviewed_at == NOON + 2 * ONE_DAY
    withdrawn(referral, doctor, day=3)  # the doctor need not be told of the doctor's own act
    assert Alert.objects.filter(cause=Cause.WITHDRAWN).count() == 1


@pytest.mark.django_db
def test_of_who_died_a_later_result_is_entered_and_the_family_of_a_case_is_observed(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    home = {"address": "9栋1单元901室"}
    patient = make_observation(name="王芳", **home)
    mother = make_observation(name="王强", arrived_on=FIRST_DAY - 10 * ONE_DAY, **home)
    referral = at_result(patient, Result.UNDER_WATCH, doctor)
    end_with_reason(observation=patient, state=Stands.DIED, reason="病情加重", by=secretary, now=NOON)
    referral.refresh_from_db()
    assert referral.state == State.DIED
    now = NOON + ONE_DAY
    move_result(referral=referral, seen="UNDER_WATCH", result="CONFIRMED", note="", by=doctor, now=now)
    mother.refresh_from_db()
    assert (referral.state, mother.last_on) == (State.DIED, FIRST_DAY + 14 * ONE_DAY)
    assert Observation.objects.get(pk=patient.pk).state == Stands.DIED


@settings(max_examples=examples(25))
@given(acts=st.lists(st.sampled_from([*Result, None, "MOVE"]), max_size=7))
def test_whatever_is_entered_corrected_and_taken_back_what_stands_is_counted(
    db: None, make_observation: MakeObservation, doctor: Viewer, acts: list[str | None]
) -> None:
    Diagnosis.objects.all().delete()
    referral = at_result(make_observation(), Result.SUSPECTED, doctor)
    stood = ["SUSPECTED"]
    for day, act in enumerate(acts, start=1):
        now = NOON + day * ONE_DAY
        if not stood:
            result = act if act in set(Result) else "UNDER_WATCH"
            take_referral_step(referral=referral, to=State.RESULT, by=doctor, now=now, result=str(result))
            stood.append(str(result))
        elif act is None:
            withdrawn(referral, doctor, day)
            stood.pop()
        elif act == "MOVE" and MOVES[Result(stood[-1])]:
            result = MOVES[Result(stood[-1])][0]
            move_result(referral=referral, seen=stood[-1], result=result, note="", by=doctor, now=now)
            stood.append(result)
        elif act in set(Result) and act != stood[-1]:
            correct_result(referral=referral, seen=stood[-1], result=act, reason="错", by=doctor, now=now)
            stood[-1] = act
        referral.refresh_from_db()
        assert referral.result == (stood[-1] if stood else "")
        assert referral.state == (State.RESULT if stood else State.ARRIVED)
    assert figures(0, days=10) == (stood.count("SUSPECTED"), stood.count("CONFIRMED"))
