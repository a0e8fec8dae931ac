"""Browsers at places of their own, and officers with an app and without."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from linli.signin.tests.acts import MakeUser
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COUNTY

PASSWORD = "a good password"  # noqa: S105 (of the cast)
AtPlace = Callable[..., Client]


@pytest.fixture
def at() -> AtPlace:
    """Open a new browser, without any cookie, at an address."""

    def open_(address: str = "203.0.113.7") -> Client:
        return Client(REMOTE_ADDR=address)

    return open_


def try_in(client: Client, username: str, password: str = PASSWORD, **more: Any) -> Any:
    """Type a name and a password on the sign-in page."""
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def is_in(client: Client) -> bool:
    """Say whether somebody is signed in with a browser."""
    return "_auth_user_id" in client.session


@pytest.fixture
def officer(make_user: MakeUser) -> User:
    """Make an officer of the county with an app."""
    return make_user(role=Role.COUNTY_OFFICER, area=COUNTY)


@pytest.fixture
def newcomer(officer: User) -> User:
    """Take the app away again: an officer who signs in for the first time."""
    Authenticator.objects.all().delete()
    return officer
