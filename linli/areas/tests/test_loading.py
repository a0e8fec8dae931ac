from datetime import date
from pathlib import Path

import pytest

from linli.areas.commands import (
    AreaNotInSource,
    AreasChangedLater,
    AreasLoaded,
    AreaSourceBroken,
    AreaSourceMissing,
    create_grid,
    load_areas,
)
from linli.areas.models import Area, FormerName
from linli.areas.rules import AreaCode
from linli.areas.tests.conftest import FIRST_DAY, NATION, NEXT_DAY, Load, WriteSource

THIRD_DAY = date(2020, 1, 22)
WITHOUT_SHENGLI = {code: name for code, name in NATION.items() if code != "340102001002"}
RENAMED = {**NATION, "340102001001": "明光路东社区"}


def periods(code: str) -> list[tuple[str, date | None, date]]:
    rows = FormerName.objects.filter(area_id=code).order_by("valid_until", "pk")
    return list(rows.values_list("name", "valid_from", "valid_until"))


def test_the_whole_list_is_loaded_and_a_repeat_changes_nothing(load: Load) -> None:
    assert load(NATION) == AreasLoaded(added=16, renamed=0, closed=0, reopened=0, unchanged=0)
    before = list(Area.objects.order_by("code").values())
    assert load(NATION, on=NEXT_DAY) == AreasLoaded(added=0, renamed=0, closed=0, reopened=0, unchanged=16)
    assert list(Area.objects.order_by("code").values()) == before
    assert {row["code"]: row["name"] for row in before} == NATION
    assert {row["valid_from"] for row in before} == {FIRST_DAY}
    assert {row["valid_until"] for row in before} == {None}
    assert all(row["level"] == AreaCode(row["code"]).level for row in before)


def test_an_area_that_is_new_in_the_list_begins_on_the_day(load: Load) -> None:
    load(WITHOUT_SHENGLI)
    assert load(NATION, on=NEXT_DAY).added == 1
    assert Area.objects.get(pk="340102001002").valid_from == NEXT_DAY


def test_a_renamed_area_keeps_its_code_and_its_former_names_follow_one_another(load: Load) -> None:
    load(NATION)
    assert load(RENAMED, on=NEXT_DAY) == AreasLoaded(added=0, renamed=1, closed=0, reopened=0, unchanged=15)
    load({**NATION, "340102001001": "明光路西社区"}, on=THIRD_DAY)
    area = Area.objects.get(pk="340102001001")
    assert (area.name, area.valid_from, area.valid_until) == ("明光路西社区", FIRST_DAY, None)
    assert periods("340102001001") == [
        ("明光路社区", FIRST_DAY, NEXT_DAY),
        ("明光路东社区", NEXT_DAY, THIRD_DAY),
    ]


def test_an_area_known_from_no_day_can_be_renamed_twice(load: Load) -> None:
    load(NATION)
    Area.objects.update(valid_from=None)
    load(RENAMED, on=NEXT_DAY)
    load(NATION, on=THIRD_DAY)
    assert periods("340102001001") == [("明光路社区", None, NEXT_DAY), ("明光路东社区", NEXT_DAY, THIRD_DAY)]


def test_a_vanished_area_is_closed_once_and_never_deleted(load: Load) -> None:
    load(NATION)
    assert load(WITHOUT_SHENGLI, on=NEXT_DAY) == AreasLoaded(
        added=0, renamed=0, closed=1, reopened=0, unchanged=15
    )
    assert load(WITHOUT_SHENGLI, on=THIRD_DAY).closed == 0
    area = Area.objects.get(pk="340102001002")
    assert (area.name, area.valid_until) == ("胜利路社区", NEXT_DAY)


def test_an_area_that_comes_back_is_reopened_and_its_first_period_kept(load: Load) -> None:
    load(NATION)
    load(WITHOUT_SHENGLI, on=NEXT_DAY)
    back = {**NATION, "340102001002": "胜利社区"}
    assert load(back, on=THIRD_DAY) == AreasLoaded(added=0, renamed=0, closed=0, reopened=1, unchanged=15)
    area = Area.objects.get(pk="340102001002")
    assert (area.name, area.valid_from, area.valid_until) == ("胜利社区", THIRD_DAY, None)
    assert periods("340102001002") == [("胜利路社区", FIRST_DAY, NEXT_DAY)]
    assert load(back, on=THIRD_DAY).unchanged == 16


