"""How a reading was taken, how a symptom is known, and what contradicts what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check, record_finding
from linli.observation.commands.findings import FindingNeedsWords
from linli.observation.models import Alert, Check, Finding, Observation
from linli.observation.rules import Cause, Channel, CheckOutcome, Judgement, Reading, disagree, must_remeasure
from linli.observation.tests.acts import check_url, words
from linli.observation.tests.pages import form_with
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, GRID, MORNING, MakeObservation
from tests.whole_page import whole_page

WELL: frozenset[str] = frozenset()
COUGH = frozenset({"COUGH"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        (("SELF", 365, WELL), ("VISIT", 366, WELL), False),
        (("SELF", 360, WELL), ("VISIT", 369, WELL), False),
        (("SELF", 360, WELL), ("VISIT", 370, WELL), True),
        (("PROXY", 360, WELL), ("VISIT", 370, WELL), True),
        (("VISIT", 370, WELL), ("SELF", 360, WELL), True),
        (("SELF", 365, WELL), ("VISIT", 373, WELL), True),
        (("SELF", 365, WELL), ("VISIT", None, COUGH), True),
        (("SELF", None, COUGH), ("VISIT", 365, WELL), True),
        (("SELF", None, COUGH), ("VISIT", None, COUGH), False),
        (("SELF", 365, WELL), ("SELF", 381, WELL), False),
        (("VISIT", 365, WELL), ("VISIT", 381, WELL), False),
        (("PHONE", 365, WELL), ("VISIT", 381, WELL), False),
    ],
)
def test_what_is_told_and_what_is_seen(
    one: tuple[str, int | None, frozenset[str]],
    other: tuple[str, int | None, frozenset[str]],
    *,
    contradict: bool,
) -> None:
    protocol = rules_of("P2020-01")
    assert disagree(one=Reading(*one), other=Reading(*other), protocol=protocol) is contradict


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tenths", "site", "outdoors", "again"),
    [
        (354, "", False, True),
        (355, "", False, False),
        (355, "FOREHEAD", True, True),
        (359, "WRIST", True, True),
        (360, "FOREHEAD", True, False),
        (359, "AXILLA", True, False),
        (359, "FOREHEAD", False, False),
    ],
)
def test_a_reading_in_the_cold_is_believed_later(
    tenths: int, site: str, *, outdoors: bool, again: bool
) -> None:
    told = must_remeasure(
        protocol=rules_of("P2020-01"), temperature_tenths=tenths, site=site, outdoors=outdoors
    )
    assert told is again


def record(
    observation: Observation, by: Viewer, tenths: int, *, channel: Channel, minutes: int = 0, **how: Any
) -> Cause | None:
    at = MORNING + timedelta(minutes=minutes)
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, channel, at, temperature_tenths=tenths, **how)
    return record_check(new=new, by=by, now=at).cause


def test_a_visit_that_contradicts_the_self_report_asks_the_doctor_and_sends_nobody(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    assert record(observation, worker, 358, channel=Channel.SELF) is None
    assert record(observation, worker, 370, channel=Channel.VISIT, minutes=5) is Cause.DISAGREES
    assert [alert.cause for alert in Alert.objects.all()] == ["DISAGREES"]
    assert not Referral.objects.exists()


def test_a_fever_that_a_visit_finds_after_a_normal_self_report_is_a_fever(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    record(observation, worker, 365, channel=Channel.SELF)
    assert record(observation, worker, 381, channel=Channel.VISIT, minutes=10) is Cause.FEVER
    assert Referral.objects.count() == 1


def test_a_normal_visit_after_a_feverish_self_report_hides_nothing(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    record(observation, worker, 381, channel=Channel.SELF)
    assert record(observation, worker, 366, channel=Channel.VISIT, minutes=10) is Cause.DISAGREES
    assert sorted(Alert.objects.values_list("cause", flat=True)) == ["DISAGREES", "FEVER"]


def test_a_medicine_against_fever_makes_a_normal_reading_worth_a_look(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    cause = record(observation, worker, 368, channel=Channel.VISIT, antipyretic=True)
    assert cause is Cause.ANTIPYRETIC
    assert not Referral.objects.exists()
    assert record(observation, worker, 381, channel=Channel.VISIT, antipyretic=True, minutes=9) is Cause.FEVER


def test_a_finding_stands_apart_and_has_words(make_observation: MakeObservation, doctor: Viewer) -> None:
    observation = make_observation()
    record(observation, doctor, 381, channel=Channel.VISIT)
    with pytest.raises(FindingNeedsWords):
        record_finding(observation=observation, judgement=Judgement.WATCH, words=" ", by=doctor, now=MORNING)
    record_finding(
        observation=observation, judgement=Judgement.NOTHING, words="咽部无充血", by=doctor, now=MORNING
    )
    assert Finding.objects.get().words == "咽部无充血"
    assert Alert.objects.filter(reviewed_at=None).count() == 1


@pytest.fixture
def observation_today(make_observation: MakeObservation) -> Observation:
    """Put somebody under observation on the day that the pages live in."""
    now = timezone.now() - timedelta(minutes=5)
    return make_observation(at=now, arrived_on=day_of(now) - timedelta(days=1))


def test_the_page_keeps_how_it_was_measured_and_how_symptoms_are_known(
    observation_today: Observation, sign_in: Callable[..., Client]
) -> None:
    browser = sign_in(role=Role.GRID_WORKER, area=GRID)
    url = check_url(observation_today)
    typed = form_with(browser.get(url), "temperature") | {
        "channel": "VISIT",
        "outcome": "DONE",
        "temperature": "36.4",
        "symptoms": ["COUGH"],
        "basis_FATIGUE": "NOT_ASSESSED",
        "basis_HEADACHE": "TOLD",
        "site": "FOREHEAD",
        "device": "额温枪",
        "outdoors": "yes",
        "antipyretic": "no",
    }
    assert browser.post(url, typed).status_code == 302
    check = Check.objects.get(county=COUNTY)
    assert check.symptoms == ["COUGH", "HEADACHE"]
    assert check.basis == {"COUGH": "SEEN", "FATIGUE": "NOT_ASSESSED", "HEADACHE": "TOLD"}
    assert (check.site, check.device, check.outdoors, check.antipyretic) == (
        "FOREHEAD",
        "额温枪",
        True,
        False,
    )
    page = whole_page(client=browser, address=reverse("desk:person", args=[observation_today.person_id]))
    assert "咳嗽（看到）、头痛（听说）、乏力（没力气）（没有判断）" in page


def test_a_symptom_is_not_both_there_and_not_judged(
    observation_today: Observation, sign_in: Callable[..., Client]
) -> None:
    browser = sign_in(role=Role.GRID_WORKER, area=GRID)
    url = check_url(observation_today)
    typed = form_with(browser.get(url), "temperature") | {
        "outcome": "DONE",
        "temperature": "36.4",
        "symptoms": ["COUGH"],
        "basis_COUGH": "NOT_ASSESSED",
    }
    page = browser.post(url, typed)
    assert page.status_code == 422
    assert "已勾选这个症状" in words(page)
    assert not Check.objects.filter(county=COUNTY).exists()


def test_a_low_reading_stays_on_the_list_until_it_is_taken_again(
    observation_today: Observation, sign_in: Callable[..., Client], worker: Viewer
) -> None:
    browser = sign_in(role=Role.GRID_WORKER, area=GRID)
    now = timezone.now()
    for tenths, waits in ((350, True), (364, False)):
        new = NewCheck(
            new_id(), observation_today, CheckOutcome.DONE, Channel.VISIT, now, temperature_tenths=tenths
        )
        record_check(new=new, by=worker, now=now)
        assert ("须复测" in words(browser.get("/day/"))) is waits
