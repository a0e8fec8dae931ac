"""Who looked at me: every app that shows or gives on a person writes it into one list."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.desk.registers import ACTS, LOOKS
from linli.papers.models import Paper
from linli.referrals.models import ClinicStaff
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MakeObservation
from tests.posts import sign_in_as
from tests.scope_rows import Rows


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_every_way_in_which_a_person_was_looked_at_stands_in_one_list(
    make_observation: MakeObservation, make_user: Callable[..., User]
) -> None:
    worker, doctor, secretary = (
        signed_in(make_user(role=role, area=area))
        for role, area in ((Role.GRID_WORKER, GRID), (Role.DOCTOR, COMMUNITY), (Role.SECRETARY, COMMUNITY))
    )
    at = {"at": timezone.now(), "arrived_on": day_of(timezone.now()) - timedelta(days=1)}
    observation = make_observation(**at)
    make_observation(**at, name="李强", address="9栋1单元101室")
    person = observation.person
    worker.get(reverse("desk:person", args=[person.pk]))
    worker.get(reverse("desk:person", args=[person.pk]))
    worker.get("/people/", {"q": person.name})
    worker.get("/people/", {"q": "栋"})  # finds two, so it is about nobody
    doctor.post(reverse("desk:reveal", args=[person.pk]), {"reason": "PAPER"})
    secretary.post(reverse("papers:of_observation", args=[observation.pk]), {"kind": "NOTICE"})
    assert secretary.get(reverse("desk:printed_day")).status_code == 200
    secretary.get(reverse("papers:show", args=[Paper.objects.get().pk]))

    address = reverse("desk:access_log", args=[person.pk])
    page = secretary.get(address)

    assert sorted(one.act for one in page.context["looks"]) == sorted(
        [
            "person.read",
            "person.searched",
            "identity.revealed",
            "paper.issued",
            "papers.day_printed",
            "paper.printed",
            "person.looks_read",
        ]
    )
    text = page.text
    assert all(str(ACTS[one.act]) in text for one in page.context["looks"])
    assert person.name in text
    secretary.cookies["django_language"] = "en"
    assert "Who looked at the record of" in secretary.get(address).text


def test_a_clinic_that_opens_a_patient_is_in_the_list(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY)
    sign_in_as(client, "clinic", make_user)
    ClinicStaff.objects.update(clinic=own.clinic_id)
    for _ in range(2):
        assert client.get(f"/clinic/{own.referral_id}/").status_code == 200
    events = AuditEvent.objects.filter(county=COUNTY, action="clinic.patient_read")
    assert [event.subject for event in events] == [own.person_id]
    assert "clinic.patient_read" in LOOKS


def test_rows_of_a_list_with_numbers_in_them_are_a_read(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY)
    sign_in_as(client, "secretary", make_user)
    for _ in range(2):
        assert client.get(f"/leads/lists/{own.list_id}/").status_code == 200
    assert AuditEvent.objects.filter(county=COUNTY, action="lead.rows_read", subject=own.list_id).count() == 1
