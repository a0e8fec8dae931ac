"""Why somebody is sent stands wherever the referral does: at the clinic, on the doctor's card, in the list."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.desk.tests.clinics import at_clinic, page_of
from linli.observation.models import Observation
from linli.observation.tests.acts import record, words
from linli.referrals.models import Clinic, Referral


def send(doctor: Client, referral: Referral, clinic: Clinic) -> None:
    if referral.state == "RAISED":
        doctor.post(page_of(referral), {"to": "ACCEPTED"})
    said = {"to": "TRANSPORT", "transport": "AMBULANCE", "sent_to": str(clinic.pk)}
    assert doctor.post(page_of(referral), said).status_code == 302


def raise_by_test(doctor: Client, worker: Client, observation: Observation) -> list[str]:
    typed = {"taken_on": day_of(timezone.now()).isoformat(), "result": "POSITIVE", "words": "报告单"}
    doctor.post(reverse("cases:lab_test", args=[observation.pk]), typed)
    return ["核酸阳性", "采样"]


def raise_by_word(doctor: Client, worker: Client, observation: Observation) -> list[str]:
    """Have the first clinic confirm afterwards whom it sent home."""
    record(worker, observation, temperature="38.1")
    first = Referral.objects.get()
    doctor.post(page_of(first), {"to": "ACCEPTED"})
    doctor.post(page_of(first), {"to": "TRANSPORT", "transport": "AMBULANCE"})
    doctor.post(page_of(first), {"to": "ARRIVED", "clinic": "城北医院"})
    doctor.post(page_of(first), {"to": "RESULT", "result": "EXCLUDED"})
    doctor.post(page_of(first), {"to": "RETURNED"})
    told = {"what": "correct", "seen": "EXCLUDED", "result": "CONFIRMED", "note": "复检阳性"}
    assert doctor.post(reverse("desk:result", args=[first.pk]), told).status_code == 302
    return ["城北医院", "判断：确诊"]


def raise_by_finding(doctor: Client, worker: Client, observation: Observation) -> list[str]:
    typed = {"judgement": "SUSPECT", "words": "双肺湿啰音", "refer": "on"}
    doctor.post(reverse("cases:finding", args=[observation.pk]), typed)
    return ["怀疑患病", "双肺湿啰音"]


def raise_by_fever(doctor: Client, worker: Client, observation: Observation) -> list[str]:
    record(worker, observation, temperature="38.1")
    return ["发热", "38.1"]


@pytest.mark.parametrize("raised", [raise_by_test, raise_by_word, raise_by_finding, raise_by_fever])
def test_why_somebody_is_sent_is_said_to_the_clinic_and_to_the_doctor(
    raised: object,
    doctor_client: Client,
    worker_client: Client,
    nurse: Client,
    observation: Observation,
    clinic: Clinic,
) -> None:
    said = raised(doctor_client, worker_client, observation)  # type: ignore[operator]
    referral = Referral.objects.order_by("-raised_at").first()
    assert referral is not None
    send(doctor_client, referral, clinic)
    for client, url in (
        (nurse, at_clinic(referral)),
        (nurse, reverse("desk:clinic")),
        (doctor_client, page_of(referral)),
        (doctor_client, reverse("desk:referrals")),
        (doctor_client, reverse("alerts:index")),
    ):
        page = words(client.get(url)).split("<main", 1)[1]
        assert all(part in page for part in said), (url, said)
        assert "— ℃" not in page
