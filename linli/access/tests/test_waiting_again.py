"""A post whose holder was given a password by who could not have given the post alone waits for a second person again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.access.commands import reset_password, reset_password_here
from linli.access.queries import Account, accounts_kept
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.staff.commands import PostHeldAlready, give_post, set_active
from linli.staff.commands.confirmations import (
    NoOwnPassword,
    NotTheAsker,
    NotTheSecond,
    confirm,
    decline,
    take_back,
)
from linli.staff.commands.passwords import password_is_own
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries import viewer_of
from linli.staff.queries.confirmations import to_confirm
from linli.staff.queries.then import held_then
from linli.staff.rights import Action, Role
from linli.staff.rules import CONFIRM_WITHIN, PostHeld, Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, TOWNSHIP

MakeUser = Callable[..., User]
DAY = timedelta(days=1)


def of(user: User, days: int = 0) -> Viewer:
    return viewer_of(user=user, on=day_of(timezone.now() + days * DAY))


@pytest.fixture
def administrator(make_user: MakeUser) -> Viewer:
    return of(make_user(role=Role.ADMINISTRATOR, area=COUNTY))


@pytest.fixture
def officer(make_user: MakeUser) -> Viewer:
    return of(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP))


def account_of(viewer: Viewer, user: User) -> Account:
    found = accounts_kept(viewer=viewer, action=Action.RESET_PASSWORD, now=timezone.now())
    return next(one for one in found if one.user_id == user.pk)


def reset(user: User, by: Viewer) -> None:
    reset_password(account=account_of(by, user), by=by, now=timezone.now())


def test_a_secretarys_post_waits_until_somebody_else_knows_her_again(
    make_user: MakeUser, administrator: Viewer, officer: Viewer
) -> None:
    """The hostile set: an administrator resets a secretary, signs in as her, and reads nobody."""
    now, secretary = timezone.now(), make_user(role=Role.SECRETARY, area=COMMUNITY)
    reset(secretary, administrator)
    assert of(secretary).posts == ()
    row = Confirmation.objects.get()
    assert (row.asks, row.asked_by_id, row.reason) == ("AGAIN", administrator.user_id, "新密码")
    told = AuditEvent.objects.get(county=COUNTY, action="post.waits_again")
    assert (told.actor_id, told.subject, told.area) == (administrator.user_id, secretary.pk, COMMUNITY)
    with pytest.raises(NoOwnPassword):
        confirm(confirmation=row, by=officer, now=now)
    password_is_own(user=secretary, now=now)
    for one in (administrator, of(secretary)):
        with pytest.raises(NotTheSecond):
            confirm(confirmation=row, by=one, now=now)
    with pytest.raises(NotTheAsker):
        take_back(confirmation=row, by=administrator, now=now)

    # It goes on waiting, also past a lock: it held, and nobody gave it up.
    set_active(user=secretary, is_active=False)
    set_active(user=secretary, is_active=True)
    later = now + CONFIRM_WITHIN + DAY
    assert to_confirm(viewer=officer, on=day_of(later)).get() == row
    with pytest.raises(PostHeldAlready):
        give_post(
            user=secretary, role=Role.SECRETARY, area=COMMUNITY, from_on=day_of(later), by=None, now=later
        )
    confirm(confirmation=row, by=officer, now=later)
    assert of(secretary, days=8).posts == (PostHeld(Role.SECRETARY, COMMUNITY),)
    # What she did before stays hers, and of the days on which it waited nothing is.
    assert [
        held_then(user=secretary.pk, areas=[COMMUNITY], action=Action.SEE_PERSON, on=day_of(now + n * DAY))
        for n in (-1, 0, 1, 8)
    ] == [True, False, False, True]


def test_declined_it_ends(make_user: MakeUser, administrator: Viewer, officer: Viewer) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    reset(secretary, administrator)
    decline(confirmation=Confirmation.objects.get(), word="不是本人", by=officer, now=timezone.now())
    assert not Post.objects.filter(user=secretary, until_on=None).exists()


def test_whoever_gave_the_password_is_no_second_person(make_user: MakeUser) -> None:
    """A secretary gives a worker of hers a password while another post of that worker waits for her word."""
    now, boss = timezone.now(), of(make_user(role=Role.SECRETARY, area=COMMUNITY))
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    giver = of(make_user(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY))
    give_post(user=worker, role=Role.PUBLICITY, area=COMMUNITY, from_on=day_of(now), by=giver, now=now)
    row = Confirmation.objects.get()
    assert to_confirm(viewer=boss, on=day_of(now)).exists()
    reset(worker, boss)
    password_is_own(user=worker, now=now)
    assert not to_confirm(viewer=boss, on=day_of(now)).exists()
    with pytest.raises(NotTheSecond):
        confirm(confirmation=row, by=boss, now=now)


def test_what_the_giver_could_have_given_alone_goes_on(make_user: MakeUser, administrator: Viewer) -> None:
    boss = of(make_user(role=Role.SECRETARY, area=COMMUNITY))
    worker, keeper, by_machine = (
        make_user(role=Role.GRID_WORKER, area=GRID),
        make_user(role=Role.STOREKEEPER, area=COUNTY),
        make_user(role=Role.COUNTY_OFFICER, area=COUNTY),
    )
    reset(worker, boss)
    reset(keeper, administrator)
    reset_password_here(user=by_machine, now=timezone.now())
    assert all(of(user).posts for user in (worker, keeper, by_machine))
    assert not Confirmation.objects.exists()
    reset(worker, administrator)
    assert of(worker).posts == ()


def test_the_pages_say_what_will_wait_and_that_the_password_is_not_her_own(
    make_user: MakeUser, client: Client
) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY, username="boss")
    client.force_login(make_user(role=Role.ADMINISTRATOR, area=COUNTY))
    page = f"/accounts/{secretary.pk}/"
    told = client.get(page).text
    assert "给了新密码，下面的岗位从今天起停下" in told
    assert "街道（乡镇）工作人员" in told
    assert client.post(f"{page}password/").status_code == 200
    client.force_login(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP))
    row = Confirmation.objects.get()
    confirms = f"/staff/waiting/{row.pk}/confirm/"
    told = client.get("/staff/waiting/").text
    assert "本人还没有设自己的密码" in told
    assert "是，确认" not in told
    assert "本人还没有设自己的密码" in client.post(confirms, follow=True).text
    password_is_own(user=secretary, now=timezone.now())
    told = client.get("/staff/waiting/").text
    assert "设了自己的密码，请当面或打电话问是不是本人" in told
    assert "设了密码的是本人吗" in told
    client.post(confirms)
    assert of(secretary).posts
