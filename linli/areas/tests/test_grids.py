from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.areas.commands import (
    CommunityNotOpen,
    GridClosed,
    GridNameEmpty,
    GridNameTaken,
    GridOpen,
    GridsFull,
    close_grid,
    create_grid,
    rename_grid,
    reopen_grid,
)
from linli.areas.models import Area
from linli.areas.queries import every_grid_of, former_names, grids_of, names_of
from linli.areas.rules import AreaCode
from linli.areas.tests.conftest import FIRST_DAY, NATION, NEXT_DAY, Load
from linli.clock import moment
from linli.ids import new_id

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


BY = new_id()


def day(on: date) -> dict[str, Any]:
    return {"by": BY, "now": moment(on, time(9))}


def test_a_renamed_grid_keeps_its_code_and_the_name_of_its_earlier_days() -> None:
    grid = AreaCode(new_grid("第一网格").code)
    rename_grid(grid=grid, name=" 东区 ", **day(NEXT_DAY))
    rename_grid(grid=grid, name="东区", **day(NEXT_DAY))
    assert names_of(codes=[grid]) == {grid: "东区"}
    told = [(one.name, one.valid_from, one.valid_until) for one in former_names(code=grid)]
    assert told == [("第一网格", FIRST_DAY, NEXT_DAY)]
    assert new_grid("第一网格").code != grid


def test_a_name_in_use_is_no_new_name_and_an_empty_one_is_none() -> None:
    grid, _other = AreaCode(new_grid("第一网格").code), new_grid("第二网格")
    for name, refusal in (("第二网格", GridNameTaken), ("\u3000", GridNameEmpty)):
        with pytest.raises(refusal):
            rename_grid(grid=grid, name=name, **day(NEXT_DAY))
    assert not former_names(code=grid)


def test_a_closed_grid_is_kept_and_comes_back_with_both_its_periods() -> None:
    grid = AreaCode(new_grid("第一网格").code)
    with pytest.raises(GridOpen):
        reopen_grid(grid=grid, **day(NEXT_DAY))
    close_grid(grid=grid, **day(NEXT_DAY))
    assert grids_of(community=COMMUNITY) == []
    assert [one.code for one in every_grid_of(community=COMMUNITY)] == [grid]
    with pytest.raises(GridClosed):
        close_grid(grid=grid, **day(NEXT_DAY))
    with pytest.raises(GridClosed):
        rename_grid(grid=grid, name="东区", **day(NEXT_DAY))
    later = date(NEXT_DAY.year, NEXT_DAY.month, NEXT_DAY.day + 1)
    reopen_grid(grid=grid, **day(later))
    row = Area.objects.get(pk=grid)
    assert (row.valid_from, row.valid_until) == (later, None)
    told = [(one.name, one.valid_from, one.valid_until) for one in former_names(code=grid)]
    assert told == [("第一网格", FIRST_DAY, NEXT_DAY)]


def test_a_grid_whose_name_was_given_on_stays_closed() -> None:
    grid = AreaCode(new_grid("第一网格").code)
    close_grid(grid=grid, **day(NEXT_DAY))
    new_grid("第一网格")
    with pytest.raises(GridNameTaken):
        reopen_grid(grid=grid, **day(NEXT_DAY))
