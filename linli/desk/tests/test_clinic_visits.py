"""Who walks into a clinic reaches the doctor who observes them, or the community where they live, at once; and is taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import SHANGHAI
from linli.desk.commands import take_back_visit
from linli.desk.tests.clinics import nurse_of
from linli.observation.models import Alert, Observation
from linli.observation.rules import Cause
from linli.observation.tests.acts import DAY, Enter, words
from linli.referrals.commands import VisitNeedsReason, VisitTakenBack
from linli.referrals.models import Clinic, ClinicVisit
from linli.staff.rules import Viewer
from linli.tracing.models import Lead
from linli.tracing.rules import State
from tests.cast import COMMUNITY, COUNTY, SIBLING, MakeObservation

PAGE = "/clinic/visits/"
PHONE = "13812345678"


def typed(name: str, phone: str = PHONE, community: str = COMMUNITY) -> dict[str, str]:
    at = (timezone.now() - timedelta(hours=1)).astimezone(SHANGHAI)
    said = {"name": name, "phone": phone, "community": community, "temperature": "38.1"}
    return said | {"seen_at": f"{at:%Y-%m-%dT%H:%M}"}


@pytest.mark.parametrize("community", [COMMUNITY, SIBLING])
def test_of_who_is_observed_the_doctor_and_the_day_know_at_once_wherever_the_clinic_put_them(
    community: str, nurse: Client, doctor_client: Client, observation: Observation
) -> None:
    told = nurse.post(PAGE, typed(observation.person.name, community=community), follow=True)
    assert observation.person.name not in words(told).split("最近七天")[0]  # tells nobody who is observed
    alert = Alert.objects.get()
    assert (alert.cause, alert.observation_id, alert.temperature_tenths) == ("CLINIC", observation.pk, 381)
    page = words(doctor_client.get(reverse("alerts:index")))
    assert "自己去了发热门诊" in page
    assert "38.1 ℃" in page
    assert '<span class="chip chip-alert">预警</span>' in words(doctor_client.get(DAY))
    assert not Lead.objects.exists()


def test_of_who_is_in_no_register_the_community_has_a_lead_and_the_doctor_an_alert_once_registered(
    nurse: Client, secretary_client: Client, make_observation: MakeObservation
) -> None:
    nurse.post(PAGE, typed("陌生人"))
    lead = Lead.objects.get()
    assert (lead.community, lead.source, lead.name, lead.state) == (COMMUNITY, "CLINIC", "陌生人", State.NEW)
    page = words(secretary_client.get(reverse("tracing:lead", args=[lead.pk])))
    assert all(part in page for part in ("陌生人", "发热门诊告知", "38.1 ℃"))
    make_observation(name="别人", phone=PHONE, at=timezone.now())
    make_observation(name="陌生人", phone="13800000000", at=timezone.now())
    assert not Alert.objects.exists()
    known = make_observation(name="陌生人", phone=PHONE, at=timezone.now())
    assert (Alert.objects.get().observation_id, Alert.objects.get().cause) == (known.pk, Cause.CLINIC)


def test_a_registration_at_the_desk_says_that_a_clinic_told_of_the_person(
    nurse: Client, secretary_client: Client
) -> None:
    nurse.post(PAGE, typed("陌生人"))
    today = timezone.now().astimezone(SHANGHAI).date().isoformat()
    said = {"name": "陌生人", "phone": PHONE, "address": "9栋1单元901室", "arrived_on": today}
    said |= {"origin": "湖北省武汉市", "origin_class": "WUHAN", "known_by": "WORKER"}
    url = reverse("arrivals:register")
    page = words(secretary_client.post(url, said, follow=True))
    assert "发热门诊" in page
    assert "已列入医生的预警" in page


def test_a_visit_is_taken_back_with_what_only_it_told_and_by_its_clinic_alone(
    nurse: Client, enter: Enter, observation: Observation
) -> None:
    nurse.post(PAGE, typed(observation.person.name))
    nurse.post(PAGE, typed("陌生人", phone="13900000000"))
    other = Clinic.objects.create(county=COUNTY, area=COUNTY, name="另一家")
    stranger = nurse_of(other, enter, "stranger")
    for visit in ClinicVisit.objects.all():
        said = {"what": "take_back", "visit": str(visit.pk), "back_reason": "登记错了人"}
        assert stranger.post(PAGE, said).status_code == 404
        assert nurse.post(PAGE, said | {"back_reason": ""}).status_code == 422
        assert nurse.post(PAGE, said).status_code == 302
        assert nurse.post(PAGE, said).status_code == 422
    alert = Alert.objects.get()
    assert (alert.reviewed_at is None, alert.struck_at is None) == (False, False)
    assert "登记错了人" in alert.review_reason
    assert Lead.objects.get().state == State.NOT_EXISTING
    assert words(nurse.get(PAGE)).count("已撤回：登记错了人") == 2


@pytest.mark.django_db
def test_a_visit_taken_back_is_told_to_nobody_who_is_registered_later(
    nurse: Client, make_observation: MakeObservation, make_viewer: object
) -> None:
    nurse.post(PAGE, typed("陌生人"))
    visit = ClinicVisit.objects.get()
    by = Viewer(user_id=visit.told_by, name="", posts=())
    with pytest.raises(VisitNeedsReason):
        take_back_visit(visit=visit, reason=" ", by=by, now=timezone.now())
    take_back_visit(visit=visit, reason="看错", by=by, now=timezone.now())
    with pytest.raises(VisitTakenBack):
        take_back_visit(visit=visit, reason="看错", by=by, now=timezone.now())
    make_observation(name="陌生人", phone=PHONE, at=timezone.now())
    assert not Alert.objects.exists()
