"""Whoever lives with a case is released on a doctor's word alone; papers issued before the bed are revoked with it."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.cases.commands import (
    NoCaseAtHome,
    correct_result,
    judge_cases_at_home,
    move_result,
    record_test,
    take_referral_step,
)
from linli.cases.tests.test_results import at_result
from linli.clock import moment
from linli.observation.commands import (
    CaseInHousehold,
    DecisionNeedsReason,
    explain_slots,
    release,
)
from linli.observation.models import Observation
from linli.observation.queries.releases import missing_for_release, slots_to_explain
from linli.observation.rules import State as Stands
from linli.observation.rules.releases import LabResult, LabTest
from linli.papers.commands import issue_papers, revoke_left_behind
from linli.papers.models import Paper
from linli.papers.rules import Kind
from linli.referrals.models import Referral
from linli.referrals.rules import Result, State
from linli.staff.rules import Viewer
from tests.cast import FIRST_DAY, MORNING, MakeObservation

HOME = "9栋1单元901室"
NOON = moment(FIRST_DAY, time(11, 30))
NEXT = MORNING + timedelta(days=1)


def make_husband(make_observation: MakeObservation, doctor: Viewer) -> Observation:
    """Have somebody whose last day is the first day of the tests, with every slot explained."""
    row = make_observation(name="钱六", arrived_on=FIRST_DAY - timedelta(days=14), address=HOME)
    slots = [(slot.slot_on, slot.session) for slot in slots_to_explain(observation=row, now=NEXT)]
    explain_slots(observation=row, slots=slots, reason="登记晚了", by=doctor, now=NEXT)
    return row


def cases(row: Observation) -> list[tuple[str, str]]:
    missing = missing_for_release(observations=[row], now=NEXT)[0]
    return [(case.person.name, case.what) for case in missing.cases]


def wife_at_result(make_observation: MakeObservation, result: Result, doctor: Viewer) -> Referral:
    return at_result(make_observation(name="钱六妻", address=HOME), result, doctor)


@pytest.mark.django_db
def test_a_case_at_home_asks_the_doctor_and_another_result_asks_again(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    husband = make_husband(make_observation, doctor)
    with pytest.raises(NoCaseAtHome):
        judge_cases_at_home(observation=husband, reason="没有接触", by=doctor, now=NEXT)
    wife = wife_at_result(make_observation, Result.SUSPECTED, doctor)
    assert cases(husband) == [("钱六妻", "SUSPECTED")]
    with pytest.raises(CaseInHousehold):
        release(observation=husband, by=doctor, now=NEXT)
    with pytest.raises(DecisionNeedsReason):
        judge_cases_at_home(observation=husband, reason=" ", by=doctor, now=NEXT)
    judge_cases_at_home(observation=husband, reason="十日起没有同住", by=doctor, now=NEXT)
    assert cases(husband) == []
    move_result(referral=wife, seen="SUSPECTED", result="CONFIRMED", note="", by=doctor, now=NEXT)
    assert cases(husband) == [("钱六妻", "CONFIRMED")]
    correct_result(referral=wife, seen="CONFIRMED", result="EXCLUDED", reason="别人的", by=doctor, now=NEXT)
    release(observation=husband, by=doctor, now=NEXT)
    assert husband.state == Stands.RELEASED


@pytest.mark.django_db
def test_a_positive_test_asks_until_a_word_says_more_and_a_neighbour_asks_nobody(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    husband = make_husband(make_observation, doctor)
    at_result(make_observation(name="邻居"), Result.CONFIRMED, doctor)
    wife = make_observation(name="钱六妻", address=HOME)
    assert cases(husband) == []
    test = LabTest(FIRST_DAY, LabResult.POSITIVE)
    record_test(observation=wife, test=test, words="报告单", by=doctor, now=MORNING)
    assert cases(husband) == [("钱六妻", "TEST")]
    referral = Referral.objects.get(subject=wife.pk)
    take_referral_step(referral=referral, to=State.ACCEPTED, by=doctor, now=NOON)
    take_referral_step(referral=referral, to=State.TRANSPORT, by=doctor, now=NOON, transport="AMBULANCE")
    take_referral_step(referral=referral, to=State.ARRIVED, by=doctor, now=NOON, clinic="区医院")
    take_referral_step(referral=referral, to=State.RESULT, by=doctor, now=NOON, result="EXCLUDED")
    assert cases(husband) == []


@pytest.mark.django_db
def test_a_bed_entered_after_the_release_revokes_what_says_that_it_is_over(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    husband = make_husband(make_observation, doctor)
    wife = wife_at_result(make_observation, Result.CONFIRMED, doctor)
    judge_cases_at_home(observation=husband, reason="没有接触", by=doctor, now=NEXT)
    release(observation=husband, by=doctor, now=NEXT)
    for kind in (Kind.RELEASE, Kind.COMPLETION, Kind.RESIDENCE):
        issue_papers(observations=[husband], kind=kind, by=doctor, now=NEXT)
    assert revoke_left_behind(now=NEXT) == []
    later = NEXT + timedelta(hours=1)
    take_referral_step(referral=wife, to=State.ADMITTED, by=doctor, now=later)
    assert {paper.kind for paper in revoke_left_behind(now=later)} == {"RELEASE", "COMPLETION"}
    assert Paper.objects.get(revoked_at=None).kind == "RESIDENCE"
    assert set(Paper.objects.exclude(revoked_at=None).values_list("revoked_reason", flat=True)) == {
        "OBSERVED_AGAIN"
    }
    # The days that the bed gave the family answer for the case: it is not asked about a second time.
    again = Observation.objects.get(person=husband.person, state=Stands.OBSERVING)
    assert cases(again) == []
    assert revoke_left_behind(now=later) == []


def test_the_page_names_the_case_asks_the_doctor_and_offers_no_release(
    doctor_client: Client,
    secretary_client: Client,
    make_observation: MakeObservation,
    doctor: Viewer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    husband = make_husband(make_observation, doctor)
    wife_at_result(make_observation, Result.CONFIRMED, doctor)
    monkeypatch.setattr(timezone, "now", lambda: NEXT)
    releases = reverse("observation:releases")
    page = doctor_client.get(releases).content.decode()
    assert "同住的钱六妻" in page
    assert reverse("observation:release", args=[husband.pk]) not in page
    ask = reverse("cases:at_home", args=[husband.pk])
    assert ask in page
    assert ask not in secretary_client.get(releases).content.decode()
    assert secretary_client.get(ask).status_code == 404
    refused = doctor_client.post(reverse("observation:release", args=[husband.pk]), follow=True)
    assert "请医生先判断" in refused.content.decode()
    assert doctor_client.post(ask, {"reason": ""}).status_code == 422
    assert "钱六妻" in doctor_client.get(ask).content.decode()
    page = doctor_client.post(ask, {"reason": "没有接触"}, follow=True).content.decode()
    assert reverse("observation:release", args=[husband.pk]) in page
