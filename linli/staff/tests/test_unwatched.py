"""A county whose audit nobody reads is told to who gives posts and to the auditor above."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from linli.staff.models import User
from linli.staff.queries.unwatched import counties_unwatched
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, TOWNSHIP

MakeUser = Callable[..., User]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_county_with_people_and_no_auditor_is_named(make_user: MakeUser) -> None:
    auditor = client_of(make_user(role=Role.AUDITOR, area=CITY))
    security = client_of(make_user(role=Role.SECURITY_ADMINISTRATOR, area=CITY))
    assert counties_unwatched(under=[CITY], on=FIRST_DAY) == {}
    make_user(role=Role.SECRETARY, area=COMMUNITY)
    make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    told = "现在没有审计员，那里的留痕没有人看"
    assert told in auditor.get(reverse("desk:audit")).text
    for client in (auditor, security):
        assert "县（区）没有审计员" in client.get(reverse("desk:waits")).text
    make_user(role=Role.AUDITOR, area=COUNTY)
    assert told not in auditor.get(reverse("desk:audit")).text
    assert "县（区）没有审计员" not in security.get(reverse("desk:waits")).text
