"""One-time codes: who issues them to whom, and that they work once."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.signin.models import SignInCode
from linli.signin.places import account_digest
from linli.signin.rules import CODE_HOLDS
from linli.signin.tests.conftest import AtPlace, is_in
from linli.staff.commands import give_post
from linli.staff.models import Post, User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MORNING, SIBLING, TOWNSHIP

MakeUser = Callable[..., User]


@pytest.fixture
def worker_user(make_user: MakeUser) -> User:
    return make_user(role=Role.GRID_WORKER, area=GRID)


@pytest.fixture
def issuer(make_user: MakeUser, client: Client) -> Client:
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    return client


def issue(issuer: Client, to: User) -> str:
    page = issuer.post(f"/sign-in-codes/{to.pk}/")
    assert page.status_code == 200
    return "".join(re.findall(r"data-code>(\d{4}) (\d{4})<", page.text)[0])


def enter(client: Client, username: str, code: str) -> int:
    return client.post("/sign-in/code/", {"username": username, "code": code}).status_code


def test_a_code_leads_in_once(issuer: Client, worker_user: User, at: AtPlace) -> None:
    code = issue(issuer, worker_user)
    first, second = at(), at()
    assert enter(first, worker_user.username, f"{code[:4]} {code[4:]}") == 302
    assert is_in(first)
    assert enter(second, worker_user.username, code) == 422
    assert not is_in(second)
    acts = AuditEvent.objects.filter(county=COUNTY, action__startswith="sign_in").order_by("id")
    assert [(event.action, event.subject) for event in acts] == [
        ("sign_in_code.issued", worker_user.pk),
        ("sign_in_code.used", worker_user.pk),
        ("sign_in.done", worker_user.pk),
        ("sign_in.failed", worker_user.pk),  # the second try of it
    ]
    assert acts[2].changed["way"] == "CODE"


def test_only_its_digest_is_kept(issuer: Client, worker_user: User) -> None:
    code = issue(issuer, worker_user)
    assert code not in str(list(SignInCode.objects.values()))
    assert code not in str(list(AuditEvent.objects.filter(county=COUNTY).values()))
    assert code not in issuer.get("/sign-in-codes/").text


@pytest.mark.parametrize("seconds", [0, 1])
def test_it_holds_for_a_quarter_of_an_hour(
    seconds: int, issuer: Client, worker_user: User, at: AtPlace
) -> None:
    code = issue(issuer, worker_user)
    SignInCode.objects.update(expires_at=timezone.now() - timedelta(seconds=seconds))
    assert enter(at(), worker_user.username, code) == 422
    SignInCode.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert enter(at(), worker_user.username, code) == 302
    assert timedelta(minutes=15) == CODE_HOLDS


def test_a_new_one_ends_the_old_one(issuer: Client, worker_user: User, at: AtPlace) -> None:
    old, new = issue(issuer, worker_user), issue(issuer, worker_user)
    assert enter(at(), worker_user.username, old) == 422
    assert enter(at(), worker_user.username, new) == 302


def test_a_code_is_only_its_own_users(
    issuer: Client, worker_user: User, make_user: MakeUser, at: AtPlace
) -> None:
    code = issue(issuer, worker_user)
    doctor = make_user(role=Role.DOCTOR, area=COMMUNITY)
    assert enter(at(), doctor.username, code) == 422
    assert enter(at(), "nobody", code) == 422


def test_codes_are_not_guessed(issuer: Client, worker_user: User, at: AtPlace) -> None:
    code = issue(issuer, worker_user)
    wrong = [f"{n:08}" for n in range(9) if f"{n:08}" != code]
    statuses = [enter(at(), worker_user.username, number) for number in wrong[:8]]
    assert statuses == [422] * 5 + [429] * 3
    assert enter(at(), worker_user.username, code) == 429


def test_issuing_is_limited_too(issuer: Client, worker_user: User) -> None:
    statuses = [issuer.post(f"/sign-in-codes/{worker_user.pk}/").status_code for _ in range(22)]
    assert statuses == [200] * 20 + [429] * 2


def test_a_code_works_when_strangers_have_used_up_the_tries_of_the_password(
    issuer: Client, worker_user: User, at: AtPlace
) -> None:
    for n in range(12):
        at().post("/sign-in/", {"username": worker_user.username, "password": f"wrong {n}"})
    assert enter(at(), worker_user.username, issue(issuer, worker_user)) == 302


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.GRID_WORKER, SIBLING),
        (Role.DOCTOR, SIBLING),
        (Role.DOCTOR, COMMUNITY),  # exports what the secretary approves
        (Role.SECRETARY, COMMUNITY),
        (Role.SECRETARY, SIBLING),
    ],
)
def test_only_workers_of_the_own_community_get_one(
    role: Role, area: str, issuer: Client, make_user: MakeUser
) -> None:
    other = make_user(role=role, area=area, username="other")
    assert issuer.post(f"/sign-in-codes/{other.pk}/").status_code == 404
    assert "other" not in issuer.get("/sign-in-codes/").text


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.STOREKEEPER, COMMUNITY),
        (Role.DOCTOR, SIBLING),
        (Role.DOCTOR, COMMUNITY),
    ],
)
def test_whoever_may_do_more_gets_none(role: Role, area: str, issuer: Client, worker_user: User) -> None:
    """A code opens all that its user may do: a secretary must not get at an officer's work through it."""
    from linli.areas.rules import AreaCode

    assert issuer.post(f"/sign-in-codes/{worker_user.pk}/").status_code == 200
    give_post(
        user=worker_user, role=role, area=AreaCode(area), from_on=date(2020, 1, 1), by=None, now=MORNING
    )
    assert issuer.post(f"/sign-in-codes/{worker_user.pk}/").status_code == 404
    # Nor while that waits for a second person: the session would be there when it is confirmed.
    waits = Post.objects.filter(user=worker_user, role=role, area=area)
    waits.update(waits_since_on=timezone.localdate())
    assert issuer.post(f"/sign-in-codes/{worker_user.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.DOCTOR])
def test_nobody_but_the_secretary_issues_codes(
    role: Role, worker_user: User, make_user: MakeUser, client: Client
) -> None:
    client.force_login(make_user(role=role, area=COMMUNITY, username="own"))
    assert client.get("/sign-in-codes/").status_code == 403
    assert client.post(f"/sign-in-codes/{worker_user.pk}/").status_code == 403


def test_somebody_no_longer_active_gets_in_with_none(issuer: Client, worker_user: User, at: AtPlace) -> None:
    code = issue(issuer, worker_user)
    User.objects.filter(pk=worker_user.pk).update(is_active=False)
    assert enter(at(), worker_user.username, code) == 422


def test_whom_the_secretary_added_comes_in_by_a_code(issuer: Client, at: AtPlace) -> None:
    today = timezone.localdate().isoformat()
    told = {"full_name": "周琴", "username": "ZhouQin", "role": "GRID_WORKER", "area": GRID, "from_on": today}
    assert issuer.post("/colleagues/", told).status_code == 302
    user = User.objects.get(username="zhouqin")
    browser = at()
    assert enter(browser, "ZHOUQIN", issue(issuer, user)) == 302
    assert is_in(browser)


@pytest.mark.parametrize("typed", ["grid_worker", "GRID_WORKER"])
def test_the_size_of_letters_gives_no_more_tries(typed: str) -> None:
    assert account_digest(typed) == account_digest("grid_worker")
