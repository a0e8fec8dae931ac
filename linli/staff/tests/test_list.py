"""The list of accounts at the size of a county: found by name, pinyin, user name, role, place and state."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.spoken import spoken
from linli.staff.commands import add_user, give_post
from linli.staff.commands.names import correct_name_of
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FOREIGN, GRID, SIBLING, TOWNSHIP, MakeViewer

LIST = "/staff/"
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def security(sign_in: Callable[..., Client]) -> Client:
    return sign_in(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)


@pytest.fixture
def staff(make_viewer: MakeViewer) -> dict[str, User]:
    """Make some of the staff of a county, each with another standing, and one of another county."""
    now = timezone.now()
    by = make_viewer(role=Role.ADMINISTRATOR, area=COUNTY)
    people = {}
    for username, name, role, area, from_on in (
        ("sunyi", "孙怡", Role.SECRETARY, COMMUNITY, day_of(now)),
        ("sunwei", "孙伟", Role.SECRETARY, SIBLING, LONG_AGO),
        ("w7", "曾祥", Role.GRID_WORKER, GRID, LONG_AGO),
        ("far", "孙远", Role.SECRETARY, FOREIGN, LONG_AGO),
        ("none", "孙无", None, TOWNSHIP, LONG_AGO),
    ):
        area_of = COUNTY if area == FOREIGN else area
        user = add_user(username=username, full_name=name, password=None, by=by, area=area_of, now=now)
        if role:
            give_post(user=user, role=role, area=area, from_on=from_on, by=None, now=now)
        people[username] = user
    User.objects.filter(username="w7").update(is_active=False)
    Post.objects.filter(user=people["sunwei"]).update(waits_since_on=day_of(now))
    return people


def found(client: Client, **asked: str) -> tuple[set[str], set[str]]:
    """Return the user names with a post, and those without, that the page shows."""
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    ours = {row["post"].user.username for row in answer.context["rows"]}
    return ours - {"administrator-340102", "security_administrator-340102"}, {
        user.username for user, _told in answer.context["without"]
    }


@pytest.mark.parametrize(
    ("asked", "held", "without"),
    [
        ({}, {"sunyi", "sunwei", "w7"}, {"none", "sunwei"}),
        ({"words": "孙"}, {"sunyi", "sunwei"}, {"none", "sunwei"}),
        ({"words": "sunw"}, {"sunwei"}, {"none", "sunwei"}),
        ({"words": "SY"}, {"sunyi"}, set()),
        ({"words": "zengx"}, {"w7"}, set()),
        ({"words": "w7"}, {"w7"}, set()),
        ({"words": "uny"}, {"sunyi"}, set()),  # part of a user name, as it is written
        ({"words": "%"}, set(), set()),
        ({"role": "GRID_WORKER"}, {"w7"}, set()),
        ({"area": "胜利路"}, {"sunwei"}, {"sunwei"}),
        ({"area": TOWNSHIP, "role": "SECRETARY"}, {"sunyi", "sunwei"}, set()),
        ({"area": FOREIGN}, set(), set()),
        ({"state": "WAITING"}, {"sunwei"}, set()),
        ({"state": "LOCKED"}, {"w7"}, set()),
        ({"state": "WITHOUT"}, set(), {"none", "sunwei"}),
    ],
)
def test_accounts_are_found(
    security: Client, staff: dict[str, User], asked: dict[str, str], held: set[str], without: set[str]
) -> None:
    assert found(security, **asked) == (held, without)


def test_who_has_not_come_in_for_long_is_marked_and_found(security: Client, staff: dict[str, User]) -> None:
    now = timezone.now()
    sunwei = staff["sunwei"]
    Post.objects.filter(user=sunwei).update(waits_since_on=None)
    seen = {now - timedelta(days=31): {"sunwei"}, now - timedelta(days=29): set[str]()}
    for last_login, names in seen.items():
        User.objects.filter(pk=sunwei.pk).update(last_login=last_login)
        assert found(security, state="UNUSED", words="sun")[0] == names
        assert security.get(LIST, {"words": "sunwei"}).text.count('chip-soon">30 天没有登录') == len(names)


def test_a_place_that_several_are_called_is_asked(security: Client) -> None:
    answer = security.get(LIST, {"area": "明光路", "words": "孙"})
    assert (answer.status_code, "请选是哪一个" in answer.text, 'value="孙"' in answer.text) == (
        422,
        True,
        True,
    )
    offered = {"area": "明光路", "area_asked": "明光路", "area_chosen": COMMUNITY}
    assert security.get(LIST, offered).context["form"].wanted.area == COMMUNITY
    assert security.get(LIST, offered | {"area": "明光"}).status_code == 422  # chosen for other words


def test_a_name_put_right_is_found_by_its_sound(security: Client, staff: dict[str, User]) -> None:
    user = staff["sunyi"]
    by = viewer_of(user=User.objects.get(username="administrator-340102"), on=day_of(timezone.now()))
    correct_name_of(user_id=user.pk, area=COUNTY, full_name="单怡", reason="写错", by=by, now=timezone.now())
    assert (found(security, words="shanyi")[0], found(security, words="sy")[0]) == ({"sunyi"}, {"sunyi"})
    assert spoken(name="单怡") == " shanyi sy danyi dy"
