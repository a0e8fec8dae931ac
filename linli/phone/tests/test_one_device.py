"""A sign-in belongs to the phone that it was made on: another id brings nothing, and a revoked one has no session."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.observation.models import Observation
from linli.phone.commands.phones import revoke_phone
from linli.phone.models import HeldOperation, Phone
from linli.phone.tests.conftest import Held
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MakeViewer


def signed_in(username: str) -> Held:
    """Hold a phone whose user typed the password, so that the sign-in is among the sessions of the user."""
    phone = Held(username=username)
    phone.client = Client()
    sign_in(phone)
    return phone


def sign_in(phone: Held) -> None:
    answer = phone.client.post("/sign-in/", {"username": WORKER, "password": "a good password"})
    assert answer.status_code == 302


WORKER = f"grid_worker-{GRID}"


@pytest.fixture
def phone(make_viewer: MakeViewer) -> Held:
    make_viewer(role=Role.GRID_WORKER, area=GRID)
    return signed_in(WORKER)


@pytest.fixture
def revoke(make_viewer: MakeViewer) -> Any:
    secretary = make_viewer(role=Role.SECRETARY, area=COMMUNITY)

    def act(phone: Held) -> None:
        revoke_phone(phone=Phone.objects.get(pk=phone.id), area=COMMUNITY, by=secretary, now=timezone.now())

    return act


def refused(phone: Held, address: str, body: dict[str, Any] | None = None) -> tuple[int, str]:
    answer = phone.post(address, body or {})
    return answer.status_code, answer.json()["code"]


@pytest.mark.both
def test_another_id_in_the_same_sign_in_is_refused_and_ends_it(phone: Held, observed: Observation) -> None:
    phone.ask()
    own = phone.id
    phone.id = new_id()
    assert refused(phone, "/api/v1/day") == (403, "other_device")
    assert refused(phone, "/api/v1/day") == (401, "signed_out")
    assert phone.client.get("/day/").status_code == 302
    assert not Phone.objects.filter(pk=phone.id).exists()
    (event,) = AuditEvent.objects.filter(county=COUNTY, action="phone.other_device")
    assert event.changed == {"phone": str(phone.id)}

    phone.id = own
    sign_in(phone)
    (answer,) = phone.bring(phone.check(observed))
    assert answer["status"] == "ok"


@pytest.mark.parametrize("address", ["/api/v1/day", "/api/v1/sync"])
def test_what_came_first_counts_whether_it_asked_or_brought(
    address: str, phone: Held, observed: Observation
) -> None:
    phone.bring(phone.check(observed))
    phone.id = new_id()
    body = {"ops": [phone.check(observed, 371)]} if address.endswith("sync") else {}
    assert refused(phone, address, body) == (403, "other_device")


def test_a_picture_of_another_phone_is_refused(phone: Held) -> None:
    phone.ask()
    told = f"id={new_id()}&kind=DISINFECTION&subject={new_id()}&device={new_id()}"
    answer = phone.client.post(f"/api/v1/pictures?{told}", b"x", content_type="image/jpeg")
    assert (answer.status_code, answer.json()["code"]) == (403, "other_device")


def test_a_sign_in_on_the_phone_of_another_is_theirs_with_an_id_of_their_own(
    phone: Held, make_viewer: MakeViewer
) -> None:
    phone.ask()
    doctor = make_viewer(role=Role.DOCTOR, area=COMMUNITY)
    phone.client = Client()
    phone.client.force_login(User.objects.get(pk=doctor.user_id))
    assert refused(phone, "/api/v1/day") == (403, "other_user")
    who = phone.client.post("/api/v1/me", {}, content_type="application/json")
    assert who.json() == {"id": str(doctor.user_id), "name": doctor.name, "by_code_of": ""}
    phone.id = new_id()
    phone.ask()


def test_a_revoked_phone_has_no_session_and_no_other_id_helps(
    phone: Held, observed: Observation, revoke: Any
) -> None:
    phone.ask()
    revoke(phone)
    for page in ("/day/", "/people/"):
        assert phone.client.get(page)["Location"].startswith("/sign-in/"), page
    # The phone itself is told, signed in or not, so that it forgets everybody; nothing is taken from a stranger.
    assert refused(phone, "/api/v1/day") == (403, "revoked")
    assert refused(phone, "/api/v1/sync", {"ops": [phone.check(observed)]}) == (403, "revoked")
    assert HeldOperation.objects.count() == 0
    own = phone.id
    phone.id = new_id()
    assert refused(phone, "/api/v1/day") == (401, "signed_out")

    phone.id = own
    sign_in(phone)
    (answer,) = phone.bring(phone.check(observed))
    assert answer["status"] == "held"
    assert refused(phone, "/api/v1/day") == (403, "revoked")
    phone.id = new_id()
    assert refused(phone, "/api/v1/day") == (403, "other_device")


def test_a_revoked_phone_goes_on_as_a_new_one_once_its_worker_signed_in_anew(
    phone: Held, revoke: Any
) -> None:
    phone.ask()
    own = phone.id
    revoke(phone)
    sign_in(phone)
    who = phone.client.post("/api/v1/me", {}, content_type="application/json")
    assert who.json()["id"] == str(phone.user.pk)
    phone.id = new_id()
    phone.ask()
    assert Phone.objects.get(pk=own).revoked_at
    assert Phone.objects.get(pk=phone.id).revoked_at is None


def test_revoking_ends_what_no_phone_came_with_and_leaves_other_phones(phone: Held, revoke: Any) -> None:
    phone.ask()
    other, window = signed_in(WORKER), signed_in(WORKER)
    other.ask()
    revoke(phone)
    assert other.client.get("/day/").status_code == 200
    assert window.client.get("/day/").status_code == 302