def test_under_an_area_only_it_and_its_ancestors_are_loaded(load: Load) -> None:
    assert load(NATION, under="340102001").added == 6
    assert set(Area.objects.values_list("code", flat=True)) == {
        *AreaCode("340102001").ancestors,
        "340102001",
        "340102001001",
        "340102001002",
    }


def test_under_an_area_nothing_elsewhere_is_closed_or_renamed(load: Load) -> None:
    load(NATION)
    other = {**WITHOUT_SHENGLI, "34": "皖", "310101": "黄浦新区"}
    del other["441900003001"]
    other["441900003002"] = "另一社区"
    assert load(other, on=NEXT_DAY, under="340102") == AreasLoaded(
        added=0, renamed=1, closed=1, reopened=0, unchanged=4
    )
    assert set(Area.objects.filter(valid_until=NEXT_DAY).values_list("code", flat=True)) == {"340102001002"}
    assert Area.objects.get(pk="34").name == "皖"
    assert Area.objects.get(pk="310101").name == "黄浦区"


def test_grids_are_never_closed_not_even_with_their_community(load: Load) -> None:
    load(NATION)
    grid = create_grid(community=AreaCode("340102001002"), name="第一网格", on=FIRST_DAY)
    assert load(WITHOUT_SHENGLI, on=NEXT_DAY).closed == 1
    assert list(Area.objects.filter(pk=grid.pk).values_list("name", "valid_until")) == [("第一网格", None)]


def test_a_code_that_the_list_lacks_changes_nothing(load: Load) -> None:
    load(NATION)
    with pytest.raises(AreaNotInSource):
        load(WITHOUT_SHENGLI, on=NEXT_DAY, under="340102001002")
    assert not Area.objects.exclude(valid_until=None).exists()


@pytest.mark.parametrize("changed", [WITHOUT_SHENGLI, RENAMED])
def test_a_day_before_the_last_change_is_refused(load: Load, changed: dict[str, str]) -> None:
    load(NATION, on=NEXT_DAY)
    with pytest.raises(AreasChangedLater):
        load(changed, on=FIRST_DAY)
    assert load(NATION, on=FIRST_DAY).unchanged == 16


def test_a_day_before_the_last_renaming_is_refused(load: Load) -> None:
    load(NATION)
    load(RENAMED, on=THIRD_DAY)
    with pytest.raises(AreasChangedLater):
        load(NATION, on=NEXT_DAY)


def test_a_missing_file_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(AreaSourceMissing, match=r"provinces\.csv"):
        load_areas(source=tmp_path, under=None, on=FIRST_DAY)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("villages.csv", ""),
        ("villages.csv", "code,name\n"),
        ("villages.csv", "code,title\n340102001001,明光路社区\n"),
        ("villages.csv", "code,name\n340102001001\n"),
        ("villages.csv", "code,name\n340102001001,\n"),
        ("villages.csv", "code,name\n340102001,明光路社区\n"),
        ("villages.csv", "code,name\n34010200100X,明光路社区\n"),
        ("villages.csv", "code,name\n340102001001,甲\n340102001001,乙\n"),
        ("villages.csv", "code,name\n340102009001,没有街道的社区\n"),
        ("villages.csv", "code,name\n340102001001," + "长" * 101 + "\n"),
    ],
)
def test_a_broken_list_changes_nothing(db: None, write_source: WriteSource, file: str, text: str) -> None:
    folder = write_source(NATION)
    load_areas(source=folder, under=None, on=FIRST_DAY)
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(AreaSourceBroken):
        load_areas(source=folder, under=None, on=NEXT_DAY)
    assert Area.objects.filter(valid_until=None).count() == 16


def test_a_list_in_another_encoding_is_broken(db: None, write_source: WriteSource) -> None:
    folder = write_source(NATION)
    (folder / "villages.csv").write_text("code,name\n340102001001,明光路社区\n", encoding="gb18030")
    with pytest.raises(AreaSourceBroken):
        load_areas(source=folder, under=None, on=FIRST_DAY)


def test_files_are_told_top_first(db: None, write_source: WriteSource) -> None:
    told: list[str] = []
    load_areas(source=write_source(NATION), under=None, on=FIRST_DAY, on_file=told.append)
    assert told == ["provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv"]
