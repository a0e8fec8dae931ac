"""Whoever keeps an account shuts somebody out at once, in everything by which they come in, and lets them in again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from linli.access.commands import (
    LockedAlready,
    NotLocked,
    Oneself,
    ReasonMissing,
    lock_person,
    lock_unused,
    unlock_person,
)
from linli.access.models import Lock
from linli.access.queries import Account, accounts_kept
from linli.access.rules import SHUT_AFTER, is_unused
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.ids import new_id
from linli.phone.commands.phones import see_phone
from linli.phone.models import Phone
from linli.signin.commands.codes import issue_code, use_code
from linli.signin.models import SignInCode
from linli.signin.places import Place
from linli.staff.models import Post, User
from linli.staff.queries import PostOfColleague, viewer_of
from linli.staff.rights import Action, Role
from linli.staff.rules import UNUSED, Viewer
from linli.staff.session_keys import kept_as
from tests.cast import COMMUNITY, COUNTY, FOREIGN, GRID

MakeUser = Callable[..., User]


@pytest.fixture
def secretary_user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY, username="boss")


@pytest.fixture
def boss(secretary_user: User) -> Viewer:
    return viewer_of(user=secretary_user, on=day_of(timezone.now()))


def account_of(viewer: Viewer, user: User) -> Account:
    return {
        one.user_id: one
        for one in accounts_kept(viewer=viewer, action=Action.LOCK_PERSON, now=timezone.now())
    }[user.pk]


def kept(viewer: Viewer) -> set[UUID]:
    return {
        one.user_id for one in accounts_kept(viewer=viewer, action=Action.LOCK_PERSON, now=timezone.now())
    }


@pytest.mark.parametrize(("age", "is_old"), [(UNUSED - timedelta(seconds=1), False), (UNUSED, True)])
def test_an_account_is_unused_after_a_month(age: timedelta, is_old: bool) -> None:
    now = timezone.now()
    assert is_unused(idle_since=now - age, now=now) is is_old


@pytest.mark.both
def test_one_act_takes_everything_by_which_somebody_comes_in(
    make_user: MakeUser, boss: Viewer, client: Client
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    now = timezone.now()
    client.force_login(worker)
    assert client.get("/day/").status_code == 200
    key = kept_as(key=client.session.session_key)
    UserSession.objects.create(user=worker, ip="192.0.2.1", session_key=key, user_agent="x")
    phone = see_phone(id=new_id(), user=worker, name="", skew_seconds=0, now=now)
    Authenticator.objects.create(user=worker, type=Authenticator.Type.TOTP, data={"secret": "x"})
    SignInCode.objects.create(
        user=worker,
        county=COUNTY,
        community=COMMUNITY,
        area=GRID,
        digest="0" * 64,
        issued_at=now,
        issued_by=boss.user_id,
        expires_at=now + timedelta(minutes=10),
    )

    lock_person(account=account_of(boss, worker), reason="手机丢失", by=boss, now=now)
    worker.refresh_from_db()
    assert not worker.is_active
    assert client.get("/day/").status_code == 302
    assert not UserSession.objects.filter(user=worker).exists()
    assert not Authenticator.objects.filter(user=worker).exists()
    assert not SignInCode.objects.filter(user=worker, revoked_at=None).exists()
    assert Phone.objects.get(pk=phone.pk).revoked_by == boss.user_id
    assert Post.objects.filter(user=worker, until_on=None).exists()
    with pytest.raises(LockedAlready):
        lock_person(account=account_of(boss, worker), reason="再来", by=boss, now=now)

    unlock_person(account=account_of(boss, worker), reason="找到了", by=boss, now=now)
    worker.refresh_from_db()
    assert worker.is_active
    with pytest.raises(NotLocked):
        unlock_person(account=account_of(boss, worker), reason="再来", by=boss, now=now)
    told = AuditEvent.objects.filter(county=COUNTY, action__startswith="person.", subject=worker.pk)
    assert set(told.values_list("action", flat=True)) == {"person.locked", "person.unlocked"}
    (row,) = Lock.objects.filter(user=worker)
    assert (row.reason, row.lifted_reason) == ("手机丢失", "找到了")


def test_a_code_that_was_given_before_lets_nobody_in_after(make_user: MakeUser, boss: Viewer) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    now = timezone.now()
    code = issue_code(
        to=PostOfColleague(
            user_id=worker.pk,
            name=worker.full_name,
            username=worker.username,
            role=Role.GRID_WORKER,
            area=GRID,
        ),
        by=boss,
        now=now,
    )
    lock_person(account=account_of(boss, worker), reason="离任", by=boss, now=now)
    place = Place(address="192.0.2.9", device="x")
    assert use_code(username=worker.username, code=code, place=place, now=now) is None


def test_why_is_said_and_nobody_locks_themselves(
    make_user: MakeUser, boss: Viewer, secretary_user: User
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    with pytest.raises(ReasonMissing):
        lock_person(account=account_of(boss, worker), reason=" ", by=boss, now=timezone.now())
    assert secretary_user.pk not in kept(boss)
    administrator = viewer_of(
        user=make_user(role=Role.ADMINISTRATOR, area=COUNTY, username="adm"), on=day_of(timezone.now())
    )
    own = account_of(administrator, secretary_user)
    with pytest.raises(Oneself):
        lock_person(account=own, reason="自己", by=boss, now=timezone.now())


def test_a_secretary_keeps_her_own_people_and_nobody_elses(make_user: MakeUser, boss: Viewer) -> None:
    own = make_user(role=Role.DOCTOR, area=COMMUNITY)
    other_secretary = make_user(role=Role.SECRETARY, area=COMMUNITY, username="second")
    foreign = make_user(role=Role.DOCTOR, area=FOREIGN, username="foreign")
    officer = make_user(role=Role.COUNTY_OFFICER, area=COUNTY, username="officer")
    both = make_user(role=Role.GRID_WORKER, area=GRID, username="both")
    Post.objects.create(user=both, area_id=FOREIGN, role=Role.GRID_WORKER, from_on=day_of(timezone.now()))
    # A post elsewhere that waits for a second person takes nobody out of her reach.
    waits = make_user(role=Role.GRID_WORKER, area=GRID, username="waits")
    today = day_of(timezone.now())
    Post.objects.create(user=waits, area_id=FOREIGN, role=Role.DOCTOR, from_on=today, waits_since_on=today)
    # One that waits at her own community, was declined or lapsed there, brings nobody into it.
    puppet = User.objects.create(username="puppet", full_name="傀儡")
    Post.objects.create(user=puppet, area_id=GRID, role=Role.GRID_WORKER, from_on=today, waits_since_on=today)
    gone = User.objects.create(username="gone", full_name="没任上")
    Post.objects.create(
        user=gone, area_id=GRID, role=Role.GRID_WORKER, from_on=today, waits_since_on=today, until_on=today
    )
    assert kept(boss) == {own.pk, waits.pk}
    administrator = viewer_of(
        user=make_user(role=Role.ADMINISTRATOR, area=COUNTY, username="adm"), on=day_of(timezone.now())
    )
    assert {own.pk, other_secretary.pk, officer.pk, boss.user_id, puppet.pk, gone.pk} <= kept(administrator)
    worker = viewer_of(user=own, on=day_of(timezone.now()))
    assert foreign.pk not in kept(boss)
    assert kept(worker) == set()


def test_of_two_administrators_either_locks_and_one_lets_in_again(
    make_user: MakeUser, client: Client
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    system, security = (
        make_user(role=role, area=COUNTY) for role in (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
    )
    page, why = f"/accounts/{worker.pk}/", {"reason": "手机丢失"}
    client.force_login(system)
    assert client.post(f"{page}lock/", why).status_code == 302
    assert client.post(f"{page}unlock/", why).status_code == 404
    assert "由安全管理员恢复" in client.get(page).text
    client.force_login(security)
    assert client.post(f"{page}unlock/", why).status_code == 302
    assert client.post(f"{page}password/").status_code == 404
    assert client.post(f"{page}lock/", why).status_code == 302
    assert f"{page}unlock/" in client.get(page).text


def test_whoever_runs_a_community_keeps_no_administrators_account(make_user: MakeUser, boss: Viewer) -> None:
    for role in (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR):
        make_user(role=role, area=COMMUNITY)
    assert kept(boss) == set()


@pytest.mark.parametrize(("days", "locked"), [(SHUT_AFTER.days - 1, 0), (SHUT_AFTER.days, 1)])
def test_an_account_that_nobody_uses_is_locked_by_itself(
    days: int, locked: int, make_user: MakeUser, boss: Viewer, secretary_user: User
) -> None:
    now = timezone.now()
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    roles = (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
    spared = [make_user(role=role, area=COUNTY).pk for role in roles]
    User.objects.update(last_login=now)
    User.objects.filter(pk__in=[worker.pk, *spared]).update(last_login=now - timedelta(days=days))
    assert lock_unused(now=now) == locked
    worker.refresh_from_db()
    assert worker.is_active is not bool(locked)
    assert lock_unused(now=now) == 0


def test_who_was_let_in_again_or_given_a_post_anew_has_the_whole_time_before_them(
    make_user: MakeUser, boss: Viewer, secretary_user: User
) -> None:
    now = timezone.now()
    long_ago = now - SHUT_AFTER - timedelta(days=10)
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    User.objects.update(last_login=now)
    User.objects.filter(pk=worker.pk).update(last_login=long_ago)
    assert lock_unused(now=now) == 1
    unlock_person(account=account_of(boss, worker), reason="回来了", by=boss, now=now)
    assert lock_unused(now=now + timedelta(days=1)) == 0

    again = make_user(role=Role.DOCTOR, area=COMMUNITY)
    User.objects.filter(pk=again.pk).update(last_login=long_ago)
    Post.objects.filter(user=again).update(from_on=day_of(now))
    assert lock_unused(now=now + timedelta(days=1)) == 0


def test_the_pages_lock_and_let_in_again(make_user: MakeUser, secretary_user: User, client: Client) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID, username="w9")
    client.force_login(secretary_user)
    assert "w9" in client.get("/accounts/").text
    page = f"/accounts/{worker.pk}/"
    refused = client.post(f"{page}lock/", {"reason": ""})
    assert (refused.status_code, "请写原因" in refused.text) == (422, True)
    assert client.post(f"{page}lock/", {"reason": "离任"}).status_code == 302
    assert "已停用" in client.get("/accounts/").text
    assert "离任" in client.get(page).text
    assert client.post(f"{page}unlock/", {"reason": "复职"}).status_code == 302
    assert "复职" in client.get(page).text


def test_why_somebody_is_let_in_again_is_asked_as_it_is_refused_without(
    make_user: MakeUser, boss: Viewer, secretary_user: User, client: Client
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    lock_person(account=account_of(boss, worker), reason="丢了", by=boss, now=timezone.now())
    client.force_login(secretary_user)
    page = client.get(f"/accounts/{worker.pk}/").text
    assert "选填" not in page
    answer = client.post(f"/accounts/{worker.pk}/unlock/", {})
    assert (answer.status_code, "请写原因。" in answer.text) == (422, True)
