"""Which posts wait for a second person and who that is, as tables; the list of a viewer says the same as the rule."""

from collections.abc import Callable

import pytest

from linli.areas.rules import AreaCode
from linli.staff.commands import add_user
from linli.staff.commands.passwords import password_is_own
from linli.staff.confirming import may_confirm, needs_confirmation
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries.confirmations import to_confirm
from linli.staff.rights import LEVELS, Role
from linli.staff.rules import PostHeld
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    FOREIGN,
    GRID,
    MORNING,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeViewer,
)

MakeUser = Callable[..., User]
LINE = {area.level: area for area in (PROVINCE, CITY, COUNTY, TOWNSHIP, COMMUNITY, GRID)}
# What an administrator gives and nobody needs to confirm: nobody of these reads a person or confirms a post.
AT_ONCE = {Role.STOREKEEPER}


def at(role: Role) -> AreaCode:
    """Return the lowest area of the line at which a role stands."""
    return LINE[max(LEVELS[role], key=lambda level: len(LINE[level]))]


def new(username: str) -> User:
    """Add somebody without a post, who chose their own password."""
    user = add_user(
        username=username, full_name=username, password=None, by=None, area=COMMUNITY, now=MORNING
    )
    user.set_password("a good password")
    user.save()
    password_is_own(user=user, now=MORNING)
    return user


@pytest.mark.parametrize("role", Role)
def test_what_an_administrator_gives_waits_but_for_who_reads_no_person(role: Role) -> None:
    by = [PostHeld(Role.SECURITY_ADMINISTRATOR, PROVINCE)]
    assert needs_confirmation(role=role, area=at(role), by=by) is (role not in AT_ONCE)


@pytest.mark.parametrize(
    ("role", "area", "by", "waits"),
    [
        (Role.GRID_WORKER, GRID, COMMUNITY, False),
        (Role.HELPER, COMMUNITY, COMMUNITY, False),
        (Role.DOCTOR, COMMUNITY, COMMUNITY, True),
        (Role.GRID_WORKER, SIBLING, COMMUNITY, True),  # where she reads nobody
        (Role.GRID_WORKER, FOREIGN, FOREIGN, False),
    ],
)
def test_what_a_secretary_gives_waits_where_it_does_more_than_she(
    role: Role, area: AreaCode, by: AreaCode, waits: bool
) -> None:
    held = [PostHeld(Role.SECRETARY, by)]
    assert needs_confirmation(role=role, area=area, by=held) is waits


@pytest.mark.parametrize(
    ("role", "area", "who", "where", "may"),
    [
        (Role.DOCTOR, COMMUNITY, Role.SECRETARY, COMMUNITY, True),
        (Role.GRID_WORKER, GRID, Role.SECRETARY, COMMUNITY, True),
        (Role.DOCTOR, COMMUNITY, Role.SECRETARY, SIBLING, False),
        (Role.DOCTOR, COMMUNITY, Role.TOWNSHIP_OFFICER, TOWNSHIP, True),
        (Role.GRID_WORKER, GRID, Role.TOWNSHIP_OFFICER, TOWNSHIP, True),
        (Role.DOCTOR, COMMUNITY, Role.COUNTY_OFFICER, COUNTY, False),
        (Role.POLICE, TOWNSHIP, Role.TOWNSHIP_OFFICER, TOWNSHIP, True),
        (Role.POLICE, TOWNSHIP, Role.COUNTY_OFFICER, COUNTY, True),
        (Role.POLICE, TOWNSHIP, Role.SECRETARY, COMMUNITY, False),
        (Role.CLINIC, COUNTY, Role.COUNTY_OFFICER, COUNTY, True),
        (Role.CITY_OFFICER, CITY, Role.PROVINCE_OFFICER, PROVINCE, True),
        (Role.SECRETARY, COMMUNITY, Role.SECURITY_ADMINISTRATOR, PROVINCE, True),
        (Role.SECRETARY, COMMUNITY, Role.SECURITY_ADMINISTRATOR, TOWNSHIP, True),
        (Role.SECRETARY, FOREIGN, Role.SECURITY_ADMINISTRATOR, PROVINCE, False),
        (Role.AUDITOR, COUNTY, Role.SECURITY_ADMINISTRATOR, COUNTY, True),
        (Role.AUDITOR, COUNTY, Role.COUNTY_OFFICER, COUNTY, False),
        (Role.AUDITOR, COUNTY, Role.CITY_OFFICER, CITY, False),
        (Role.DOCTOR, COMMUNITY, Role.DOCTOR, COMMUNITY, False),
        (Role.GRID_WORKER, GRID, Role.GRID_WORKER, COMMUNITY, False),
    ],
)
def test_who_confirms_runs_the_area_or_the_one_above_or_gives_posts_there(
    role: Role,
    area: AreaCode,
    who: Role,
    where: AreaCode,
    may: bool,
    make_user: MakeUser,
    make_viewer: MakeViewer,
) -> None:
    second, giver, holder = (
        make_viewer(role=who, area=where),
        make_user(role=Role.CITY_OFFICER, area=CITY, username="giver"),
        new("holder"),
    )
    assert may_confirm(viewer=second, role=role, area=area, asked_by=giver.pk, holder=holder.pk) is may
    for one in (
        {"asked_by": second.user_id, "holder": holder.pk},
        {"asked_by": giver.pk, "holder": second.user_id},
    ):
        assert not may_confirm(viewer=second, role=role, area=area, **one)
    # The list says the same as the rule.
    post = Post.objects.create(
        user=holder, role=role, area_id=area, from_on=FIRST_DAY, waits_since_on=FIRST_DAY
    )
    Confirmation.objects.create(
        post=post, asks="BEGIN", role=role, area=area, asked_at=MORNING, asked_by=giver
    )
    assert to_confirm(viewer=second, on=FIRST_DAY).exists() is may
    Confirmation.objects.update(asked_by=second.user_id)
    assert not to_confirm(viewer=second, on=FIRST_DAY).exists()
