from datetime import date

import pytest

from linli.rosters.rules.ditto import undittoed
from linli.rosters.rules.headers import map_headers
from linli.rosters.rules.leads import read_lead_rows
from linli.rosters.rules.sheets import find_header
from linli.rosters.tests.one_sheet import BLANK, MAN, alone, read, row
from linli.sheets.cells import Cell
from linli.sheets.marks import is_mark
from linli.sheets.workbooks import Sheet

OTHER = "340102198503150039"


@pytest.mark.parametrize(
    "text",
    ["同上", "〃", '"', "″", "''", "同前", "-同-", "—同—", "(同上)", "同 上", "同上行", "↑", "ditto", "同左"],
)
def test_a_mark_is_known(text: str) -> None:
    assert is_mark(text=text.replace(" ", ""))


@pytest.mark.parametrize("text", ["", "同济医院", "同安村", "-", "无", "1", "同事"])
def test_a_word_is_no_mark(text: str) -> None:
    assert not is_mark(text=text)


@pytest.mark.parametrize("mark", ["同上", "〃", "″", '"', "同前", "-同-"])
def test_a_mark_means_the_row_above_and_the_one_above_that(mark: str) -> None:
    again: dict[str, Cell] = {"住址": mark, "来自": mark, "离开时间": mark, "到达时间": mark}
    rows = read(
        row(),
        row(姓名="王强", 身份证号=MAN, **again),
        row(姓名="王明", 身份证号=OTHER, **again),
    )
    for told in rows[1:]:
        assert told.values, told.problems
        assert (told.values.address, told.values.origin_class) == ("49栋1单元2304室", "WUHAN")
        assert (told.values.left_on, told.values.arrived_on) == (date(2020, 1, 20), date(2020, 1, 21))
        assert [w.field for w in told.warnings if w.field != "sex"] == ["address"]
        assert "同上" in told.warnings[0].message


@pytest.mark.parametrize("between", [BLANK, alone("二、从浙江返回人员")])
def test_a_mark_below_a_blank_row_or_a_title_means_nothing_and_is_said(between: tuple[Cell, ...]) -> None:
    _, told = read(row(), between, row(姓名="王强", 身份证号=MAN, 住址="同上", 到达时间="同上"))
    assert [problem.field for problem in told.problems] == ["address", "arrived_on"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"姓名": "同上"}, "name"),
        ({"身份证号": "〃"}, "id_number"),
        ({"住址": "同左"}, "address"),
        ({"住址": "同上202室"}, "address"),
    ],
)
def test_a_mark_that_could_mean_something_else_is_no_guess(changes: dict[str, Cell], field: str) -> None:
    _, told = read(row(), row(**{"姓名": "王强", "身份证号": MAN} | changes))
    assert [problem.field for problem in told.problems] == [field]


def test_an_optional_mark_that_means_nothing_refuses_nobody() -> None:
    (told,) = read(row(体温="同上"))
    assert told.values
    assert told.values.temperature_c is None
    assert [warning.field for warning in told.warnings] == ["temperature_c"]


def test_a_list_of_leads_reads_its_marks_as_a_roster_does() -> None:
    sheet = Sheet(
        "名单",
        (
            ("姓名", "联系电话", "来源地", "车次"),
            ("王芳", "13812341234", "武汉", "G1"),
            ("王强", "〃", "同上", "同上"),
            (None, None, None, None),
            ("王明", "同上", "武汉", "〃"),
        ),
    )
    header = find_header(sheet=sheet)
    assert header
    mapping = map_headers(headers=header.names, remembered={})
    _, second, third = read_lead_rows(sheet=sheet, header=header, mapping=mapping, today=date(2020, 1, 27))
    assert (second.phone, second.origin, second.note) == ("13812341234", "武汉", "车次：G1")
    assert third.problem
    assert third.problem.field == "phone"


def test_above_an_empty_cell_there_is_nothing() -> None:
    told = undittoed(row=("〃",), above=(None,), columns={0: "left_on"})
    assert (told.cells, told.taken, told.open) == ((None,), (0,), ())
