"""Cells that answer their header's question."""

from datetime import date

import pytest

from linli.rosters.rules import questions
from linli.rosters.rules.entries import CleanRow
from linli.rosters.rules.headers import map_headers
from linli.rosters.rules.rows import clean_sheet
from linli.rosters.rules.sheets import find_header
from linli.sheets.cells import Cell
from linli.sheets.workbooks import Sheet


def told(header: str, cell: Cell, **others: Cell) -> CleanRow:
    headers = ("姓名", "电话", "到达时间", header, *others)
    sheet = Sheet("名单", (headers, ("王芳", "13812341234", "1月21日", cell, *others.values())))
    found = find_header(sheet=sheet)
    assert found
    mapping = map_headers(headers=found.names, remembered={})
    (row,) = clean_sheet(sheet=sheet, header=found, mapping=mapping, year=2020, today=date(2020, 1, 27))
    return row


@pytest.mark.parametrize(
    ("header", "text", "answer"),
    [
        ("是否途径武汉", "是", "YES"),
        ("是否途径武汉", 1.0, "YES"),
        ("是否途径武汉", 0.0, "NO"),
        ("是否发热(1是2否)", "2", "NO"),
        ("是否发热(是1否0)", "0", "NO"),
        ("体温是否正常(1正常0异常)", "1", "YES"),
        ("是否异常(1正常0异常)", "1", "NO"),
        ("有无症状", "有", "YES"),
        ("是否发热", "2", ""),
        ("是否途径武汉", "是，1月18日", ""),
    ],
)
def test_an_answer_is_read_as_its_header_explains_it(header: str, text: Cell, answer: str) -> None:
    from linli.sheets.cells import text_of

    assert questions.answer(header=header, text=text_of(text)) == answer


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("是否途径武汉或湖北", "是", "HUBEI"),
        ("是否途径武汉或湖北", 1.0, "HUBEI"),
        ("是否从武汉返回", "√", "WUHAN"),
        ("是否来自疫区", "是", "HUBEI"),
        ("是否来自湖北（1是2否）", 2.0, "UNKNOWN"),
        ("是否途径武汉或湖北", "否", "UNKNOWN"),
        ("是否途径武汉或湖北", 0.0, "UNKNOWN"),
        ("是否外地返回", "是", "UNKNOWN"),
        ("是否途径武汉或湖北", "汉口火车站", "WUHAN"),
    ],
)
def test_an_answer_is_no_place(header: str, cell: Cell, code: str) -> None:
    row = told(header, cell)
    assert row.values, row.problems
    assert row.values.origin_class == code
    assert row.values.origin not in {"是", "否", "1", "0", "√"}


def test_who_passed_through_the_epidemic_area_counts_as_from_there() -> None:
    row = told("是否途径湖北", "是", 来源地="河南省信阳市")
    assert row.values
    assert (row.values.origin, row.values.origin_class) == ("河南省信阳市", "HUBEI")
    assert [warning.field for warning in row.warnings] == ["origin"]


@pytest.mark.parametrize(
    ("cell", "is_told"),
    [("是", False), (1.0, False), ("正常", False), ("否", True), (0.0, True), ("异常", True)],
)
def test_an_answer_is_no_temperature(cell: Cell, is_told: bool) -> None:
    row = told("体温是否正常", cell)
    assert row.values
    assert row.values.temperature_c is None
    assert bool(row.warnings) is is_told


@pytest.mark.parametrize(
    ("header", "cell", "contact"),
    [
        ("是否接触确诊病例", "是", "YES"),
        ("是否接触确诊病例", 1.0, "YES"),
        ("是否接触确诊病例", 0.0, "NO"),
        ("是否接触确诊病例（1是2否）", 2.0, "NO"),
        ("是否未接触病例", "是", "UNKNOWN"),
        ("是否接触确诊病例", 3.0, "UNKNOWN"),
        ("近期接触史", "其他人员", "UNKNOWN"),
        ("近期接触史", "密切接触近期有湖北旅居史者", "YES"),
        ("近期接触史", "14日内未与病例接触", "NO"),
        ("家人是否有病例或是否接触过病例说明", "父亲确诊", "YES"),
    ],
)
def test_a_contact_is_one_that_is_told(header: str, cell: Cell, contact: str) -> None:
    row = told(header, cell)
    assert row.values
    assert row.values.contact_history == contact
    assert bool(row.warnings) is (contact == "UNKNOWN")


@pytest.mark.parametrize(
    "header", ["是否电话通知", "是否与他人共同居住", "途中是否停留", "是否乘坐公共交通工具"]
)
def test_a_question_about_anything_else_has_no_field_and_stands_in_the_note(header: str) -> None:
    row = told(header, "是")
    assert row.values
    assert row.values.note == f"{header}：是"
    assert (row.values.address, row.values.transport) == ("", "")


def test_what_has_no_field_stands_in_the_note_with_its_header() -> None:
    row = told("工作单位", "某厂", **{"党员": "同意", "错误原因（审核）": "无关"})
    assert row.values
    assert row.values.note == "工作单位：某厂；党员：同意"


@pytest.mark.parametrize("text", ["36.5/36.8", "未测", "3.65"])
def test_a_temperature_that_cannot_be_read_is_blank_and_stands_in_the_note(text: str) -> None:
    row = told("体温", text)
    assert row.values
    assert (row.values.temperature_c, row.values.note) == (None, f"体温：{text}")
