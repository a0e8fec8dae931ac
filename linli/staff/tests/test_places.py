"""A place is typed by name, pinyin, initials or code, and picked: with script from a list, without from the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.areas.commands import create_grid
from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.areas.spoken import spoken_of_area
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, TOWNSHIP

ADD, LOOK_UP = "/staff/new/", "/staff/places/"
LANE, OTHER_LANE = AreaCode("340102001003"), AreaCode("340102002001")
GOOD = {"username": "sunyi", "full_name": "孙怡", "password": "jiangnan-2020-chun"}


@pytest.fixture
def lanes(areas: dict[str, Area]) -> None:
    """Two lanes of one name in two townships of a county, and the rest as loading fills it."""
    for code, name in (
        (LANE, "填海巷社区居委会"),
        ("340102002", "长江街道"),
        (OTHER_LANE, "填海巷社区居委会"),
    ):
        Area.objects.create(code=code, name=name, level=AreaCode(code).level, valid_from=FIRST_DAY)
    for area in Area.objects.all():
        Area.objects.filter(pk=area.pk).update(spoken=spoken_of_area(name=area.name))


@pytest.fixture
def administrator(sign_in: Callable[..., Client]) -> Client:
    return sign_in(role=Role.ADMINISTRATOR, area=COUNTY)


def looked_up(client: Client, text: str) -> list[str]:
    return [place["code"] for place in client.get(LOOK_UP, {"q": text}).json()["places"]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("填海", [LANE, OTHER_LANE]),
        ("填海巷社区", [LANE, OTHER_LANE]),
        ("thx", [LANE, OTHER_LANE]),
        ("TianHai", [LANE, OTHER_LANE]),
        ("tianhaixiangshequ", [LANE, OTHER_LANE]),
        ("haixiang", []),  # a name is read from its beginning
        ("changjiang", ["340102002"]),
        ("zhangjiang", ["340102002"]),
        ("明光路", [TOWNSHIP, COMMUNITY]),
        ("34010200100", [COMMUNITY, f"{COMMUNITY}001", f"{COMMUNITY}002", "340102001002", LANE]),
        ("wt", []),  # 外滩 lies elsewhere
        ("外滩", []),
        ("%", []),
        (" ", []),
        ("\0", []),
    ],
)
def test_places_beneath_ones_own_post_are_found(
    administrator: Client, lanes: None, text: str, codes: list[str]
) -> None:
    assert sorted(looked_up(administrator, text)) == sorted(codes)


def test_a_look_up_costs_two_statements_beside_who_asks(
    administrator: Client, lanes: None, django_assert_max_num_queries: Any
) -> None:
    administrator.get(LOOK_UP)
    with django_assert_max_num_queries(6):
        found = administrator.get(LOOK_UP, {"q": "thx"}).json()["places"]
    assert [place["path"] for place in found] == [
        "安徽省合肥市瑶海区明光路街道填海巷社区居委会",
        "安徽省合肥市瑶海区长江街道填海巷社区居委会",
    ]


def test_nobody_without_a_post_looks_anything_up(areas: dict[str, Area], client: Client) -> None:
    assert client.get(LOOK_UP, {"q": "明光"}).status_code == 302
    user = User(username="nobody", full_name="无岗")
    user.save(force_insert=True)
    client.force_login(user)
    assert looked_up(client, "明光") == []


def test_without_script_the_answer_asks_which_and_keeps_what_was_typed(
    administrator: Client, lanes: None
) -> None:
    answer = administrator.post(ADD, GOOD | {"area": "thx"})
    assert (answer.status_code, 'value="thx"' in answer.text, 'value="孙怡"' in answer.text) == (
        422,
        True,
        True,
    )
    assert "长江街道填海巷社区居委会" in answer.text
    chosen = GOOD | {"area": "thx", "area_asked": "thx", "area_chosen": OTHER_LANE}
    assert administrator.post(ADD, chosen | {"area": "填海"}).status_code == 422  # chosen for other words
    assert administrator.post(ADD, chosen).status_code == 302
    assert User.objects.get(username="sunyi").area == OTHER_LANE


@pytest.mark.parametrize(
    ("text", "area"),
    [("胜利路", "340102001002"), ("明光路街道", TOWNSHIP), (LANE, LANE), ("瑶海区", COUNTY)],
)
def test_a_name_without_a_doubt_is_taken(administrator: Client, lanes: None, text: str, area: str) -> None:
    assert administrator.post(ADD, GOOD | {"area": text}).status_code == 302
    assert User.objects.get(username="sunyi").area == area


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"area": "胜利"}, "请选是哪一个"),  # one is like it, and nothing is guessed
        ({"area": "外滩街道"}, "没有叫“外滩街道”的地区"),
        ({"area": FOREIGN}, "不归您管理"),
        ({"area": "thx", "area_asked": "thx", "area_chosen": FOREIGN}, "不归您管理"),
        ({"area": "3401"}, "不归您管理"),
        ({"area": "34010"}, "区划代码应为"),
        ({"area": ""}, ""),
    ],
)
def test_what_is_no_place_here_is_said_at_the_field(
    administrator: Client, lanes: None, typed: dict[str, str], words: str
) -> None:
    answer = administrator.post(ADD, GOOD | typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["area"])
    assert words in answer.text


def test_a_new_grid_is_found_by_its_sound(areas: dict[str, Area], administrator: Client) -> None:
    grid = create_grid(community=COMMUNITY, name="东门网格", on=FIRST_DAY)
    assert looked_up(administrator, "dmwg") == [grid.code]
