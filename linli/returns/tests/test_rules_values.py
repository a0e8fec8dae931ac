"""What stands in the cells of a form: zero, blank and "/" apart; yesterday, differences and sums; words after a colon."""

import pytest

from linli.returns.rules import (
    ALL_ROWS,
    Column,
    Holds,
    Spot,
    Told,
    as_typed,
    asked_twice,
    filled,
    gaps_of,
    not_received,
    not_recorded,
    partly_added,
)
from linli.returns.rules.headers import day_asked
from linli.returns.suggested import suggested
from linli.returns.tests.asked import FACTS, asked_of
from linli.sheets.layout import Cell, Kind, Sheet, Value


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Column("新增", (Spot("B5"),), Holds.FIGURE, "new"), 0),
        (Column("消毒", (Spot("B5"),), Holds.FIGURE, "sites_disinfected"), None),
        (Column("集中", (Spot("B5"),), Holds.FIGURE, "in_central"), "/"),
        (Column("累计新增", (Spot("B5"),), Holds.TOTAL, "new"), 41),
        (Column("新增", (Spot("B5", "001"),), Holds.FIGURE, "new"), None),
        (Column("党员值班", (Spot("B5"),), Holds.TYPED, reason="没有台账"), 3),
        (Column("没有填", (Spot("B5"),), Holds.TYPED, reason="没有台账"), None),
        (Column("日期：", (Spot("B5"),), Holds.DAY, prefix="日期："), "日期：2020年1月27日"),
        (Column("单位", (Spot("B5"),), Holds.AREA_NAME), "明光路社区"),
        (Column("截止", (Spot("B5"),), Holds.AS_OF), "2020年1月27日16:00"),
        (Column("填表人", (Spot("B5"),), Holds.PREPARED_BY), "张三"),
    ],
)
def test_zero_blank_and_not_applicable_stay_three(column: Column, value: Value) -> None:
    told = Told({"": {"new": 0, "sites_disinfected": None}}, {"": {"new": 41}}, {"党员值班": "3"}, FACTS)
    values = filled(columns=(column,), told=told)
    assert values == {"B5": value}
    assert (not_recorded(columns=(column,), values=values) == [column]) is (value is None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("-3", -3),
        ("007", 7),
        ("/", "/"),
        ("", None),
        ("  ", None),
        ("三", "三"),
        ("1.5", 1.5),
        ("+1", 1),
        ("＋１２", 12),
        ("−3", -3),
        ("+", "+"),
        ("1.", "1."),
        ("1+1", "1+1"),
        ("²", "²"),
        ("=1+1", "=1+1"),
        ("9" * 15, 10**15 - 1),
        ("9" * 16, "9" * 16),
    ],
)
def test_what_is_typed_is_a_number_only_if_it_is_one(text: str, value: Value) -> None:
    assert as_typed(text) == value


def test_a_gap_is_the_cells_of_those_who_reported_without_it() -> None:
    column = Column("消毒", (Spot("B5", "001"), Spot("B6", "002"), Spot("B7", "003")), Holds.FIGURE, "new")
    values: dict[str, Value] = {"B5": 0, "B6": None, "B7": None}
    assert gaps_of(column=column, values=values, silent=frozenset({"003"})) == ((Spot("B6", "002"),), False)
    assert gaps_of(column=column, values=values, silent=frozenset({"001", "003"})) == (
        (Spot("B6", "002"),),
        True,
    )


def test_what_is_asked_twice_comes_first() -> None:
    new, after = (Column(key, (Spot("A1"),), Holds.FIGURE, key) for key in ("new", "after"))
    again = Column("又一次", (Spot("A2"),), Holds.FIGURE, "new")
    typed = Column("值班", (Spot("A3"),), Holds.TYPED, reason="没有")
    told = asked_twice(forms={"a": (after, new, again), "b": (new, typed)})
    assert list(told.items()) == [("new", ["a", "b"]), ("after", ["a"])]


def counted(holds: Holds, *spots: Spot) -> Column:
    return Column("某列", spots, holds, "new")


ROWS = (Spot("B5", "001"), Spot("B6", "002"), Spot("B7", ALL_ROWS))


