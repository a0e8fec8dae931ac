from datetime import date
from decimal import Decimal

import pytest

from linli.rosters.rules.entries import CleanRow, RosterEntry, RowPlace, mark_duplicates
from linli.rosters.rules.headers import map_headers
from linli.rosters.rules.rows import clean_sheet
from linli.rosters.rules.sheets import find_header
from linli.sheets.cells import Cell
from linli.sheets.workbooks import Sheet

TODAY = date(2020, 1, 27)
HEADERS = (
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "电话",
    "住址",
    "来自",
    "最后接触日期",
    "离开时间",
    "到达时间",
    "体温",
    "症状",
    "备注",
)
WOMAN = "11010519491231002X"
MAN = "110105194912310011"
GOOD: dict[str, Cell] = {
    "序号": 1.0,
    "姓名": "王芳",
    "性别": "女",
    "身份证号": WOMAN,
    "电话": "13812341234",
    "住址": "49栋1单元2304室",
    "来自": "湖北省武汉市",
    "最后接触日期": "1月19日",
    "离开时间": "1月20日",
    "到达时间": "1月21日",
    "体温": 36.5,
    "症状": "无",
}


def row(**changes: Cell) -> tuple[Cell, ...]:
    cells = {**GOOD, **changes}
    return tuple(cells.get(header) for header in HEADERS)


def read(*rows: tuple[Cell, ...], merged: tuple[tuple[int, int, int, int], ...] = ()) -> tuple[CleanRow, ...]:
    sheet = Sheet("名单", (HEADERS, *rows), merged)
    header = find_header(sheet=sheet)
    assert header
    mapping = map_headers(headers=header.names, remembered={})
    return clean_sheet(sheet=sheet, header=header, mapping=mapping, year=2020, today=TODAY)


def only(**changes: Cell) -> CleanRow:
    (cleaned,) = read(row(**changes))
    return cleaned


def values(**changes: Cell) -> RosterEntry:
    cleaned = only(**changes)
    assert cleaned.values, cleaned.problems
    return cleaned.values


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


BLANK: tuple[Cell, ...] = (None,) * len(HEADERS)


def alone(text: str) -> tuple[Cell, ...]:
    return (text, *BLANK[1:])


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
