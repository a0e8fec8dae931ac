"""A new password for whoever forgot theirs: made by Linli, shown once, and everything by which one was in ends."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from linli.access.cli import password
from linli.access.commands import (
    HoldsAnotherOffice,
    LockedAlready,
    LockedByOneself,
    Oneself,
    SignsInByLink,
    TakesOtherStep,
    lock_person,
    reset_password,
    unlock_person,
)
from linli.access.queries import Account, accounts_kept
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.signin.commands.links import give_link, user_of_link
from linli.signin.models import SignInCode
from linli.signin.rules import FIRST_PASSWORD_HOLDS
from linli.staff.cli import staff
from linli.staff.commands.helpers import add_helper
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, give_app

MakeUser = Callable[..., User]
OLD = "a good password"


@pytest.fixture
def secretary_user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY, username="boss")


@pytest.fixture
def boss(secretary_user: User) -> Viewer:
    return viewer_of(user=secretary_user, on=day_of(timezone.now()))


@pytest.fixture
def worker(make_user: MakeUser) -> User:
    return make_user(role=Role.GRID_WORKER, area=GRID, username="w9")


def account_of(viewer: Viewer, user_id: object) -> Account:
    found = accounts_kept(viewer=viewer, action=Action.RESET_PASSWORD, now=timezone.now())
    return next(one for one in found if one.user_id == user_id)


def sign_in(username: str, password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": username, "password": password})
    return client


def test_the_old_password_and_everything_that_was_open_end(
    worker: User, secretary_user: User, client: Client
) -> None:
    open_ = sign_in("w9", OLD)
    assert open_.get("/day/").status_code == 200
    give_app(worker)
    now = timezone.now()
    code = SignInCode.objects.create(
        user=worker,
        county=COUNTY,
        community=COMMUNITY,
        area=GRID,
        digest="0" * 64,
        issued_at=now,
        issued_by=secretary_user.pk,
        expires_at=now + timedelta(minutes=10),
    )
    client.force_login(secretary_user)
    page = client.post(f"/accounts/{worker.pk}/password/")
    (made,) = re.findall(r"data-password>([a-z-]{19})<", page.text)

    assert open_.get("/day/")["Location"].startswith("/sign-in/?next=")
    assert not UserSession.objects.filter(user=worker).exists()
    code.refresh_from_db()
    assert code.revoked_at is not None
    assert Authenticator.objects.filter(user=worker).exists()
    worker.refresh_from_db()
    assert made not in worker.password
    assert not worker.check_password(OLD)
    assert worker.check_password(made)
    assert worker.password_given_at is not None
    assert client.get(f"/accounts/{worker.pk}/").text.find(made) == -1
    (event,) = AuditEvent.objects.filter(county=COUNTY, action="password.given")
    assert (event.subject, event.actor_id, made in str(event.changed)) == (
        worker.pk,
        secretary_user.pk,
        False,
    )


def test_two_are_never_given_the_same(worker: User, boss: Viewer) -> None:
    account = account_of(boss, worker.pk)
    made = {reset_password(account=account, by=boss, now=timezone.now()) for _time in range(5)}
    assert len(made) == 5


def test_nobody_resets_their_own_nor_one_that_is_locked(
    worker: User, boss: Viewer, make_user: MakeUser
) -> None:
    now = timezone.now()
    administrator = viewer_of(
        user=make_user(role=Role.ADMINISTRATOR, area=COUNTY, username="adm"), on=day_of(now)
    )
    with pytest.raises(Oneself):
        reset_password(account=account_of(administrator, boss.user_id), by=boss, now=now)
    account = account_of(boss, worker.pk)
    lock_person(account=account, reason="离任", by=boss, now=now)
    with pytest.raises(LockedAlready):
        reset_password(account=account, by=boss, now=now)


def test_whoever_approves_somebodys_exports_gives_them_no_password(
    secretary_user: User, make_user: MakeUser, client: Client
) -> None:
    """By it the secretary would ask as her doctor and agree as herself."""
    now = timezone.now()
    doctor = make_user(role=Role.DOCTOR, area=COMMUNITY)
    own = viewer_of(user=secretary_user, on=day_of(now))
    with pytest.raises(TakesOtherStep):
        reset_password(account=account_of(own, doctor.pk), by=own, now=now)
    client.force_login(secretary_user)
    assert "密码请系统管理员重设" in client.get(f"/accounts/{doctor.pk}/").text
    assert client.post(f"/accounts/{doctor.pk}/password/").status_code == 422
    administrator = viewer_of(user=make_user(role=Role.ADMINISTRATOR, area=COUNTY), on=day_of(now))
    made = reset_password(account=account_of(administrator, doctor.pk), by=administrator, now=now)
    doctor.refresh_from_db()
    assert doctor.check_password(made)


@pytest.mark.parametrize("role", [Role.SECURITY_ADMINISTRATOR, Role.AUDITOR])
def test_an_administrator_gives_neither_other_office_a_password(
    role: Role, make_user: MakeUser, client: Client
) -> None:
    """By it one person would make an account, give it posts and see to it that nobody asks."""
    now = timezone.now()
    other, own = make_user(role=role, area=COUNTY), make_user(role=Role.ADMINISTRATOR, area=COUNTY)
    administrator = viewer_of(user=own, on=day_of(now))
    with pytest.raises(HoldsAnotherOffice):
        reset_password(account=account_of(administrator, other.pk), by=administrator, now=now)
    client.force_login(own)
    page = client.get(f"/accounts/{other.pk}/").text
    assert f"linli staff password {other.username}" in page
    assert f"/accounts/{other.pk}/password/" not in page
    assert client.post(f"/accounts/{other.pk}/password/").status_code == 422


def test_whoever_locked_an_account_gives_it_no_password_while_its_factor_is_missing(
    make_user: MakeUser, client: Client
) -> None:
    """Locking takes the second factor: by a password too, one hand would set up both."""
    now = timezone.now()
    officer = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    users = [
        make_user(role=role, area=COUNTY, username=name)
        for role, name in (
            (Role.ADMINISTRATOR, "locks"),
            (Role.SECURITY_ADMINISTRATOR, "unlocks"),
            (Role.ADMINISTRATOR, "other"),
        )
    ]
    locks, unlocks, other = (viewer_of(user=user, on=day_of(now)) for user in users)
    lock_person(account=account_of(locks, officer.pk), reason="手机丢了", by=locks, now=now)
    unlock_person(account=account_of(locks, officer.pk), reason="找回", by=unlocks, now=now)
    client.force_login(users[0])
    page = f"/accounts/{officer.pk}/"
    told = client.get(page).text
    assert "密码请另一位管理此账号的人给" in told
    assert f"{page}password/" not in told
    assert client.post(f"{page}password/").status_code == 422
    with pytest.raises(LockedByOneself):
        reset_password(account=account_of(locks, officer.pk), by=locks, now=now)
    reset_password(account=account_of(other, officer.pk), by=other, now=now)
    # What waits again counts: the office still needs a factor, and the other hand still has not set it up.
    with pytest.raises(LockedByOneself):
        reset_password(account=account_of(locks, officer.pk), by=locks, now=now)
    give_app(officer)
    reset_password(account=account_of(locks, officer.pk), by=locks, now=now)


def test_a_helper_keeps_the_link(boss: Viewer) -> None:
    now = timezone.now()
    helper = add_helper(name="热心人", community=COMMUNITY, by=boss, now=now)
    token = give_link(helper=helper, community=COMMUNITY, by=boss, now=now)
    with pytest.raises(SignsInByLink):
        reset_password(account=account_of(boss, helper.pk), by=boss, now=now)
    assert user_of_link(token=token, now=now) == helper


def test_an_account_beyond_ones_reach_is_not_there(
    worker: User, secretary_user: User, make_user: MakeUser, client: Client
) -> None:
    officer = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    client.force_login(secretary_user)
    for user in (officer, secretary_user):
        assert client.post(f"/accounts/{user.pk}/password/").status_code == 404
        user.refresh_from_db()
        assert user.check_password(OLD)


def test_at_the_machine_a_new_password_is_printed_once(worker: User) -> None:
    answer = CliRunner().invoke(password, ["W9"])
    assert (answer.exit_code, "password" in answer.output) == (0, False)
    worker.refresh_from_db()
    assert worker.check_password(answer.output.strip())
    assert worker.password_given_at is not None
    (event,) = AuditEvent.objects.filter(county=COUNTY, action="password.given")
    assert event.actor_id is None
    assert CliRunner().invoke(password, ["nobody"]).exit_code == 2


def test_a_script_gives_the_first_password_of_a_user_by_the_standard_input(worker: User) -> None:
    told = [
        "add",
        "--username",
        "Op",
        "--name",
        "管理员",
        "--role",
        "ADMINISTRATOR",
        "--area",
        COUNTY,
    ]
    assert CliRunner().invoke(staff, [*told, "--password", "a first one"]).exit_code == 2
    answer = CliRunner().invoke(staff, told, input="a first one\n")
    assert answer.exit_code == 0, answer.output
    user = User.objects.get(username="op")
    assert user.check_password("a first one")
    assert user.password_given_at is not None


def test_the_page_says_that_a_given_password_ran_out(make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=Role.ADMINISTRATOR, area=COUNTY))
    doctor = make_user(role=Role.DOCTOR, area=COMMUNITY)
    for age, is_said in ((FIRST_PASSWORD_HOLDS, True), (timedelta(hours=1), False)):
        User.objects.filter(pk=doctor.pk).update(password_given_at=timezone.now() - age)
        assert ("已失效：本人登录不了" in client.get(f"/accounts/{doctor.pk}/").text) is is_said
