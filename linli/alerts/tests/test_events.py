"""From an alert to the clinic's word one event is one entry; a symptom without a fever asks the doctor first."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.alerts.commands import review_event
from linli.alerts.queries.events import events_waiting
from linli.alerts.queries.waiting import events_to_review
from linli.cases.commands import take_back_step, take_referral_step
from linli.clock import day_of, moment
from linli.ids import new_id
from linli.observation.commands import AlertReviewedAlready, NewCheck, record_check
from linli.observation.models import Alert, Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.tests.acts import record, words
from linli.observation.tests.pages import form_with
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rules import Viewer
from tests.cast import FIRST_DAY, MORNING, MakeObservation

NOON = moment(FIRST_DAY, time(11, 30))
AFTERNOON = moment(FIRST_DAY, time(14))


def find(
    observation: Observation,
    by: Viewer,
    at: datetime,
    tenths: int | None = 381,
    symptoms: tuple[str, ...] = (),
) -> None:
    new = NewCheck(
        new_id(),
        observation,
        CheckOutcome.DONE,
        Channel.VISIT,
        at,
        temperature_tenths=tenths,
        symptoms=symptoms,
    )
    record_check(new=new, by=by, now=at)


def go(referral: Referral, by: Viewer, at: datetime, *steps: State) -> None:
    for to in steps:
        take_referral_step(
            referral=referral,
            to=to,
            by=by,
            now=at,
            transport="AMBULANCE",
            clinic="区医院",
            result="EXCLUDED" if to == State.RESULT else "",
            reason="复测正常",
        )


TO_RESULT = (State.ACCEPTED, State.TRANSPORT, State.ARRIVED, State.RESULT)


@pytest.mark.parametrize(
    ("tenths", "symptoms", "referred"),
    [
        (372, ("COUGH",), False),
        (None, ("FATIGUE",), False),
        (373, (), True),
        (373, ("COUGH",), True),
    ],
)
def test_a_fever_is_referred_at_once_and_a_symptom_asks_the_doctor_first(
    make_observation: MakeObservation,
    worker: Viewer,
    doctor: Viewer,
    tenths: int | None,
    symptoms: tuple[str, ...],
    referred: bool,
) -> None:
    find(make_observation(), worker, MORNING, tenths, symptoms)
    assert Alert.objects.filter(reviewed_at=None).count() == 1
    assert Referral.objects.exists() is referred
    assert events_to_review(viewer=doctor).exists() is not referred, "one matter is one line of what waits"


def test_an_event_is_one_entry_from_its_alert_to_the_clinics_word_and_closes_once(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    observation = make_observation()
    find(observation, worker, MORNING)
    referral = Referral.objects.get()
    go(referral, doctor, NOON, *TO_RESULT)
    events = events_waiting(viewer=doctor, on=FIRST_DAY)
    assert [(len(event.alerts), event.referral, event.may_review) for event in events] == [
        (1, referral, False)
    ]
    go(referral, doctor, NOON + timedelta(hours=1), State.RETURNED)
    assert events_waiting(viewer=doctor, on=FIRST_DAY) == []
    alert = Alert.objects.get()
    assert (alert.reviewed_by, alert.review_reason) == (doctor.user_id, "随送医办结：复测正常")


def test_what_was_found_since_stays_when_the_referral_closes(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    observation = make_observation()
    find(observation, worker, MORNING)
    referral = Referral.objects.get()
    go(referral, doctor, NOON, State.ACCEPTED)
    find(observation, worker, AFTERNOON, 385)
    go(referral, doctor, AFTERNOON + timedelta(hours=1), State.BETTER)
    assert list(Alert.objects.filter(reviewed_at=None).values_list("temperature_tenths", flat=True)) == [385]


def test_who_does_not_go_stays_with_the_doctor(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    find(make_observation(), worker, MORNING)
    go(Referral.objects.get(), doctor, NOON, State.DECLINED)
    events = events_waiting(viewer=doctor, on=FIRST_DAY)
    assert [(len(event.alerts), event.referral, event.may_review) for event in events] == [(1, None, True)]


def test_the_end_of_a_referral_taken_back_lets_its_alert_wait_again(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    find(make_observation(), worker, MORNING)
    referral = Referral.objects.get()
    go(referral, doctor, NOON, State.NOT_NEEDED)
    assert not Alert.objects.filter(reviewed_at=None).exists()
    take_back_step(referral=referral, seen=State.NOT_NEEDED, reason="点错了", by=doctor, now=AFTERNOON)
    alert = Alert.objects.get(reviewed_at=None)
    assert (alert.reviewed_by, alert.review_reason) == (None, "")


def test_a_review_closes_what_the_page_showed_and_nothing_later(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    observation = make_observation()
    find(observation, worker, MORNING, 365, ("COUGH",))
    find(observation, worker, NOON, 365, ("FATIGUE",))
    find(observation, worker, AFTERNOON, 365, ("HEADACHE",))
    first = Alert.objects.order_by("raised_at")[0]
    assert review_event(alert=first, seen=NOON, reason="老毛病", by=doctor, now=AFTERNOON) == 2
    assert Alert.objects.get(reviewed_at=None).raised_at == AFTERNOON
    with pytest.raises(AlertReviewedAlready):
        review_event(alert=first, seen=NOON, reason="老毛病", by=doctor, now=AFTERNOON)


def test_a_doctor_refers_from_the_alert_of_a_symptom_and_nobody_else_does(
    doctor_client: Client, worker_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="36.5", symptoms="COUGH")
    alert = Alert.objects.get(observation=observation)
    url = reverse("alerts:refer", args=[alert.pk])
    assert worker_client.post(url).status_code == 404
    page = words(doctor_client.get("/alerts/"))
    assert "送发热门诊，由我接手" in page
    assert "复测体温正常，无症状，继续居家观察。" in page
    assert "武汉" in page
    led = doctor_client.post(url)
    referral = Referral.objects.get()
    assert (led["Location"], referral.state) == (reverse("desk:referral", args=[referral.pk]), "ACCEPTED")
    again = doctor_client.post(url, follow=True)
    assert "已有没办结的送医" in words(again)
    assert [event.referral for event, _ in again.context["waiting"]] == [referral]
    with pytest.raises(StopIteration):
        form_with(again, "reason")


def test_the_doctor_sees_origin_days_contact_readings_and_the_household(
    doctor_client: Client, worker_client: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    beside = make_observation(
        name="王强", address=observation.person.household.address, at=observation.opened_at
    )
    assert beside.person.household_id == observation.person.household_id
    record(worker_client, beside, temperature="36.7")
    record(worker_client, observation, temperature="38.1")
    page = words(doctor_client.get(reverse("desk:referral", args=[Referral.objects.get().pk])))
    facts = reverse("desk:person_section", args=[observation.person_id, "facts"])
    assert facts in page
    told = words(doctor_client.get(facts))
    assert all(word in told for word in ("湖北省武汉市", "接触史", "38.1", "王强", "36.7"))
    assert f"{observation.last_on:%Y-%m-%d}" in told
    assert day_of(observation.opened_at) <= observation.last_on
