"""Who holds posts over a community is shown to it: at it, in it and above it, and nobody of elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.staff.commands import add_user, end_post, give_post, substitute
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.queries.over import BY_MACHINE, posts_over
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, GRID, OTHER_GRID, PROVINCE, SIBLING, TOWNSHIP

MakeUser = Callable[..., User]


@pytest.fixture
def secretary_user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


def test_every_post_above_at_and_in_the_community_with_who_gave_it(
    secretary_user: User, make_user: MakeUser
) -> None:
    """A puppet that one administrator made is seen by the community that it reads."""
    now = timezone.now()
    today = day_of(now)
    administrator = viewer_of(user=make_user(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE), on=today)
    puppet = add_user(
        username="puppet", full_name="傀儡", password=None, by=administrator, area=COMMUNITY, now=now
    )
    give_post(user=puppet, role=Role.SECRETARY, area=COMMUNITY, from_on=today, by=administrator, now=now)
    for role, area in ((Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.CITY_OFFICER, CITY), (Role.DOCTOR, SIBLING)):
        make_user(role=role, area=area)
    gone = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    end_post(post=Post.objects.get(user=gone), by=administrator, now=now)

    found = posts_over(viewer=viewer_of(user=secretary_user, on=today), on=today)
    assert [(one.area, one.role, one.given_by) for one in found] == [
        (PROVINCE, Role.SECURITY_ADMINISTRATOR, BY_MACHINE),
        (CITY, Role.CITY_OFFICER, BY_MACHINE),
        (TOWNSHIP, Role.TOWNSHIP_OFFICER, BY_MACHINE),
        (COMMUNITY, Role.SECRETARY, BY_MACHINE),
        (COMMUNITY, Role.SECRETARY, administrator.user_id),
    ]
    assert [one.waits for one in found] == [False, False, False, False, True]


def test_the_page_names_givers_and_who_stands_in(
    secretary_user: User, make_user: MakeUser, client: Client
) -> None:
    today = day_of(timezone.now())
    worker, other = (make_user(role=Role.GRID_WORKER, area=area) for area in (GRID, OTHER_GRID))
    substitute(
        absent=Post.objects.get(user=worker),
        by_whom=other,
        from_on=today,
        until_on=today + timedelta(days=3),
        reason="病假",
        by=viewer_of(user=secretary_user, on=today),
        now=timezone.now(),
    )
    client.force_login(worker)
    page = client.get("/posts/")
    assert page.status_code == 200
    text = " ".join(page.text.split())
    assert f"替 {worker.full_name} 代班" in text
    assert f"{today + timedelta(days=4)} 前有效" in text
    assert f'谁任命"> {secretary_user.full_name}' in text
    assert "在服务器上添加" in text


@pytest.mark.parametrize("role", [Role.TOWNSHIP_OFFICER, Role.SECURITY_ADMINISTRATOR])
def test_it_is_the_communitys_page(role: Role, make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=role, area=TOWNSHIP))
    assert client.get("/posts/").status_code == 403
