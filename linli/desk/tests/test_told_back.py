"""A test, a finding and a death in hospital are taken back with a reason; who died in a bed leaves the balance once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.alerts.queries.events import events_waiting
from linli.cases import commands
from linli.cases.queries.told import to_take_back
from linli.cases.tests.test_results import NOON, at_result
from linli.census.queries.counts import counted
from linli.clock import day_of
from linli.desk.tests.clinics import page_of
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Alert, Finding, Observation
from linli.observation.queries.taken_back import died_in_hospital
from linli.observation.rules import Channel, CheckOutcome, State
from linli.observation.tests.acts import record, words
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, MakeObservation
from tests.test_strikes import at, figures, reading


def test_a_positive_test_and_a_finding_are_taken_back_on_the_page_with_what_only_they_raised(
    doctor_client: Client, secretary_client: Client, observation: Observation
) -> None:
    typed = {"taken_on": day_of(timezone.now()).isoformat(), "result": "POSITIVE", "words": "报告单"}
    doctor_client.post(reverse("cases:lab_test", args=[observation.pk]), typed)
    finding = {"judgement": "SUSPECT", "words": "咳嗽加重"}
    doctor_client.post(reverse("cases:finding", args=[observation.pk]), finding)
    url = reverse("cases:take_back", args=[observation.pk])
    page = doctor_client.get(url)
    assert all(part in words(page) for part in ("核酸检测 阳性", "怀疑患病"))
    assert "核酸检测 阳性" not in words(secretary_client.get(url))
    test = Alert.objects.get().check_id
    assert "请写明为什么撤回" in words(doctor_client.post(url, {"told": str(test), "reason": ""}))
    for told in (test, Finding.objects.get().pk):
        assert doctor_client.post(url, {"told": str(told), "reason": "报告是别人的"}).status_code == 302
        assert doctor_client.post(url, {"told": str(told), "reason": "又一次"}).status_code == 422
    alert, referral = Alert.objects.get(), Referral.objects.get()
    assert (alert.reviewed_at is None, alert.struck_at is None, referral.state) == (False, False, "STRUCK")
    section = reverse("desk:person_section", args=[observation.person_id, "judged"])
    assert words(doctor_client.get(section)).count("已撤回") == 2


@pytest.mark.django_db
def test_who_died_in_a_bed_is_told_once_with_the_day_and_leaves_the_balance_once(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    patient = make_observation()

    def die() -> None:
        commands.note_death_in_hospital(
            observation=patient, died_on=FIRST_DAY, reason="医院电话", by=secretary, now=NOON
        )

    with pytest.raises(commands.NotInHospital):
        die()
    referral = at_result(patient, "CONFIRMED", doctor)
    commands.take_referral_step(referral=referral, to=Step.ADMITTED, by=doctor, now=NOON)
    patient.refresh_from_db()
    before = counted(community=COMMUNITY, from_=at(0), until=at(23))
    die()
    with pytest.raises(commands.NotInHospital):
        die()
    assert counted(community=COMMUNITY, from_=at(0), until=at(23)) == before
    assert (patient.state, died_in_hospital(observations=[patient])) == (State.REFERRED, {patient.pk})
    (death,) = to_take_back(viewer=secretary, observation=patient)
    commands.take_back_told(observation=patient, told=death, reason="听错了", by=secretary, now=NOON)
    assert died_in_hospital(observations=[patient]) == set()


@pytest.mark.django_db
def test_the_warmest_and_most_severe_stands_first(
    make_observation: MakeObservation, doctor: Viewer, worker: Viewer
) -> None:
    rows = [make_observation(name=name) for name in ("低", "咳", "高")]
    reading(rows[0], worker, 374, when=at(8))
    cough = NewCheck(
        id=rows[1].pk,
        observation=rows[1],
        outcome=CheckOutcome.DONE,
        channel=Channel.VISIT,
        claimed_at=at(8),
        temperature_tenths=366,
        symptoms=("COUGH",),
    )
    record_check(new=cough, by=worker, now=at(8))
    reading(rows[2], worker, 388, when=at(9))
    events = events_waiting(viewer=doctor, on=FIRST_DAY)
    assert [event.observation.person.name for event in events] == ["高", "低", "咳"]
    assert figures()["alerts"] == 3


def test_what_stands_ahead_and_is_offered_fits_the_word_and_the_refusal(
    doctor_client: Client, secretary_client: Client, observation: Observation
) -> None:
    record(doctor_client, observation, temperature="38.1")
    referral = Referral.objects.get()
    url = page_of(referral)
    # Transport needs no doctor's judgement; what is judged does.
    assert 'value="TRANSPORT"' in words(secretary_client.get(url))
    doctor_client.post(url, {"to": "ACCEPTED"})
    doctor_client.post(url, {"to": "TRANSPORT", "transport": "AMBULANCE"})
    doctor_client.post(url, {"to": "REFUSED", "reason": "没有床位"})
    page = words(doctor_client.get(url))
    ahead = page[page.index('aria-current="step"') :]
    assert ahead.index("转往别家门诊") < ahead.index("到达门诊")
    assert page.index("改送别家门诊") < page.index("走不下去，或者登记错了")
    doctor_client.post(url, {"to": "SENT_ON", "clinic": "市医院"})
    doctor_client.post(url, {"to": "ARRIVED", "clinic": "市医院"})
    doctor_client.post(url, {"to": "RESULT", "result": "SUSPECTED"})
    page = words(doctor_client.get(url))
    assert "已住院" in page[page.index('aria-current="step"') :].split("</li>")[0]
    seen = {"what": "move", "seen": "SUSPECTED", "result": "EXCLUDED", "note": ""}
    doctor_client.post(reverse("desk:result", args=[referral.pk]), seen)
    page = words(doctor_client.get(url))
    assert "已回家" in page[page.index('aria-current="step"') :].split("</li>")[0]
    assert "本人不去" not in page.split('aria-current="step"')[1]
