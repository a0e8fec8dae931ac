"""The page on which a doctor writes what was found, and sends somebody to a clinic by it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from linli.observation.models import Finding, Observation
from linli.observation.tests.acts import words
from linli.referrals.models import Referral
from linli.staff.rights import Role
from tests.cast import COMMUNITY, GRID


def test_a_doctors_suspicion_leads_to_a_referral_that_the_doctor_has_taken_over(
    doctor_client: Client, observation: Observation
) -> None:
    url = reverse("cases:finding", args=[observation.pk])
    typed = {"judgement": "SUSPECT", "words": "双肺湿啰音", "refer": "on"}
    led = doctor_client.post(url, typed)
    referral = Referral.objects.get(subject=observation.pk)
    assert led["Location"] == reverse("desk:referral", args=[referral.pk])
    assert referral.state == "ACCEPTED"
    again = doctor_client.post(url, typed)
    assert (again.status_code, "已有没办结的送医" in words(again)) == (422, True)
    assert Finding.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "area", "status"), [(Role.DOCTOR, COMMUNITY, 302), (Role.GRID_WORKER, GRID, 404)]
)
def test_only_a_doctor_writes_a_finding(
    role: Role, area: str, status: int, observation: Observation, sign_in: Callable[..., Client]
) -> None:
    browser = sign_in(role=role, area=area)
    url = reverse("cases:finding", args=[observation.pk])
    answer = browser.post(url, {"judgement": "WATCH", "words": "咽部充血"})
    assert answer.status_code == status
    assert Finding.objects.exists() is (status == 302)
