"""What a sheet asks for, what its headers mean, and what stands in its cells: rules as tables."""

import pytest

from linli.reports.registers import COLUMNS, TOTALS
from linli.returns.rules import Holds
from linli.returns.rules.suggestions import Suggestion
from linli.returns.rules.units import ITEM
from linli.returns.rules.words import core
from linli.returns.suggested import suggested
from linli.returns.tests.asked import asked_of, told_by
from linli.returns.tests.made import first_of, four_columns, nineteen_columns, twelve_columns
from linli.sheets.addresses import ref_of
from linli.sheets.layout import Cell, Kind, Sheet


def asked(content: bytes, areas: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    return told_by(asked_of(first_of(content=content), areas))


def test_a_form_of_one_row_asks_once_for_each_column() -> None:
    assert asked(four_columns(), {}) == {
        "社区名称": [("A5", "")],
        "人员情况 / 新增返乡人员": [("B5", "")],
        "人员情况 / 正在居家观察人数": [("C5", "")],
        "备注": [("D5", "")],
        "填表人：": [("A6", "")],
        "日期：": [("C6", "")],
    }


def test_rows_that_name_areas_ask_the_same_of_each_and_formulas_ask_nothing() -> None:
    found = asked(twelve_columns(), {"明光路街道": "", "明光路社区": "001", "胜利路社区": "002"})
    assert found["在册人员 / 新增"] == [("F5", "001"), ("F6", "002")]
    assert found["其中：武汉"] == [("I5", "001"), ("I6", "002")]
    assert not any(cell in ("L5", "C7") for spots in found.values() for cell, _ in spots)
    assert found["填表人："] == [("A8", "")], "the signature beside it stays"


def test_nineteen_columns_with_yesterdays_numbers_ask_for_all_of_them() -> None:
    found = asked(nineteen_columns(), {"明光路社区": ""})
    assert len(found) == 21  # 19 columns, who fills it, for whom
    assert found["疫情发生地区返回人员 / 解除"] == [("D5", "")]
    assert found["填报单位："] == [("A2", "")]


def grid(*rows: str) -> Sheet:
    """Return a sheet of words: "." is empty, "=" a formula, a digit a number, "~" merged into the cell before."""
    cells = []
    for row, line in enumerate(rows, start=1):
        words = line.split()
        for column, word in enumerate(words, start=1):
            if word == "~":
                continue
            wide = 1 + len(list(iter_merged(words[column:])))
            kind = {".": Kind.EMPTY, "=": Kind.FORMULA}.get(
                word, Kind.NUMBER if word.isdigit() else Kind.TEXT
            )
            text = word if kind in (Kind.TEXT, Kind.NUMBER) else ""
            cells.append(Cell(ref_of(row=row, column=column), row, column, kind, text, 1, wide))
    return Sheet("表", len(rows), len(rows[0].split()), tuple(cells))


def iter_merged(words: list[str]) -> list[str]:
    merged = []
    for word in words:
        if word != "~":
            break
        merged.append(word)
    return merged


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # Labels beside: two pairs in a row are two places.
        (("标题 ~ ~ ~", "原有 . 新增 ."), {"原有": ["B2"], "新增": ["D2"]}),
        # Sections of one wide cell each keep equal names apart; the title is none.
        (
            ("标题 ~ ~", "项目 人数 备注", "湖北返回 ~ ~", "新增 . 无", "其他返回 ~ ~", "新增 . 无"),
            {"湖北返回 / 人数 / 新增": ["B4"], "其他返回 / 人数 / 新增": ["B6"]},
        ),
        # A row of totals asks for the whole, in the same place as the rows above it.
        (("社区 新增", "甲社区 .", "合计 ."), {"新增": ["B2", "B3"]}),
        # Sums of some rows, notes and words over most of a row ask for nothing; numbers before a name are that area's.
        (
            (
                "序号 社区 新增 车辆",
                "1 甲社区 . .",
                ". 小计 . .",
                ". 合计 . .",
                "注：每日报 . . .",
                "注 . . .",
                "请报 ~ ~ .",
            ),
            {"序号": ["A2", "A4"], "新增": ["C2", "C4"], "车辆": ["D2", "D4"]},
        ),
        # The unit of measure, a blank row and a row's remarks are none of the figures beside them.
        (
            (
                "统计表 ~ ~ ~ ~",
                "单位：人、人次 . . . .",
                "项目 昨日数 今日数 增减 说明",
                "新增 . . = 无",
                "确诊 . . = .",
                ". . . . .",
            ),
            {
                "昨日数 / 新增": ["B4"],
                "今日数 / 新增": ["C4"],
                "昨日数 / 确诊": ["B5"],
                "今日数 / 确诊": ["C5"],
                "说明 / 无 / 确诊": ["E5"],
            },
        ),
        # Numbers of columns are no figures; the one row beneath them is blank and asked for; spare rows are not.
        (
            ("甲 乙 丙 丁", "1 2 3 4", ". . . .", ". . . ."),
            {"甲": ["A3"], "乙": ["B3"], "丙": ["C3"], "丁": ["D3"]},
        ),
        (("备注 .", "新增 ."), {"备注": ["B1"], "新增": ["B2"]}),
        # Units, titles and signatures ask for nothing; without any header nothing is asked.
        (("统计表 ~ ~", ". . 单位：人", ". . ."), {}),
        (("新增 现有", ". .", "填表人：张三 审核人："), {"新增": ["A2"], "现有": ["B2"], "填表人：": ["A3"]}),
        (("序号 新增", "1 ="), {"序号": ["A2"]}),
    ],
)
def test_places_are_found_under_and_beside_headers(
    rows: tuple[str, ...], found: dict[str, list[str]]
) -> None:
    told = asked_of(grid(*rows), {"甲社区": "001"})
    assert {place.path: [spot.cell for spot in place.spots] for place in told} == found


