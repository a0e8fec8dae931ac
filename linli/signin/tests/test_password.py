"""Name and password, and what wrong ones lead to."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.signin.models import Attempt, UnknownTries, UsualPlace
from linli.signin.places import COOKIE
from linli.signin.queries.places import NO_AREA
from linli.signin.rules import ACCOUNTS_AN_ADDRESS, UNKNOWN_NAMES, hour_of
from linli.signin.tests.conftest import PASSWORD, AtPlace, is_in, try_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID

pytestmark = pytest.mark.once

MakeUser = Callable[..., User]
ATTACKER, OFFICE, HOME = "198.51.100.66", "203.0.113.7", "192.0.2.10"


@pytest.fixture
def secretary_user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


@pytest.fixture
def worker_user(make_user: MakeUser) -> User:
    return make_user(role=Role.GRID_WORKER, area=GRID)


def events(action: str) -> list[AuditEvent]:
    found = AuditEvent.objects.filter(county__in=[COUNTY, NO_AREA], action=action)
    return list(found.order_by("id"))


def test_name_and_password_lead_in(secretary_user: User, at: AtPlace) -> None:
    client = at()
    answer = try_in(client, secretary_user.username)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    (event,) = events("sign_in.done")
    assert (event.actor_id, event.area, event.changed) == (
        secretary_user.pk,
        COMMUNITY,
        {"way": "PASSWORD", "shared": False},
    )


@pytest.mark.parametrize(
    ("next_", "goes_to"),
    [
        ("/w/", "/w/"),
        ("/people/?q=1", "/people/?q=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_afterwards_one_goes_only_to_linlis_own_pages(
    secretary_user: User, at: AtPlace, next_: str, goes_to: str
) -> None:
    assert try_in(at(), secretary_user.username, next=next_)["Location"] == goes_to


def test_a_wrong_password_is_said_so_and_the_name_stays(secretary_user: User, at: AtPlace) -> None:
    answer = try_in(at(), secretary_user.username, "wrong", next="/w/", shared="on")
    assert answer.status_code == 422
    assert "用户名或密码不对" in answer.text
    assert f'value="{secretary_user.username}"' in answer.text
    assert 'value="/w/"' in answer.text
    assert "checked" in answer.text
    assert "wrong" not in answer.text.replace("field-wrong", "")


@pytest.mark.parametrize(
    "typed", [{}, {"username": "x" * 61, "password": "y"}, {"username": "\0", "password": "y"}]
)
def test_nonsense_is_422(typed: dict[str, str], at: AtPlace, db: None) -> None:
    assert at().post("/sign-in/", typed).status_code == 422


def test_somebody_no_longer_active_is_told_the_same(secretary_user: User, at: AtPlace) -> None:
    User.objects.update(is_active=False)
    client = at()
    answer = try_in(client, secretary_user.username)
    assert (answer.status_code, is_in(client)) == (422, False)
    assert "用户名或密码不对" in answer.text


def test_a_user_made_inactive_is_out_at_the_next_request(secretary_user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, secretary_user.username)
    assert client.get("/people/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/people/")["Location"].startswith("/sign-in/")


def attack(at: AtPlace, username: str, *, times: int = 30, address: str = ATTACKER) -> list[int]:
    return [try_in(at(address), username, f"wrong {n}").status_code for n in range(times)]


def test_thirty_wrong_passwords_lock_out_neither_others_nor_the_same_account_from_its_usual_place(
    secretary_user: User, worker_user: User, at: AtPlace
) -> None:
    own = at(OFFICE)
    try_in(own, secretary_user.username)
    own.post("/sign-out/")

    statuses = attack(at, secretary_user.username)
    assert statuses == [422] * 10 + [429] * 20

    # The same account: in its own browser, and in another browser at the address where it signed in.
    assert try_in(own, secretary_user.username).status_code == 302
    assert try_in(at(OFFICE), secretary_user.username).status_code == 302
    # Another account, even at the attacker's own address.
    assert try_in(at(ATTACKER), worker_user.username).status_code == 302
    # At an unfamiliar place the account waits, with the right password too.
    answer = try_in(at(HOME), secretary_user.username)
    assert answer.status_code == 429
    assert "请 15 分钟后再试" in answer.text
    assert f'value="{secretary_user.username}"' in answer.text


def test_thirty_wrong_passwords_from_the_office_itself_leave_the_owners_browser_alone(
    secretary_user: User, at: AtPlace
) -> None:
    own = at(OFFICE)
    try_in(own, secretary_user.username)
    own.post("/sign-out/")

    assert attack(at, secretary_user.username, address=OFFICE)[-1] == 429

    assert try_in(own, secretary_user.username).status_code == 302


def test_many_addresses_have_together_no_more_tries_than_one(secretary_user: User, at: AtPlace) -> None:
    statuses = [
        try_in(at(f"198.51.100.{n}"), secretary_user.username, "wrong").status_code for n in range(1, 41)
    ]
    assert statuses.count(422) == 10


def test_whoever_goes_through_a_list_of_names_is_stopped_and_those_who_work_there_are_not(
    worker_user: User, secretary_user: User, at: AtPlace
) -> None:
    own = at(OFFICE)
    try_in(own, worker_user.username)
    own.post("/sign-out/")
    names = [f"name-{n}" for n in range(100)]
    statuses = [try_in(at(OFFICE), name, "2020").status_code for name in names]
    assert statuses.count(422) == ACCOUNTS_AN_ADDRESS.most
    assert statuses[-1] == 429

    assert try_in(at(OFFICE), secretary_user.username).status_code == 429  # never there before
    assert try_in(own, worker_user.username).status_code == 302
    assert try_in(at(OFFICE), worker_user.username).status_code == 302


def test_after_the_wait_one_may_try_again(secretary_user: User, at: AtPlace) -> None:
    attack(at, secretary_user.username, times=11)
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=15))
    assert try_in(at(), secretary_user.username).status_code == 302


def test_a_stolen_browser_cookie_of_another_account_helps_nobody(
    secretary_user: User, worker_user: User, at: AtPlace
) -> None:
    attacker = at(ATTACKER)
    try_in(attacker, worker_user.username)
    attacker.post("/sign-out/")
    statuses = [try_in(attacker, secretary_user.username, "wrong").status_code for _ in range(12)]
    assert statuses == [422] * 10 + [429] * 2


def test_a_cookie_that_linli_did_not_sign_is_none(secretary_user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, secretary_user.username)
    assert UsualPlace.objects.count() == 2
    client.cookies[COOKIE] = client.cookies[COOKIE].value[:-2] + "xx"
    client.post("/sign-out/")
    attack(at, secretary_user.username)
    client.defaults["REMOTE_ADDR"] = HOME
    assert try_in(client, secretary_user.username).status_code == 429


def test_names_and_addresses_do_not_stand_in_the_tables(secretary_user: User, at: AtPlace) -> None:
    attack(at, secretary_user.username, times=3)
    try_in(at(), secretary_user.username)
    rows = str([list(model.objects.values_list()) for model in (Attempt, UsualPlace)])
    assert Attempt.objects.count() == 3
    assert not any(word in rows for word in (secretary_user.username, ATTACKER, OFFICE))


def test_a_refusal_is_one_event_however_often_it_is_refused(secretary_user: User, at: AtPlace) -> None:
    attack(at, secretary_user.username, times=30)
    (event,) = events("sign_in.refused")
    assert (event.subject, event.area, event.actor_id) == (secretary_user.pk, COMMUNITY, None)
    attack(at, "nobody-has-this", times=30)
    assert [event.area for event in events("sign_in.refused")] == [COMMUNITY, NO_AREA]


def test_old_tries_and_places_are_swept_when_somebody_signs_in(secretary_user: User, at: AtPlace) -> None:
    attack(at, "somebody", times=3)
    Attempt.objects.update(at=timezone.now() - timedelta(days=1))
    UsualPlace.objects.create(account="a", place="b", last_at=timezone.now() - timedelta(days=180))
    try_in(at(), secretary_user.username)
    assert not Attempt.objects.exists()
    assert not UsualPlace.objects.filter(account="a").exists()


class Counted(MD5PasswordHasher):
    """Counts how often a password is hashed; what it does stays the same."""

    runs = count()

    def encode(self, *args: Any, **kwargs: Any) -> str:
        """Count, and hash."""
        next(Counted.runs)
        return super().encode(*args, **kwargs)


def hashed(client: Client, username: str) -> int:
    Counted.runs = count()
    try_in(client, username, "wrong")
    return next(Counted.runs)


def test_a_known_and_an_unknown_name_are_hashed_alike(
    secretary_user: User, at: AtPlace, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["linli.signin.tests.test_password.Counted"]
    secretary_user.set_password(PASSWORD)
    secretary_user.save()
    inactive = User.objects.create(username="inactive", full_name="x", is_active=False)
    inactive.set_password(PASSWORD)
    inactive.save()
    for name in (secretary_user.username, "inactive", "nobody-has-this"):
        assert [hashed(at(ATTACKER), name) for _ in range(12)] == [1] * 10 + [0] * 2, name


@pytest.mark.parametrize("full", [False, True])
def test_a_known_and_an_unknown_name_ask_the_database_alike(
    secretary_user: User, at: AtPlace, full: bool
) -> None:
    """Each step of twelve tries, the refused ones included, takes as many statements for both; in a full hour too."""
    UnknownTries.objects.create(
        begins_at=hour_of(timezone.now()), tries=10 * UNKNOWN_NAMES.most if full else 0
    )
    counts: dict[str, list[int]] = {}
    for name in (secretary_user.username, "nobody-has-this"):
        counts[name] = []
        for _ in range(12):
            with CaptureQueriesContext(connection) as made:
                try_in(at(ATTACKER), name, "wrong")
            counts[name].append(len(made))
    assert counts[secretary_user.username] == counts["nobody-has-this"]
