"""Rows of a roster beside each other: those of nobody, merged cells, who is the same person."""

import pytest

from linli.rosters.rules.entries import RowPlace, mark_duplicates
from linli.rosters.rules.headers import map_headers
from linli.rosters.rules.rows import clean_sheet
from linli.rosters.rules.sheets import find_header
from linli.rosters.tests.one_sheet import (
    BLANK,
    HEADERS,
    MAN,
    TODAY,
    WOMAN,
    alone,
    read,
    row,
)
from linli.sheets.cells import Cell
from linli.sheets.workbooks import Sheet


@pytest.mark.parametrize(
    "skipped",
    [
        BLANK,
        ("  ", *BLANK[1:]),
        (7.0, *BLANK[1:]),
        HEADERS,
        ("合计", None, "60人", *BLANK[3:]),
        ("总 计", 60, *BLANK[2:]),
        (None, "小计", None, None, 12, *BLANK[5:]),
        alone("共计60人"),
        alone("填表人：      审核人：      联系电话：13812341234"),
        alone("注：1.身份证号请设为文本。"),
        alone("备注：以上人员均已核实"),
        alone("说明：体温按腋下测量填写，超过37.3℃立即报告"),
        alone("以下空白"),
        (None, None, "以下空白", *BLANK[3:]),
        (5.0, "以下空白", *BLANK[2:]),
        alone("一、从武汉返回人员"),
    ],
)
def test_rows_of_nobody_are_left_out_and_what_follows_is_read(skipped: tuple[Cell, ...]) -> None:
    assert [cleaned.row_number for cleaned in read(row(), skipped, row())] == [2, 4]


@pytest.mark.parametrize(
    "kept",
    [
        (1.0, "王芳", *BLANK[2:]),
        (None, None, None, WOMAN, *BLANK[4:]),
        (None, None, "女", None, None, "3-2-501", *BLANK[6:]),
    ],
)
def test_a_row_with_anything_of_a_person_is_kept_as_an_error(kept: tuple[Cell, ...]) -> None:
    (cleaned,) = read(kept)
    assert cleaned.problems


def test_a_cell_merged_downwards_speaks_for_each_of_its_rows() -> None:
    first, second = read(row(), row(姓名="王强", 身份证号=MAN, 住址=None), merged=((1, 5, 2, 5),))
    assert first.values
    assert second.values
    assert first.values.address == second.values.address == "49栋1单元2304室"


def test_building_unit_and_room_of_their_own_columns_join_the_address() -> None:
    headers = ("姓名", "电话", "小区", "楼栋", "单元", "室", "到达时间")
    sheet = Sheet("名单", (headers, ("王芳", "13812341234", None, 3.0, "2单元", 501.0, "1月21日")))
    header = find_header(sheet=sheet)
    assert header
    mapping = map_headers(headers=header.names, remembered={})
    (cleaned,) = clean_sheet(sheet=sheet, header=header, mapping=mapping, year=2020, today=TODAY)
    assert cleaned.values
    assert cleaned.values.address == "3栋2单元501室"


def duplicates(*rows: tuple[Cell, ...]) -> dict[int, int]:
    found = mark_duplicates(sheets=[("名单", read(*rows))])
    return {later.row_number: first.row_number for later, first in found.items()}


@pytest.mark.parametrize(
    ("first", "second", "is_duplicate"),
    [
        ({}, {}, True),
        ({}, {"姓名": "王方", "电话": None}, True),
        ({}, {"身份证号": MAN}, False),
        ({"身份证号": None}, {"身份证号": None}, True),
        ({"身份证号": None}, {}, True),
        ({}, {"身份证号": None}, True),
        ({"身份证号": None}, {"身份证号": None, "电话": "13912341234"}, False),
        ({"身份证号": None}, {"身份证号": None, "姓名": "王方"}, False),
        ({}, {"身份证号": "110105491231002"}, True),
        ({"到达时间": None}, {}, False),
        ({}, {"到达时间": None}, False),
    ],
)
def test_who_is_the_same_person(first: dict[str, Cell], second: dict[str, Cell], is_duplicate: bool) -> None:
    assert duplicates(row(**first), row(**second)) == ({3: 2} if is_duplicate else {})


def test_a_person_three_times_is_twice_a_duplicate_of_the_first_across_sheets() -> None:
    sheets = [("甲", read(row())), ("乙", read(row(姓名="王强", 身份证号=MAN), row())), ("丙", read(row()))]
    assert mark_duplicates(sheets=sheets) == {
        RowPlace("乙", 3): RowPlace("甲", 2),
        RowPlace("丙", 2): RowPlace("甲", 2),
    }
