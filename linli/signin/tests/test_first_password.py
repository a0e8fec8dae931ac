"""A password that somebody else gave: it leads to choosing one's own, for three days, and to nothing else."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.signin.first import PASSWORD
from linli.signin.rules import FIRST_PASSWORD_HOLDS, has_run_out
from linli.signin.tests.acts import MakeUser, enrol
from linli.signin.tests.conftest import AtPlace, is_in, try_in
from linli.staff.commands import add_user
from linli.staff.commands.confirmations import confirm
from linli.staff.commands.passwords import give_password
from linli.staff.models import Confirmation, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY

pytestmark = pytest.mark.once
OWN = "jiangnan-2020-chun"


@pytest.fixture
def user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


@pytest.fixture
def given(user: User) -> str:
    return give_password(user=user, by=None, now=timezone.now())


def choose(client: Client, new: str, **told: str) -> Any:
    return client.post("/password/", {"new_password1": new, "new_password2": new, **told})


def test_it_leads_to_choosing_ones_own_before_anything_else(user: User, given: str, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username, given)
    for page in ("/", "/people/", "/sign-in/sessions/", "/sign-in/security/", "/w/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, "/password/"), page
    answer = client.post("/api/v1/day", {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "choose_password")
    shown = client.get("/password/").text
    assert "请先换成自己的密码" in shown
    assert "/people/" not in shown  # no menu

    assert choose(client, OWN).status_code == 302
    assert client.get("/people/").status_code == 200
    assert AuditEvent.objects.filter(county=COUNTY, action="password.changed").count() == 1
    again = at()
    try_in(again, user.username, OWN)
    assert again.get("/people/").status_code == 200


def test_what_was_given_is_not_accepted_as_the_new_one(user: User, given: str, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username, given)
    answer = choose(client, given)
    assert (answer.status_code, "新密码要和原来的不同" in answer.text) == (422, True)
    assert client.get("/people/")["Location"] == "/password/"


def test_only_whoever_was_given_it_changes_it_without_typing_it(user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username)
    assert choose(client, OWN).status_code == 422


@pytest.mark.parametrize(
    ("age", "over"), [(FIRST_PASSWORD_HOLDS - timedelta(seconds=1), False), (FIRST_PASSWORD_HOLDS, True)]
)
def test_it_dies_after_three_days(age: timedelta, over: bool, user: User, given: str, at: AtPlace) -> None:
    now = timezone.now()
    assert has_run_out(given_at=now - age, now=now) is over
    assert has_run_out(given_at=None, now=now) is False
    User.objects.filter(pk=user.pk).update(
        password_given_at=now - age - timedelta(seconds=0 if over else -60)
    )
    client = at()
    answer = try_in(client, user.username, given)
    assert is_in(client) is not over
    assert answer.status_code == (422 if over else 302)


def test_whom_an_administrator_adds_chooses_a_password_and_then_a_second_factor(
    make_user: MakeUser, at: AtPlace, client: Client
) -> None:
    client.force_login(make_user(role=Role.ADMINISTRATOR, area=COUNTY))
    said = {"username": "new", "full_name": "新来的", "password": "a first one", "area": COUNTY}
    assert client.post("/staff/new/", said).status_code == 302
    new = User.objects.get(username="new")
    client.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY))
    given = {"role": "COUNTY_OFFICER", "area": COUNTY}
    assert client.post(f"/staff/{new.pk}/post/", given).status_code == 302
    second = viewer_of(user=make_user(role=Role.SECURITY_ADMINISTRATOR, area=CITY), on=day_of(timezone.now()))
    own = at()
    try_in(own, "new", "a first one")
    assert own.get("/reports/")["Location"] == "/password/"
    assert choose(own, OWN)["Location"] == "/password/changed/"
    confirm(confirmation=Confirmation.objects.get(), by=second, now=timezone.now())
    assert own.get("/reports/")["Location"] == "/sign-in/security/"
    enrol(own)
    assert own.get("/rights/").status_code == 200


def test_who_signs_in_by_other_ways_alone_has_none_to_change(areas: object) -> None:
    now = timezone.now()
    add = partial(add_user, full_name="某人", by=None, area=COUNTY, now=now)
    assert add(username="with", password=OWN).password_given_at == now
    assert add(username="without", password=None).password_given_at is None


def test_the_doors_left_open_are_there() -> None:
    assert {name for name in get_resolver().reverse_dict if isinstance(name, str)} >= PASSWORD.doors
