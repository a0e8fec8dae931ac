"""Who somebody signed in is, in one statement: the same as asked apart, and right at once when anything changes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.clock import day_of
from linli.ids import new_id
from linli.signin.models import RoleRequirement
from linli.signin.queries.recognition import noted_lacking, recognised
from linli.signin.queries.requirements import lacks_second_factor
from linli.staff.commands import give_post
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of, viewers_of
from linli.staff.rights import LEVELS, Role
from linli.staff.rules import LATE_DELIVERY
from tests.cast import CITY, COMMUNITY, COUNTY, GRID, MORNING, PROVINCE, SIBLING, TOWNSHIP

TODAY = date(2020, 1, 27)
LINE = {area.level: area for area in (PROVINCE, CITY, COUNTY, TOWNSHIP, COMMUNITY, GRID)}
MakeUser = Callable[..., User]


@pytest.fixture
def secretary_user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


def known(user: User, *, on: date = TODAY) -> User:
    found = recognised(user_id=user.pk, on=on)
    assert found is not None
    return found


@pytest.mark.parametrize("has_app", [True, False], ids=["app", "no app"])
@pytest.mark.parametrize("role", Role)
def test_it_is_what_was_asked_apart(role: Role, *, has_app: bool, make_user: MakeUser) -> None:
    user = make_user(role=role, area=LINE[min(LEVELS[role], key=list(LINE).index)])
    if not has_app:
        Authenticator.objects.all().delete()
    viewer = viewer_of(user=user, on=TODAY)

    assert known(user).viewers == viewers_of(user=user, on=TODAY)
    assert noted_lacking(user=known(user)) is lacks_second_factor(viewer=viewer)


@pytest.mark.parametrize("on", [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)])
@pytest.mark.parametrize("until", [None, TODAY - LATE_DELIVERY, TODAY, TODAY + timedelta(days=1)])
@pytest.mark.parametrize("from_on", [date(2020, 1, 1), TODAY, TODAY + timedelta(days=1)])
def test_posts_hold_on_the_days_on_which_they_hold(
    from_on: date, until: date | None, on: date, secretary_user: User
) -> None:
    give_post(user=secretary_user, role=Role.DOCTOR, area=SIBLING, from_on=from_on, by=None, now=MORNING)
    Post.objects.filter(role=Role.DOCTOR).update(until_on=until)

    assert known(secretary_user, on=on).viewers == viewers_of(user=secretary_user, on=on)


def test_somebody_without_a_post_is_somebody_without_rights(secretary_user: User) -> None:
    Post.objects.update(until_on=TODAY)

    found = known(secretary_user)

    assert found.viewers is not None
    assert found.viewers[0].posts == ()
    assert noted_lacking(user=found) is False


def test_nobody_inactive_and_nobody_unknown_is_recognised(secretary_user: User) -> None:
    User.objects.update(is_active=False)

    assert recognised(user_id=secretary_user.pk, on=TODAY) is None
    assert recognised(user_id=new_id(), on=TODAY) is None


@pytest.mark.parametrize("required", [True, False])
def test_a_requirement_holds_from_the_next_request_on(
    secretary_user: User, client: Client, *, required: bool
) -> None:
    client.force_login(secretary_user)
    assert client.get("/rights/").status_code == 200

    RoleRequirement.objects.filter(role=Role.SECRETARY).update(second_factor=required)

    assert client.get("/rights/").status_code == (302 if required else 200)


def test_a_second_factor_taken_away_holds_from_the_next_request_on(
    make_user: MakeUser, client: Client
) -> None:
    client.force_login(make_user(role=Role.COUNTY_OFFICER, area=COUNTY))
    assert client.get("/rights/").status_code == 200

    Authenticator.objects.all().delete()

    assert client.get("/rights/").status_code == 302


def test_a_post_that_ended_holds_no_longer_on_the_next_request(secretary_user: User, client: Client) -> None:
    client.force_login(secretary_user)
    assert client.get("/emergencies/").status_code == 200

    Post.objects.update(until_on=day_of(timezone.now()))

    assert client.get("/emergencies/").status_code == 403


def test_a_request_asks_who_it_is_once(secretary_user: User, client: Client) -> None:
    client.force_login(secretary_user)
    client.get("/rights/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/rights/")

    # What the menu counts asks whose phones these are, of its own.
    told = [one["sql"] for one in asked if "phone_heldoperation" not in one["sql"]]
    assert sum("staff_post" in sql for sql in told) == 1
    assert sum("staff_user" in sql for sql in told) == 1
    assert len(told) <= 4
