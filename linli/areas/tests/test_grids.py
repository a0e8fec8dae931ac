import pytest
from django.db import IntegrityError, transaction

from linli.areas.commands import (
    CommunityNotOpen,
    GridNameEmpty,
    GridNameTaken,
    GridsFull,
    create_grid,
)
from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.areas.tests.conftest import FIRST_DAY, NATION, NEXT_DAY, Load

COMMUNITY = AreaCode("340102001001")


@pytest.fixture(autouse=True)
def loaded(load: Load) -> None:
    load(NATION)


def new_grid(name: str, community: AreaCode = COMMUNITY) -> Area:
    return create_grid(community=community, name=name, on=FIRST_DAY)


def test_grids_are_numbered_from_001() -> None:
    grids = [new_grid("第一网格"), new_grid(" 第二网格 ")]
    assert [(grid.code, grid.name) for grid in grids] == [
        ("340102001001001", "第一网格"),
        ("340102001001002", "第二网格"),
    ]


def test_the_code_of_a_closed_grid_is_not_used_again_but_its_name_may_be() -> None:
    Area.objects.filter(pk=new_grid("第一网格").pk).update(valid_until=NEXT_DAY)
    assert new_grid("第一网格").code == "340102001001002"


def test_the_lowest_unused_code_is_taken() -> None:
    Area.objects.create(code=f"{COMMUNITY}002", name="东区", level="GRID")
    assert [new_grid("甲").code[-3:], new_grid("乙").code[-3:]] == ["001", "003"]


@pytest.mark.parametrize("name", ["", " ", "\u3000"])
def test_a_grid_needs_a_name(name: str) -> None:
    with pytest.raises(GridNameEmpty):
        new_grid(name)


def test_a_name_is_taken_in_its_own_community_only() -> None:
    new_grid("第一网格")
    with pytest.raises(GridNameTaken):
        new_grid("第一网格 ")
    assert new_grid("第一网格", AreaCode("340102001002")).code == "340102001002001"


@pytest.mark.parametrize("code", ["340102001", "340102001999"])
def test_only_an_open_community_has_grids(code: str) -> None:
    with pytest.raises(CommunityNotOpen):
        new_grid("第一网格", AreaCode(code))


def test_a_closed_community_gets_no_grid() -> None:
    Area.objects.filter(pk=COMMUNITY).update(valid_until=NEXT_DAY)
    with pytest.raises(CommunityNotOpen):
        new_grid("第一网格")


def test_999_is_the_last_grid() -> None:
    Area.objects.bulk_create(
        Area(code=f"{COMMUNITY}{number:03}", name=f"第{number}网格", level="GRID") for number in range(1, 999)
    )
    assert new_grid("末").code[-3:] == "999"
    with pytest.raises(GridsFull):
        new_grid("再")


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "TOWNSHIP"},
        {"name": ""},
        {"community_class": "UNKNOWN"},
        {"risk_level": "none"},
        {"valid_from": NEXT_DAY, "valid_until": FIRST_DAY},
    ],
)
def test_the_table_refuses_what_no_area_is(wrong: dict[str, object]) -> None:
    row = {"code": f"{COMMUNITY}001", "name": "第一网格", "level": "GRID", **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(**row)
