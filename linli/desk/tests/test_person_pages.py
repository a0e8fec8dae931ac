"""The page of a person, numbers masked and revealed, and the search for people."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.observation.models import Observation
from linli.observation.tests.acts import record, words, yesterday
from linli.referrals.models import Referral
from tests.cast import COUNTY, MakeObservation


def test_numbers_are_masked_until_revealed_for_a_reason_that_is_kept(
    doctor_client: Client, observation: Observation
) -> None:
    url = reverse("desk:person", args=[observation.person_id])
    plain = words(doctor_client.get(url))
    assert "13812345678" not in plain
    assert "*********78" in plain
    events = AuditEvent.objects.filter(county=COUNTY, action="identity.revealed")
    assert doctor_client.post(url + "identity/", {"reason": "CURIOUS"})["Location"] == url
    assert events.count() == 0
    page = doctor_client.post(url + "identity/", {"reason": "CALL"})
    assert "13812345678" in words(page)
    assert page["Cache-Control"] == "no-store"
    assert page["Refresh"] == f"60; url={url}"
    assert "<form" not in words(page).split("<main", 1)[1]  # nothing typed is lost when it leaves
    (event,) = events
    assert (event.subject, event.changed) == (observation.person_id, {"reason": "CALL"})
    assert "13812345678" not in words(doctor_client.get(url))


def test_a_worker_reveals_nothing(worker_client: Client, observation: Observation) -> None:
    url = reverse("desk:reveal", args=[observation.person_id])
    page = worker_client.post(url, {"reason": "CALL"})
    assert page.status_code == 403
    assert "13812345678" not in words(page)
    assert AuditEvent.objects.filter(county=COUNTY, action="identity.revealed").count() == 0


def test_an_open_alert_and_a_referral_stand_on_the_page_of_the_person(
    doctor_client: Client, worker_client: Client, observation: Observation
) -> None:
    url = reverse("desk:person", args=[observation.person_id])
    assert "预警等待复核" not in words(doctor_client.get(url))
    record(worker_client, observation, temperature="38.1")
    page = words(doctor_client.get(url))
    assert "预警等待复核" in page
    assert reverse("desk:referral", args=[Referral.objects.get().pk]) in page


def test_people_are_found_by_name_initials_and_door(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    make_observation(at=timezone.now(), arrived_on=yesterday(), name="周敏", address="7栋1单元101室")
    make_observation(at=timezone.now(), arrived_on=yesterday(), name="王芳", address="8栋1单元101室")
    for typed in ("周敏", "zm", "7栋"):
        page = worker_client.get("/people/", {"q": typed})
        assert [person.name for person, *_ in page.context["rows"]] == ["周敏"], typed
    nobody = worker_client.get("/people/", {"q": "zzz"})
    assert nobody.context["rows"] == []
    assert "zzz" in words(nobody)
