import pytest

from linli.rosters.rules.headers import (
    CONFIRM_BELOW,
    ColumnMapping,
    How,
    map_headers,
    missing_fields,
    needs_confirmation,
)
from linli.rosters.rules.sheets import find_header
from linli.sheets.cells import Cell
from linli.sheets.workbooks import Sheet


def field_of(header: str) -> str | None:
    return map_headers(headers=[header], remembered={})[0].field


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("name", "姓名 返乡人 返回人员姓名 外来人员 户主 被排查人姓名 Name Full_Name"),
        ("sex", "性别 男/女 Sex Gender"),
        ("id_type", "证件类型 证件种类 ID_type"),
        (
            "id_number",
            "身份证 身份证号 证件号 证件号码 公民身份证号码 身份证（护照）号码 ID_No. Passport_No. National_ID",
        ),
        (
            "phone",
            "手机 电话 电话1 联系方式 联系电话（手机） 本人联系电话 Mobile Phone_number Tel. Contact_No.",
        ),
        (
            "address",
            "现住址 居住地址(详细到门牌) 家庭住址 家庭地址 返乡后居住地址 小区楼栋门牌号 Home_address Address",
        ),
        ("building", "楼栋 幢 楼号 Building"),
        ("unit", "单元 单元号 Unit"),
        ("room", "室 房号 房间号 Room Apt."),
        ("grid", "网格 所属网格 Grid"),
        ("relation", "与户主关系 Relationship"),
        ("born_on", "出生日期 出生年月 Date_of_birth DOB"),
        ("age", "年龄 年龄（岁） Age"),
        (
            "origin",
            "来源地 来自 何处来 从何地返回（省市） 途经 出发地 返乡前居住地 在鄂住址 Coming_from Origin",
        ),
        ("exposed_on", "最后接触日期 末次接触时间 最后一次接触病例时间 Last_exposure"),
        ("left_on", "离 离开时间 何时离汉 离鄂时间 离开武汉日期 出发日期 启程时间 Departure_date Date_left"),
        (
            "arrived_on",
            "抵 到达时间 抵肥日期 返程时间 返回日期 到家时间 返乡时间 何时返回 返村日期 Arrival_date Date_of_arrival",
        ),
        ("transport", "交通方式 工具 返回交通工具 乘坐何种交通工具 返程方式 Means_of_transport"),
        ("vehicle", "班次 车次/航班号 乘坐车次 车次（航班、车牌） 车牌号 Flight/train_no."),
        ("seat", "座位号 车厢座位号 Seat"),
        ("companions", "同行人员 同行人 Companions"),
        ("contact_history", "接触史 是否接触湖北人员 有无密切接触史 Contact_history"),
        ("temperature_c", "体温 测温 ℃ 今日体温 当日体温（℃） Temperature Body_temp."),
        ("symptoms", "症状 备注症状 健康状况 是否发热 身体状况 有无发热咳嗽等症状 Symptoms Health"),
        ("note", "备注 其他情况说明 Remarks"),
        ("sequence", "序号 编号 No. S/N"),
    ],
)
def test_headers_are_understood_without_asking(field: str, headers: str) -> None:
    for header in headers.replace(" ", "|").replace("_", " ").split("|"):
        column = map_headers(headers=[header], remembered={})[0]
        assert column.field == field, header
        assert column.confidence >= CONFIRM_BELOW or header == "户主", header


@pytest.mark.parametrize(
    "header",
    [
        "户籍地",
        "户籍地址",
        "工作单位",
        "登记日期",
        "填报时间",
        "网格员",
        "网格员电话",
        "包保责任人",
        "测温时间",
        "隔离开始日期",
        "紧急联系人",
        "籍贯",
    ],
)
def test_what_is_another_matter_is_left_out(header: str) -> None:
    assert field_of(header) is None


def test_a_slip_of_the_pen_is_a_guess_to_confirm() -> None:
    column = map_headers(headers=["身份正号码"], remembered={})[0]
    assert (column.field, column.how) == ("id_number", How.FUZZY)
    assert column.confidence < CONFIRM_BELOW


