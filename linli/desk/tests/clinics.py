"""A clinic on the county's list, who works there, and somebody on the way to it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.tests.acts import Enter, record, words
from linli.referrals.commands import add_clinic, put_to_work
from linli.referrals.models import Clinic, Referral
from linli.staff.queries import viewer_named
from linli.staff.rights import Role
from tests.cast import COUNTY, MakeViewer

NAME = "区医院发热门诊"


@pytest.fixture
def clinic(make_viewer: MakeViewer) -> Clinic:
    """Put a clinic on the county's list."""
    officer = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    return add_clinic(area=COUNTY, name=NAME, phone="", by=officer, now=timezone.now())


@pytest.fixture
def nurse(enter: Enter, clinic: Clinic) -> Client:
    """Sign in somebody who works at the clinic."""
    return nurse_of(clinic, enter, "nurse")


def nurse_of(clinic: Clinic, enter: Enter, username: str) -> Client:
    browser = enter(role=Role.CLINIC, area=COUNTY, username=username)
    viewer = viewer_named(username=username, on=day_of(timezone.now()))
    assert viewer is not None
    put_to_work(clinic=clinic, user=viewer.user_id, by=viewer, now=timezone.now())
    return browser


@pytest.fixture
def on_the_way(
    worker_client: Client, doctor_client: Client, observation: Observation, clinic: Clinic
) -> Referral:
    """Find a fever, and send the person to the clinic of the list."""
    record(worker_client, observation, temperature="38.1")
    referral = Referral.objects.get()
    url = page_of(referral)
    doctor_client.post(url, {"to": "ACCEPTED"})
    alone = doctor_client.post(url, {"to": "TRANSPORT", "transport": "DEDICATED", "vehicle": "皖A12345"})
    assert alone.status_code == 422
    assert "不能让病人独自前往" in words(alone)
    assert 'value="皖A12345"' in words(alone)
    said = {"to": "TRANSPORT", "transport": "DEDICATED", "escort": "孙医生", "vehicle": "皖A12345"}
    said |= {"sent_to": str(clinic.pk), "protection": "GLOVES"}
    assert doctor_client.post(url, said).status_code == 302
    referral.refresh_from_db()
    return referral


def page_of(referral: Referral) -> str:
    return reverse("desk:referral", args=[referral.pk])


def at_clinic(referral: Referral) -> str:
    return reverse("desk:clinic_patient", args=[referral.pk])