@pytest.mark.parametrize(
    ("name", "heart"),
    [
        ("明光路社区居委会", "明光路"),
        ("明光路社区居民委员会", "明光路"),
        ("明光路社区", "明光路"),
        ("大王村村民委员会", "大王"),
        ("大王村", "大王"),
        ("社区", "社区"),
        (" 明 光路 社区", "明光路"),
    ],
)
def test_the_heart_of_a_name(name: str, heart: str) -> None:
    assert core(name) == heart


def test_a_heart_that_two_share_is_told_by_the_whole_name_only() -> None:
    sheet = grid("单位 新增", "明光路社区 .", "明光路居委会 .")
    areas = {"明光路社区": "001", "明光路村": "002"}
    assert told_by(asked_of(sheet, areas)) == {"新增": [("B2", "001")]}, "nobody knows whose row it is"
    said = asked_of(sheet, areas, 明光路居委会="002")
    assert told_by(said) == {"新增": [("B2", "001"), ("B3", "002")]}
    item = asked_of(sheet, areas, 明光路居委会=ITEM)
    assert told_by(item) == {"新增": [("B2", "001")], "新增 / 明光路居委会": [("B3", "")]}


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("人员情况 / 新增返乡人员", Suggestion(Holds.FIGURE, "new")),
        ("疫情发生地区返回人员 / 新增", Suggestion(Holds.FIGURE, "epidemic_area_new")),
        ("其他地区返回人员 / 新增", Suggestion(Holds.FIGURE, "elsewhere_new")),
        ("在册人员 / 原有", Suggestion(Holds.FIGURE, "before")),
        ("在册人员 / 现有（人）", Suggestion(Holds.FIGURE, "after")),
        ("解除观察", Suggestion(Holds.FIGURE, "released")),
        ("累计解除人数", Suggestion(Holds.TOTAL, "released")),
        ("累计登记", Suggestion(Holds.FIGURE, "cumulative")),
        ("累计 / 确诊", Suggestion(Holds.TOTAL, "confirmed")),
        ("其中：武汉", Suggestion(Holds.FIGURE, "from_wuhan")),
        ("每日两次测温 / 应测温人次", Suggestion(Holds.FIGURE, "checks_due")),
        ("每日两次测温 / 已测人次", Suggestion(Holds.FIGURE, "checks_done")),
        ("排查情况 / 户数", Suggestion(Holds.FIGURE, "households_seen")),
        ("排查情况 / 人数", Suggestion(Holds.FIGURE, "persons_seen")),
        ("异常情况 / 发热", Suggestion(Holds.FIGURE, "alerts")),
        ("就医 / 送医", Suggestion(Holds.FIGURE, "referrals")),
        ("人员情况 / 正在居家观察人数", Suggestion(Holds.FIGURE, "at_home")),
        ("观察方式 / 居家", Suggestion(Holds.FIGURE, "at_home")),
        ("社区名称", Suggestion(Holds.AREA_NAME)),
        ("填报日期：", None),
        ("日期", Suggestion(Holds.DAY)),
        ("填表人：", Suggestion(Holds.PREPARED_BY)),
        ("序号", None),
        ("新增情况 / 备注", None),
        ("党员值班数", None),
        ("", None),
    ],
)
def test_what_a_header_most_likely_asks_for(path: str, first: Suggestion | None) -> None:
    told = suggested(path=path)
    assert (told[0] if told else None) == first
    assert len(told) <= 5


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("疫情日报表（2020年1月27日）", ("疫情日报表（", "）")),
        ("疫情日报表（1月27日）", ("疫情日报表（", "）")),
        ("截至  年  月  日24时疫情统计", ("截至", "24时疫情统计")),
        ("____年__月__日统计表", ("", "统计表")),
        ("统计表 2020-01-27", ("统计表 ", "")),
        ("1月20日至1月27日累计统计表", None),
        ("疫情日报表", None),
    ],
)
def test_the_day_in_a_title_is_found(title: str, cut: tuple[str, str] | None) -> None:
    cells = (Cell("A1", 1, 1, Kind.TEXT, title, 1, 2), *grid("标题 ~", "新增 现有", ". .").cells[1:])
    found = asked_of(Sheet("表", 3, 2, cells), {})
    assert [(place.prefix, place.suffix) for place in found if place.path not in {"新增", "现有"}] == (
        [cut] if cut else []
    )


def test_only_what_happens_on_a_day_adds_up_over_days() -> None:
    assert set(TOTALS) <= set(COLUMNS)
    assert not {
        "before",
        "after",
        "at_home",
        "in_central",
        "cumulative",
        "with_contact",
        "persons_seen",
    } & set(TOTALS)