def test_no_field_is_mapped_twice_and_the_surer_column_has_it() -> None:
    columns = map_headers(headers=["电话号码是多少", "联系电话", "手机"], remembered={})
    assert [column.field for column in columns] == [None, "phone", None]


def test_of_equal_columns_the_left_one_has_the_field() -> None:
    assert [column.field for column in map_headers(headers=["体温", "体温"], remembered={})] == [
        "temperature_c",
        None,
    ]


def test_a_remembered_answer_outweighs_words() -> None:
    columns = map_headers(headers=["姓名", "电话", "甲"], remembered={"甲": "phone", "电话": ""})
    assert [(c.field, c.how) for c in columns] == [
        ("name", How.EXACT),
        (None, How.REMEMBERED),
        ("phone", How.REMEMBERED),
    ]
    assert not any(column.rival for column in columns)


def test_a_remembered_leaving_out_is_asked_again_where_it_would_drop_the_only_column() -> None:
    columns = map_headers(headers=["姓名", "电话", "到达时间"], remembered={"电话": ""})
    assert columns[1].field == "phone"
    assert columns[1].confidence < CONFIRM_BELOW
    assert needs_confirmation(mapping=columns)


@pytest.mark.parametrize(
    ("headers", "rivals"),
    [
        (["姓名", "联系电话", "到达时间", "联系电话"], [("联系电话", "phone")]),
        (["姓名", "手机", "到达时间", "家庭电话"], [("家庭电话", "phone")]),
        (["姓名", "电话", "到达时间", "健康状况", "症状列表"], [("症状列表", "symptoms")]),
        (
            ["序号", "姓名", "电话", "到达时间", "序号", "姓名", "电话", "到达时间"],
            [("姓名", "name"), ("电话", "phone"), ("到达时间", "arrived_on")],
        ),
        (["序号", "编号", "姓名", "电话", "到达时间", "备注", "说明", "户籍地", "网格员电话"], []),
        (["姓名", "电话", "到达时间", "来源地", "是否途经武汉", "体温", "体温是否正常"], []),
    ],
)
def test_a_second_column_for_a_field_is_asked_about(
    headers: list[str], rivals: list[tuple[str, str]]
) -> None:
    columns = plain(headers)
    assert [(c.header, c.rival) for c in columns if c.rival] == rivals
    assert needs_confirmation(mapping=columns) is bool(rivals)


def test_an_empty_second_column_asks_nobody() -> None:
    samples: list[list[Cell]] = [["王芳"], ["13812341234"], ["1月21日"], [None]]
    columns = map_headers(headers=["姓名", "手机", "到达时间", "家庭电话"], remembered={}, samples=samples)
    assert not needs_confirmation(mapping=columns)


@pytest.mark.parametrize("header", ["拟返回日期", "预计到达时间", "途经时间"])
def test_a_day_that_is_planned_or_passed_through_is_no_arrival(header: str) -> None:
    assert field_of(header) is None


def test_content_decides_where_the_header_says_nothing() -> None:
    samples: list[list[Cell]] = [
        ["王芳", "李强", "赵敏"],
        ["女", "男", "女"],
        ["11010519491231002X", "110105194912310011", None],
        ["13812341234", 13912341234.0, "137 1234 1234"],
        ["1月20日", "1月21日", "1月22日"],
        ["1月21日", "1月22日", "1月22日"],
        [36.5, 36.8, "37.1"],
    ]
    columns = map_headers(headers=list("甲乙丙丁戊己庚"), remembered={}, samples=samples)
    assert [c.field for c in columns] == [
        "name",
        "sex",
        "id_number",
        "phone",
        "left_on",
        "arrived_on",
        "temperature_c",
    ]
    assert {c.how for c in columns} == {How.CONTENT}
    assert needs_confirmation(mapping=columns)


def test_content_corrects_a_header_that_says_another_number() -> None:
    columns = map_headers(headers=["姓名", "身份证号"], remembered={}, samples=[["王芳"], ["13812341234"]])
    assert columns[1].field == "phone"
    assert columns[1].confidence < CONFIRM_BELOW


def plain(headers: list[str]) -> tuple[ColumnMapping, ...]:
    return map_headers(headers=headers, remembered={})


