"""How the phone's addresses refuse: strangers, other users, revoked phones, nonsense; always in JSON."""

import pytest
from django.test import Client
from django.utils import timezone

from linli.observation.models import Check, Observation
from linli.phone.models import HeldOperation, Phone
from linli.phone.tests.conftest import Held, MakePhone
from linli.staff.models import User
from tests.cast import COUNTY, OTHER_GRID

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY).order_by("claimed_at", "id"))


def test_more_than_two_hundred_are_too_many(phone: Held, observed: Observation) -> None:
    response = phone.post("/api/v1/sync", {"ops": [phone.check(observed)] * 201})

    assert (response.status_code, response.json()["code"]) == (413, "too_many")
    assert not checks()


@pytest.mark.parametrize("address", ["/api/v1/sync", "/api/v1/day"])
def test_a_stranger_is_answered_401_and_no_page(db: None, address: str) -> None:
    response = Client().post(address, {}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (401, "signed_out")


@pytest.mark.parametrize("address", ["/api/v1/sync", "/api/v1/day"])
def test_a_message_without_token_is_answered_in_json(phone: Held, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.client.cookies

    response = strict.post(address, {}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (403, "csrf")


@pytest.mark.parametrize("address", ["/api/v1/sync", "/api/v1/day"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"device": "x"}', b"\xff\xfe"])
def test_what_is_no_message_is_answered_422(phone: Held, address: str, body: bytes) -> None:
    response = phone.client.post(address, body, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (422, "malformed")


def test_the_phone_of_somebody_else_is_refused(phone: Held, make_phone: MakePhone) -> None:
    phone.ask()
    other = make_phone(area=OTHER_GRID)
    other.id = phone.id

    response = other.post("/api/v1/day", {})

    assert (response.status_code, response.json()["code"]) == (403, "other_user")


def test_a_revoked_phone_fetches_nothing_and_what_it_brings_is_held(
    phone: Held, observed: Observation
) -> None:
    phone.ask()
    Phone.objects.update(
        revoked_at=timezone.now(), revoked_by=User.objects.get(username__startswith="grid").pk
    )

    response = phone.post("/api/v1/day", {})
    operation = phone.check(observed)
    answers = [*phone.bring(operation), *phone.bring(operation)]

    assert (response.status_code, response.json()["code"]) == (403, "revoked")
    assert [a["status"] for a in answers] == ["held", "held"]
    assert not checks()
    held = HeldOperation.objects.get()
    assert held.operation == operation["id"]
    assert str(observed.pk).encode() not in bytes(held.sealed)
