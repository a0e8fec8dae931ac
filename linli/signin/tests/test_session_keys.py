"""Whoever reads the database, or a copy of it, finds no key to sign in with."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from linli.signin.tests.acts import MakeUser
from linli.signin.tests.conftest import PASSWORD, AtPlace, is_in, try_in
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.session_keys import kept_as
from tests.cast import COMMUNITY

pytestmark = pytest.mark.once


@pytest.fixture
def user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.both
def test_what_is_kept_is_no_key(user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username)
    key = key_of(client)
    (kept,) = Session.objects.values_list("session_key", flat=True)
    (listed,) = UserSession.objects.values_list("session_key", flat=True)
    assert kept == listed == kept_as(key=key) != key
    assert client.get("/people/").status_code == 200

    thief = at()
    for stolen in (kept, "", "x" * 40):
        thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
        assert thief.get("/people/").status_code == 302, stolen
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    assert thief.get("/people/").status_code == 200


def test_the_digest_is_keyed() -> None:
    before = kept_as(key="k" * 32)
    with override_settings(SECRET_KEY="another"):  # noqa: S106 (a test's)
        assert kept_as(key="k" * 32) != before
    assert kept_as(key=None) == ""


def test_signing_out_leaves_no_session(user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username)
    client.post("/sign-out/")
    assert not is_in(client)
    assert Session.objects.count() == 0


def test_whoever_changes_a_password_stays_listed_under_the_new_key(user: User, at: AtPlace) -> None:
    here, there = at("203.0.113.7"), at("203.0.113.8")
    for client in (here, there):
        try_in(client, user.username)
    new = "jiangnan-2020-chun"
    here.post("/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    (session,) = here.get("/sign-in/sessions/").context["sessions"]
    assert session.is_current
    assert UserSession.objects.get().session_key == kept_as(key=key_of(here))
    assert Session.objects.count() == 1