def test_confirmation_is_asked_for_what_every_row_needs() -> None:
    assert not needs_confirmation(mapping=plain(["姓名", "电话", "到达时间"]))
    assert not needs_confirmation(mapping=plain(["姓名", "身份证号", "到达时间"]))
    assert missing_fields(mapping=plain(["姓名", "到达时间"])) == ("id_number",)
    assert missing_fields(mapping=plain(["电话"])) == ("name", "arrived_on")
    assert needs_confirmation(mapping=plain(["姓名", "电话"]))


def sheet(*rows: list[str | None], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    return Sheet("名单", tuple(tuple(row) for row in rows), merged)


def test_a_header_is_found_under_titles_and_blank_rows() -> None:
    header = find_header(
        sheet=sheet(
            ["外地返回人员登记表"],
            [],
            ["填报单位：明光路街道", None, "填报日期：2020年1月27日"],
            ["姓名", "身份证号", "到达时间"],
            ["王芳", "11010519491231002X", "1月20日"],
        )
    )
    assert header
    assert (header.first_row, header.last_row, header.names) == (4, 4, ("姓名", "身份证号", "到达时间"))


TWO_ROWS = (
    ["返乡人员排查表", None, None, None, None, None],
    ["序号", "基本情况", None, "行程", None, "备注"],
    [None, "姓名", "电话", "离开\n日期", "到达日期", None],
    ["1", "王芳", "13812341234", "1月20日", "1月21日", None],
)
JOINED = ("序号", "基本情况›姓名", "基本情况›电话", "行程›离开日期", "行程›到达日期", "备注")


@pytest.mark.parametrize(
    "merged",
    [(), ((0, 0, 0, 5), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 2, 5))],
    ids=["plain", "merged"],
)
def test_two_header_rows_are_joined_with_and_without_merged_ranges(
    merged: tuple[tuple[int, int, int, int], ...],
) -> None:
    header = find_header(sheet=sheet(*TWO_ROWS, merged=merged))
    assert header
    assert (header.first_row, header.last_row, header.names) == (2, 3, JOINED)


def test_a_column_without_a_group_takes_none_from_its_left() -> None:
    groups: list[str | None] = ["基本情况", None, None, "行程"]
    merged = find_header(sheet=sheet(groups, ["姓名", "电话", "年龄", "到达日期"], merged=((0, 0, 0, 1),)))
    assert merged
    assert merged.names == ("基本情况›姓名", "基本情况›电话", "年龄", "行程›到达日期")
    plain = find_header(sheet=sheet(["序号", None, "行程"], [None, "姓名", "到达日期"]))
    assert plain
    assert plain.names == ("序号", "姓名", "行程›到达日期")


def test_a_second_row_that_only_parts_its_groups_is_joined() -> None:
    header = find_header(
        sheet=sheet(
            ["姓名", "性别", "电话", "住址", "离开", None, "到达", None],
            [None, None, None, None, "地点", "时间", "方式", "时间"],
            ["王芳", "女", "13812341234", "3-2-501", "武汉", "1月20日", "火车", "1月21日"],
        )
    )
    assert header
    assert header.last_row == 2
    fields = [column.field for column in map_headers(headers=header.names, remembered={})]
    assert fields[4:] == ["origin", "left_on", "transport", "arrived_on"]


def test_a_header_merged_downwards_has_both_its_rows() -> None:
    found = find_header(
        sheet=sheet(
            ["序号", "身份证号", "来源地", "到达时间", "返乡人员", None],
            [None, None, None, None, "姓名", "电话"],
            ["1", "11010519491231002X", "武汉", "1月21日", "王芳", "13812341234"],
            merged=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 1, 3), (0, 4, 0, 5)),
        )
    )
    assert found
    assert (found.first_row, found.last_row) == (1, 2)
    columns = map_headers(headers=found.names, remembered={})
    assert [column.field for column in columns] == [
        "sequence",
        "id_number",
        "origin",
        "arrived_on",
        "name",
        "phone",
    ]


def test_a_sheet_without_a_roster_has_no_header() -> None:
    assert find_header(sheet=sheet(["填表说明"], ["一、姓名按身份证填写"], ["二、电话要能打通"])) is None
    assert find_header(sheet=sheet()) is None
