"""What a sheet asks for is said quickly: headers at once, other units left out, figures added, an earlier day put right."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from linli.reports.tests.days import BusyDay, Seal, Signer
from linli.returns import commands, queries
from linli.returns.commands import Pointed, layouts
from linli.returns.plain_sheet import plain_sheet
from linli.returns.rules import Column, Holds, Spot, Told, filled
from linli.returns.rules.blanks import formulas_over_blanks
from linli.returns.rules.slots import is_blank_date, slots
from linli.returns.rules.typing import Wrong, allowed_in, wrong_with
from linli.returns.suggested import suggested
from linli.returns.tests.asked import FACTS
from linli.returns.tests.conftest import Bring, at
from linli.sheets.filling import read_form
from linli.sheets.layout import packed_book, unpacked_book
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY

SignIn = Callable[..., Client]


def book(rows: list[list[object]], rules: tuple[DataValidation, ...] = ()) -> bytes:
    out, made = io.BytesIO(), Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for rule in rules:
        sheet.add_data_validation(rule)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("解除观察人数", "released"),
        ("送医人数 / 累计", "referrals"),
        ("确诊人数 / 今日", "confirmed"),
        ("累计", "cumulative"),
    ],
)
def test_a_header_of_a_day_alone_names_no_figure(path: str, first: str) -> None:
    assert suggested(path=path)[0].key == first


@pytest.mark.parametrize(
    ("words", "is_blank"),
    [
        ("1月  日", True),
        ("    年  月  日", True),
        ("1月28日", False),
        ("2020年1月28日", False),
        ("返乡", False),
    ],
)
def test_a_date_with_its_day_left_blank_asks_for_the_day(words: str, is_blank: bool) -> None:
    assert is_blank_date(text=words) is is_blank


def test_a_time_that_is_asked_to_the_hour_keeps_it() -> None:
    (slot,) = slots(text="填报时间：    年  月  日  时")
    assert [one.holds for one in suggested(path=slot.path)] == [Holds.HOUR]
    (day,) = slots(text="填报时间：    年  月  日")
    assert [one.holds for one in suggested(path=day.path)] == [Holds.DAY]


@pytest.mark.parametrize(
    ("figures", "value"),
    [
        ({"from_wuhan": 3, "from_hubei": 1}, 4),
        ({"from_wuhan": 3, "from_hubei": None}, None),
        ({"from_wuhan": 3}, 3),
        ({}, "/"),
    ],
)
def test_figures_of_one_cell_are_added_and_one_that_nobody_recorded_makes_the_sum_unknown(
    figures: dict[str, int | None], value: object
) -> None:
    column = Column("湖北返回", (Spot("B2"),), Holds.FIGURE, "from_wuhan", ("from_hubei",))
    assert filled(columns=(column,), told=Told({"": figures}, {}, {}, FACTS)) == {"B2": value}


def test_a_superiors_own_limits_are_kept_to() -> None:
    choice = DataValidation(type="list", formula1='"是,否"')
    choice.add("B2")
    count = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    count.add("C2:C3")
    read = read_form(content=book([["社区", "零报告", "车辆"], ["甲"]], (choice, count))).book
    allowed = allowed_in(book=unpacked_book(packed=packed_book(book=read)))
    column = Column("零报告", (Spot("B2"), Spot("C2")), Holds.TYPED)

    def said(text: str, cell: str) -> Wrong | None:
        return wrong_with(text=text, column=column, spot=Spot(cell), allowed=allowed)

    assert [said(text, "B2") for text in ("是", "大概", "")] == [None, Wrong.NOT_ONE_OF, None]
    assert [said(text, "C2") for text in ("0", "-1", "三")] == [None, Wrong.OUT_OF_RANGE, Wrong.OUT_OF_RANGE]


def test_a_formula_over_a_blank_is_named_and_one_over_a_range_is_not() -> None:
    read = read_form(
        content=book([["昨日", "今日", "较昨日", "合计"], [None, 5, "=B2-A2", "=SUM(A2:B2)"]])
    ).book
    assert formulas_over_blanks(book=read, values={"A2": None, "B2": 5}) == [("C2", ("A2",))]
    assert formulas_over_blanks(book=read, values={"A2": 0, "B2": 5}) == []


def test_of_a_sheet_for_all_communities_one_fills_its_own_row(
    areas: object, busy_day: BusyDay, bring: Bring
) -> None:
    rows: list[list[object]] = [["社区", "新增", "现有"]]
    rows += [[name, None, None] for name in ("明光路社区", "胜利路社区")]
    form = bring(content=book(rows))
    version = queries.version_on(form=form, day=FIRST_DAY)
    assert version is not None
    asked = queries.places_of(version=version)
    assert [(place.path, [spot.cell for spot in place.spots]) for place in asked] == [
        ("新增", ["B2"]),
        ("现有", ["C2"]),
    ]


def test_what_a_row_or_column_shares_is_said_at_once_and_the_rest_left(
    areas: object, sign_in: SignIn, signer: Signer
) -> None:
    rows: list[list[object]] = [["", "今日", "昨日", "累计"]]
    rows += [[name, None, None, None] for name in ("甲事", "乙事")]
    form = commands.bring_form(
        area=COMMUNITY,
        title="表",
        asked_by="区",
        due_at=None,
        file_name="一.xlsx",
        content=book(rows),
        by=signer(area=COMMUNITY),
        now=at(8),
    )
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    point = reverse("returns:point", args=[form.pk])
    asked = client.get(point).context["point_form"]
    shared = {header: number for number, header in enumerate(asked.shared)}
    assert set(shared) == {"甲事", "乙事"}
    days = {place.path: asked[f"day_{n}"].initial for n, place in enumerate(asked.places)}
    assert sorted(set(days.values())) == ["FIGURE", "TOTAL", "YESTERDAY"], "a column of all days presets them"
    assert client.post(point, {}).status_code == 422
    answer = client.post(point, {f"all_{shared['甲事']}": "FIGURE:new", "rest_left": "on"})
    assert answer.status_code == 302
    version = queries.version_on(form=form, day=FIRST_DAY)
    assert version is not None
    told = [(column.holds, column.key) for column in queries.columns_of(version=version)]
    assert sorted(told) == [(Holds.FIGURE, "new"), (Holds.TOTAL, "new"), (Holds.YESTERDAY, "new")]


def test_a_mapping_put_right_reaches_back_to_an_earlier_day_and_both_drafts_stay(
    busy_day: BusyDay, bring: Bring, signer: Signer, seal: Seal
) -> None:
    seal()
    by = signer(area=COMMUNITY)
    form = bring(content=plain_sheet(title="表", names=["新增", "现有"]))
    commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(16, 30))
    later = at(9) + timedelta(days=1)
    version = layouts.point_again(form=form, why="填反了", by=by, now=later)
    pointed = {"新增": Pointed(Holds.FIGURE, "after"), "现有": Pointed(Holds.FIGURE, "new")}
    with pytest.raises(commands.NotYet):
        commands.point_places(
            version=version, pointed=pointed, by=by, now=later, since=FIRST_DAY + timedelta(days=2)
        )
    commands.point_places(version=version, pointed=pointed, by=by, now=later, since=FIRST_DAY)
    commands.hand_in(form=form, day=FIRST_DAY, reason="格填反了", by=by, now=later)
    drafts = queries.hand_ins(form=form, day=FIRST_DAY)
    assert [row.version.number for row in drafts] == [2, 1]
    assert drafts[0].values["A3"] == drafts[1].values["B3"]


def test_a_layout_brought_by_mistake_is_thrown_away_and_the_one_in_use_stays(
    bring: Bring, signer: Signer, sign_in: SignIn
) -> None:
    form, by = bring(), signer(area=COMMUNITY)
    assert not layouts.drop_layout(form=form, by=by, now=at(9))
    layouts.bring_layout(
        form=form, file_name="错.xlsx", content=plain_sheet(title="错", names=["别的"]), by=by, now=at(9)
    )
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "传错了，不要这一版" in client.get(reverse("returns:show", args=[form.pk])).content.decode()
    client.post(reverse("returns:layout", args=[form.pk]), {"do": "drop"})
    assert [one.number for one in queries.layouts(form=form)] == [1]
