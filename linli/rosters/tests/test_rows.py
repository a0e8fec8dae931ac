"""Rows of a roster read one by one."""

from datetime import date
from decimal import Decimal

import pytest

from linli.rosters.rules.entries import RosterEntry
from linli.rosters.tests.one_sheet import WOMAN, only, values
from linli.sheets.cells import Cell


def test_a_good_row_becomes_an_entry() -> None:
    cleaned = only()
    assert cleaned.row_number == 2
    assert (cleaned.problems, cleaned.warnings) == ((), ())
    assert cleaned.raw["到达时间"] == "1月21日"
    assert cleaned.values == RosterEntry(
        name="王芳",
        sex="F",
        id_type="ID_CARD",
        id_number=WOMAN,
        phone="13812341234",
        address="49栋1单元2304室",
        born_on=date(1949, 12, 31),
        origin="湖北省武汉市",
        origin_class="WUHAN",
        exposed_on=date(2020, 1, 19),
        left_on=date(2020, 1, 20),
        arrived_on=date(2020, 1, 21),
        temperature_c=Decimal("36.5"),
    )


def test_cells_are_cleaned() -> None:
    entry = values(
        姓名=" 王　芳 ", 身份证号="１１０１０５１９４９１２３１００２x", 电话=13812341234.0, 体温="36.5℃"
    )
    assert (entry.name, entry.id_number, entry.phone) == ("王芳", WOMAN, "13812341234")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"姓名": None}, "name"),
        ({"姓名": "　"}, "name"),
        ({"姓名": "123"}, "name"),
        ({"身份证号": "110105194912310021"}, "id_number"),
        ({"身份证号": "11010519491231"}, "id_number"),
        ({"身份证号": 110105194912310011.0}, "id_number"),
        ({"身份证号": "1.10105E+17"}, "id_number"),
        ({"身份证号": "110105202002010017"}, "id_number"),  # born after today
        ({"身份证号": None, "电话": None, "住址": None}, "id_number"),
        ({"身份证号": "拒绝提供", "电话": "不说", "住址": None}, "id_number"),
        ({"电话": "162388955"}, "phone"),
        ({"电话": 162388955.0}, "phone"),
        ({"到达时间": None}, "arrived_on"),
        ({"到达时间": "1月32日"}, "arrived_on"),
        ({"到达时间": "2020-02-31"}, "arrived_on"),
        ({"到达时间": "1月28日"}, "arrived_on"),
        ({"到达时间": 1.2}, "arrived_on"),
        ({"到达时间": "11月27日"}, "arrived_on"),  # 61 days ago, and no year
        ({"到达时间": "2019-07-27"}, "arrived_on"),  # 184 days ago
        ({"到达时间": "1月17-19日"}, "arrived_on"),
        ({"到达时间": "03-05"}, "arrived_on"),
        ({"离开时间": "1月17-19日"}, "left_on"),
        ({"离开时间": "2019-07-27"}, "left_on"),
        ({"最后接触日期": "0220-01-23"}, "exposed_on"),
        ({"离开时间": "1月22日"}, "left_on"),
        ({"离开时间": "13月1日"}, "left_on"),
        ({"最后接触日期": "1月28日"}, "exposed_on"),
        ({"最后接触日期": "13月1日"}, "exposed_on"),
        ({"姓名": None, "电话": "1", "到达时间": None}, "name"),
    ],
)
def test_a_bad_row_names_the_field_at_fault_and_what_to_do(changes: dict[str, Cell], field: str) -> None:
    cleaned = only(**changes)
    assert cleaned.values is None
    assert cleaned.problems[0].field == field
    assert all(problem.message and problem.advice for problem in cleaned.problems)


@pytest.mark.parametrize(
    ("number", "phone", "note"),
    [
        (None, None, ""),
        ("无", "-", ""),
        ("拒绝提供", "不说", "拒绝提供；不说"),
        ("新生儿，未上户口", None, "新生儿,未上户口"),
        ("没带", "同父亲", "没带；同父亲"),
    ],
)
def test_a_name_and_an_address_are_enough_and_what_is_not_known_is_said(
    number: Cell, phone: Cell, note: str
) -> None:
    cleaned = only(身份证号=number, 电话=phone)
    assert cleaned.values
    assert (cleaned.values.id_type, cleaned.values.id_number, cleaned.values.phone) == ("", "", "")
    assert (cleaned.values.note, [p.field for p in cleaned.warnings]) == (note, ["id_number"])


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("护照E12345678", "PASSPORT", "E12345678"),
        ("护照号码：E 1234 5678", "PASSPORT", "E12345678"),
        ("H12345678（港澳通行证）", "HK_MACAO_PASS", "H12345678"),
        ("台胞证 01234567", "TAIWAN_PASS", "01234567"),
        (f"身份证{WOMAN}", "ID_CARD", WOMAN),
    ],
)
def test_the_kind_of_a_certificate_may_stand_beside_its_number(text: str, kind: str, number: str) -> None:
    entry = values(身份证号=text)
    assert (entry.id_type, entry.id_number) == (kind, number)


@pytest.mark.parametrize("cell", [340123201207033500.0, "3.40123E+17", "340123201207033000"])
def test_a_rounded_id_number_is_told_from_a_mistyped_one(cell: Cell) -> None:
    assert "数字单元格" in only(身份证号=cell).problems[0].message


@pytest.mark.parametrize(
    "changes",
    [
        {"身份证号": None},
        {"电话": None},
        {"离开时间": None},
        {"体温": None},
        {"体温": "34.0"},
        {"体温": 42.0},
        {"到达时间": "1月27日"},
    ],
)
def test_what_may_stay_blank_or_lies_at_the_edge_is_good(changes: dict[str, Cell]) -> None:
    assert only(**changes).problems == ()


def test_a_15_digit_id_number_is_lengthened() -> None:
    assert values(身份证号="110105491231002").id_number == WOMAN
    assert values(身份证号=110105491231002.0).id_number == WOMAN


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"性别": "男"}, "sex"),
        ({"性别": "不男不女"}, "sex"),
        ({"身份证号": "990105194912310023"}, "id_number"),
        ({"电话": "13812341234/13912341234"}, "phone"),
        ({"症状": "鼻塞"}, "symptoms"),
        ({"体温": 33.9}, "temperature_c"),
        ({"体温": 42.1}, "temperature_c"),
        ({"体温": "36.5/36.8"}, "temperature_c"),
        ({"体温": "未测"}, "temperature_c"),
        ({"住址": "王庄村3组"}, "address"),
        ({"到达时间": "2019-10-01", "离开时间": None}, "arrived_on"),
        ({"身份证号": "E12345678"}, "id_number"),
    ],
)
def test_what_is_doubtful_is_a_warning_and_registered(changes: dict[str, Cell], field: str) -> None:
    cleaned = only(**changes)
    assert cleaned.problems == ()
    assert [warning.field for warning in cleaned.warnings] == [field]


def test_the_id_number_outweighs_the_column_of_sex() -> None:
    assert values(性别="男").sex == "F"
    assert values(性别="男", 身份证号=None).sex == "M"


def test_remarks_come_together_in_the_note() -> None:
    entry = values(姓名="王芳（租户）", 电话="13812341234、13912341234", 症状="发热、鼻塞", 备注="独居")
    assert entry.symptoms == ("FEVER",)
    assert entry.note == "独居；租户；13912341234；发热、鼻塞"


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    told = only(姓名=None, 身份证号="1", 电话="1", 到达时间="1月17-19日", 离开时间="13月1日")
    assert [p.field for p in told.problems] == ["name", "id_number", "phone", "arrived_on", "left_on"]
