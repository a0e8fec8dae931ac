"""A post that cannot be confirmed yet is nobody's work; one that was declined is told to who gave it and to whose it was."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.desk.queries.waiting import waiting
from linli.staff.commands import confirmations, give_post
from linli.staff.models import Confirmation, User
from linli.staff.queries import viewer_of
from linli.staff.queries.confirmations import not_yet_to_confirm, ready_to_confirm, to_confirm
from linli.staff.queries.ways import lacking_own_way, without_own_way
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.staff.waits import Standing
from tests.cast import COMMUNITY, COUNTY, TOWNSHIP

pytestmark = pytest.mark.django_db
MakeUser = Callable[..., User]


@pytest.fixture
def giver(make_user: MakeUser) -> User:
    return make_user(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY, username="gives")


@pytest.fixture
def officer(make_user: MakeUser) -> Viewer:
    user = make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP, username="second")
    return viewer_of(user=user, on=day_of(timezone.now()))


def asked(giver: User, user: User) -> Confirmation:
    today = day_of(timezone.now())
    by = viewer_of(user=giver, on=today)
    post = give_post(user=user, role=Role.DOCTOR, area=COMMUNITY, from_on=today, by=by, now=timezone.now())
    return Confirmation.objects.get(post=post)


def somebody(*, way: str) -> User:
    user = User(username="new", full_name="李建国")
    user.set_password(None if way == "none" else "a-password-of-2020")
    user.password_given_at = timezone.now() if way == "given" else None
    user.save()
    return user


@pytest.mark.parametrize("way", ["own", "given", "none"])
def test_a_post_waits_for_its_holder_until_they_have_a_way_in_of_their_own(
    way: str, giver: User, officer: Viewer
) -> None:
    user = somebody(way=way)
    asked(giver, user)
    today = day_of(timezone.now())
    lacks = user.pk in without_own_way(users=[user], on=today)
    assert lacks is (way != "own")
    assert lacking_own_way(on=today).filter(pk=user.pk).exists() is lacks
    assert to_confirm(viewer=officer, on=today).exists()
    assert ready_to_confirm(viewer=officer, on=today).exists() is not lacks
    assert not_yet_to_confirm(viewer=officer, on=today).exists() is lacks
    (line,) = [one for one in waiting(viewer=officer, now=timezone.now()) if "POST" in one.code]
    assert line.standing is (Standing.OTHERS if lacks else Standing.TODAY)


def test_who_gave_a_post_that_was_declined_finds_it_until_they_say_that_they_know(
    giver: User, officer: Viewer, make_user: MakeUser
) -> None:
    user = somebody(way="own")
    row = asked(giver, user)
    confirmations.decline(confirmation=row, word="不是我们街道的人", by=officer, now=timezone.now())
    client, stranger = Client(), Client()
    client.force_login(giver)
    stranger.force_login(make_user(role=Role.COUNTY_OFFICER, area=COUNTY, username="other"))
    known = reverse("staff:know_declined", args=[row.pk])

    assert "有人不同意您提出的岗位" in client.get("/waits/").text
    assert stranger.post(known).status_code == 404
    assert "不是我们街道的人" in client.get("/staff/waiting/").text
    client.post(known)
    assert "有人不同意您提出的岗位" not in client.get("/waits/").text
    assert "不是我们街道的人" in client.get("/staff/waiting/").text


def test_whose_post_was_declined_reads_by_whom_and_why(giver: User, officer: Viewer) -> None:
    user = somebody(way="own")
    confirmations.decline(
        confirmation=asked(giver, user), word="不是我们街道的人", by=officer, now=timezone.now()
    )
    client = Client()
    client.force_login(user)
    shown = client.get("/").text
    assert "您的岗位没有获得同意" in shown
    assert officer.name in shown
    assert "不是我们街道的人" in shown
    Confirmation.objects.update(closed_at=timezone.now() - timedelta(days=30))
    assert "您的岗位没有获得同意" not in client.get("/").text
