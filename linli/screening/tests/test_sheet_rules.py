"""Lists of doors as communities have them."""

import pytest

from linli.screening.rules.columns import columns_of
from linli.screening.rules.doors import DoorsRead, Fault, read_doors
from linli.sheets.cells import Cell
from linli.sheets.workbooks import Sheet

Merged = tuple[tuple[int, int, int, int], ...]


def read(*rows: tuple[Cell, ...], merged: Merged = ()) -> DoorsRead:
    sheet = Sheet("表", rows, merged)
    columns = columns_of(sheet=sheet)
    assert columns is not None
    return read_doors(sheets=[(sheet, columns)], grids=["第一网格"])


def faults(read: DoorsRead) -> list[tuple[int, Fault, int]]:
    return [(one.row, one.fault, one.of) for one in read.told]


@pytest.mark.parametrize(
    ("header", "cells", "address"),
    [
        (("楼栋", "单元", "门牌号"), (3, 2, 501), "3栋2单元501室"),
        (("楼栋", "单元", "门牌号"), ("3号楼", "2单元", "501室"), "3号楼2单元501室"),
        (("小区名称", "楼号", "房间号"), ("填海小区", "12", "0304"), "填海小区12栋0304室"),
        (("村民组", "门牌号"), ("王庄村3组", 12), "王庄村3组12号"),
        (("自然村", "组别", "户主姓名", "门牌"), ("王庄村", 3, "王芳", 12), "王庄村3组12号"),
        (("村民组", "户主"), ("王家村三组", "王大柱"), "王家村三组王大柱户"),
        (("自然村", "组", "户主姓名"), ("王家村", 3, "王 芳"), "王家村3组王芳户"),
        (("自然村", "户主"), ("王家庄", "李大柱"), "王家庄李大柱户"),
        (("地址", "户主"), ("三组", "王大柱"), "三组王大柱户"),
        (("地址",), ("三组 王大柱家",), "三组 王大柱家"),
        (("家庭住址",), ("填海小区1-1-101",), "填海小区1-1-101"),
        (("小区", "地址"), ("填海小区", "3-2-501"), "填海小区3-2-501"),
        (("街路巷", "门牌"), ("填海巷", 7), "填海巷7号"),
        (("街路巷", "楼栋", "门牌"), ("填海巷", "", 7), ""),
        (("门牌",), (7,), ""),
    ],
)
def test_a_door_is_put_together_from_its_columns(
    header: tuple[str, ...], cells: tuple[Cell, ...], address: str
) -> None:
    doors = read(header, cells).doors
    assert [door.address for door in doors] == ([address] if address else [])


def test_one_door_written_in_two_ways_is_one_and_the_second_is_told() -> None:
    found = read(("住址",), ("填海小区1栋1单元101室",), ("填海小区1-1-101",), ("填海小区 1号楼1单元 101",))
    assert [door.row for door in found.doors] == [2]
    assert faults(found) == [(3, Fault.REPEATED, 2), (4, Fault.REPEATED, 2)]


def test_what_is_no_door_is_said_and_never_dropped() -> None:
    found = read(("村民组", "门牌"), ("3组", 1), ("3组", ""), ("", ""), ("合计", ""), ("", 5))
    assert [door.address for door in found.doors] == ["3组1号"]
    assert faults(found) == [(3, Fault.NO_HEAD, 0), (5, Fault.NO_DOOR, 0), (6, Fault.NO_DOOR, 0)]


def test_of_a_group_without_door_or_head_it_is_asked_and_no_group_becomes_one_household() -> None:
    found = read(
        ("组别", "户主"), ("王家村三组", "王大柱"), ("王家村三组", ""), ("〃", "李芳"), ("合计", "2户")
    )
    assert [door.head for door in found.doors] == ["王大柱", "李芳"]
    assert faults(found) == [(3, Fault.NO_HEAD, 0), (5, Fault.NO_DOOR, 0)]
    again = read(("组别", "户主"), ("王家村三组", "王大柱"), ("王家村3组", "王大柱"))
    assert faults(again) == [(3, Fault.REPEATED, 2)]
    persons = read(("组别", "姓名"), ("王家村三组", "王大柱"))
    assert (persons.doors, faults(persons)) == ((), [(2, Fault.NAME_ONLY, 0)])


def test_marks_mean_the_row_above_but_for_a_door_and_its_head() -> None:
    found = read(
        ("楼栋", "门牌", "网格", "户主"),
        (1, 101, "第一网格", "王芳"),
        ("同上", 102, "〃", "同上"),
        (1, "同上", "", ""),
        ("", "", "", ""),
        ("同上", 103, "", ""),
    )
    assert [(d.address, d.grid, d.head) for d in found.doors] == [
        ("1栋101室", "第一网格", "王芳"),
        ("1栋102室", "第一网格", ""),
    ]
    assert faults(found) == [(4, Fault.MARK, 0), (6, Fault.MARK, 0)]


def test_a_building_holds_for_the_rows_that_it_is_merged_over_and_for_no_other() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("楼栋", "门牌"), (1, 101), (None, 102), (None, 103))
    found = read(*rows, merged=((1, 0, 2, 0),))
    assert [door.address for door in found.doors] == ["1栋101室", "1栋102室"]
    assert faults(found) == [(4, Fault.NO_BUILDING, 0)]


def test_an_unreadable_optional_cell_is_blank_and_said() -> None:
    found = read(
        ("楼栋", "门牌", "网格", "户主", "人数", "电话"),
        (1, 101, "第九网格", "李", "四五个", "138"),
        (1, 102, "第一网格", "李四", "0", "138 1234 5678"),
        (1, 103, None, None, "无", "-"),
    )
    assert [(d.grid, d.head, d.residents, d.phone) for d in found.doors] == [
        ("", "", None, ""),
        ("第一网格", "李四", 0, "13812345678"),
        ("", "", None, ""),
    ]
    assert faults(found) == [
        (2, Fault.NO_SUCH_GRID, 0),
        (2, Fault.BAD_HEAD, 0),
        (2, Fault.BAD_PHONE, 0),
        (2, Fault.BAD_RESIDENTS, 0),
    ]


def test_the_header_is_found_below_titles_and_what_is_of_no_use_is_said() -> None:
    sheet = Sheet("表", (("住户底册",), ("楼栋", "门牌号", "备注"), (1, 101, "空户")))
    columns = columns_of(sheet=sheet)
    assert columns is not None
    assert (columns.row, columns.unused, columns.twice) == (2, ("备注",), ())
    assert columns_of(sheet=Sheet("表", (("姓名", "电话"), ("王芳", "1")))) is None


def test_two_columns_that_say_the_same_are_asked_about() -> None:
    columns = columns_of(sheet=Sheet("表", (("楼栋", "门牌", "门牌号"), (1, 101, 102))))
    assert columns is not None
    assert columns.twice == ("ROOM",)