@pytest.mark.parametrize(
    ("holds", "today", "before", "values"),
    [
        (Holds.FIGURE, (3, 4), (None, None), (3, 4, 7)),
        (Holds.FIGURE, (3, None), (1, 1), (3, None, 3)),
        (Holds.FIGURE, (None, None), (1, 1), (None, None, None)),
        (Holds.FIGURE, (0, 0), (1, 1), (0, 0, 0)),
        (Holds.YESTERDAY, (3, 4), (1, None), (1, None, 1)),
        (Holds.CHANGE, (3, 4), (5, None), (-2, None, -2)),
        (Holds.CHANGE, (None, 4), (5, 4), (None, 0, 0)),
    ],
)
def test_yesterday_differences_and_sums(
    holds: Holds, today: tuple[Value, ...], before: tuple[Value, ...], values: tuple[Value, ...]
) -> None:
    """A row of totals adds what stands in its rows; a difference needs both days."""
    told = Told(
        {f"00{n}": {"new": value} for n, value in enumerate(today, 1)},  # type: ignore[dict-item]  # numbers or None
        {},
        {},
        FACTS,
        {f"00{n}": {"new": value} for n, value in enumerate(before, 1)},  # type: ignore[dict-item]
    )
    column = counted(holds, *ROWS)
    stands = filled(columns=(column,), told=told)
    assert tuple(stands.values()) == values
    is_partial = values[2] is not None and None in values[:2]
    assert partly_added(columns=(column,), values=stands) == ([column] if is_partial else [])


def test_what_does_not_apply_adds_up_to_what_does_not_apply() -> None:
    told = Told({"001": {}, "002": {}}, {}, {}, FACTS, {"001": {"new": 1}})
    assert filled(columns=(counted(Holds.CHANGE, *ROWS),), told=told) == {"B5": "/", "B6": "/", "B7": "/"}
    assert not_received(columns=(counted(Holds.CHANGE, *ROWS),), before=told.before) == {"002"}


def test_a_row_of_totals_holds_no_words() -> None:
    name = Column("社区名称", (Spot("A5"), Spot("A6", ALL_ROWS)), Holds.AREA_NAME)
    remark = Column("备注", (Spot("B5"), Spot("B6", ALL_ROWS)), Holds.TYPED, reason="各不同")
    told = Told({}, {}, {"备注": "无"}, FACTS)
    assert filled(columns=(name, remark), told=told) == {"A5": "明光路社区", "B5": "无", "B6": None}


@pytest.mark.parametrize(
    ("words", "paths", "becomes"),
    [
        ("填报单位（盖章）：", ["填报单位："], "填报单位（盖章）：明光路社区"),
        ("填报单位：旧的单位", ["填报单位："], "填报单位：明光路社区"),
        (
            "填 表 人：   审核人：  联系电话：138",
            ["填表人："],
            "填 表 人：张三   审核人：  联系电话：138",
        ),
        ("填表人：____ 审核人：____", ["填表人："], "填表人：张三 审核人：____"),
        (
            "单位：旧的   填表人：李四   日期：1月1日",
            ["单位：", "填表人：", "日期："],
            "单位：明光路社区   填表人：张三   日期：2020年1月27日",
        ),
        ("审核人：王五", [], None),
        ("单位：人、人次", [], None),
        ("（单位：户、人）", [], None),
    ],
)
def test_words_are_filled_after_their_colon_and_all_other_words_stay(
    words: str, paths: list[str], becomes: str | None
) -> None:
    sheet = Sheet("表", 1, 1, (Cell("A1", 1, 1, Kind.TEXT, words),))
    found = asked_of(sheet, {})
    assert [place.path for place in found] == paths
    columns = tuple(
        Column(
            place.path,
            place.spots,
            suggested(path=place.path)[0].holds,
            prefix=place.prefix,
            suffix=place.suffix,
            instead=place.instead,
        )
        for place in found
    )
    assert filled(columns=columns, told=Told({}, {}, {}, FACTS)).get("A1") == becomes


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("昨日现有", Holds.YESTERDAY),
        ("现有 / 上日", Holds.YESTERDAY),
        ("较昨日增减", Holds.CHANGE),
        ("现有 / 增减", Holds.CHANGE),
        ("今日新增", Holds.FIGURE),
        ("昨日16时至今日16时新增", None),
        ("昨日新增较昨日增减", None),
    ],
)
def test_of_which_day_a_header_asks(path: str, day: Holds | None) -> None:
    assert day_asked(path=path) == day


@pytest.mark.parametrize(
    "path",
    [
        "昨日新增",
        "上日在册",
        "较昨日增减 / 现有",
        "累计现有",
        "昨日累计新增",
        "说明 / 新增",
        "《备注》 / 新增",
    ],
)
def test_no_header_of_another_day_or_of_remarks_proposes_todays_figure(path: str) -> None:
    figures = [one.key for one in suggested(path=path) if one.holds is Holds.FIGURE]
    assert set(figures) <= {"cumulative"}, "which is of all days by its own name"
