"""Three forms of superiors come back right cell for cell: of two days with sums, of four sheets, and an .xls with a row each."""

import io
import zipfile
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.reports.rules.forms import Figures
from linli.reports.tests.days import BusyDay, Seal, Signer
from linli.returns import commands, queries
from linli.returns.commands import Pointed
from linli.returns.models import Form
from linli.returns.queries import filling
from linli.returns.rules import Holds
from linli.returns.suggested import surely
from linli.returns.tests.conftest import at
from linli.returns.tests.made import four_sheets, old_book, two_days
from linli.sheets.filling import fill_book
from tests.cast import COMMUNITY, FIRST_DAY, SIBLING, TOWNSHIP

NEXT_DAY = FIRST_DAY + timedelta(days=1)
NEXT_EVENING = at(18) + timedelta(days=1)
SEALED = moment(NEXT_DAY, time(16))

Point = Callable[..., Form]


@pytest.fixture
def point(areas: object, signer: Signer) -> Point:
    """Bring a form and take what is proposed for sure; else what is told by path."""

    def make(*, content: bytes, area: AreaCode, said: dict[str, Pointed]) -> Form:
        by = signer(area=area)
        form = commands.bring_form(
            area=area,
            title="表",
            asked_by="区防控办",
            due_at=None,
            file_name="日报",
            content=content,
            by=by,
            now=at(8),
        )
        version = queries.unpointed(form=form)
        assert version is not None
        sure = {place.path: surely(path=place.path) for place in queries.places_of(version=version)}
        pointed = {path: Pointed(one.holds, one.key) for path, one in sure.items() if one} | said
        commands.point_places(version=version, pointed=pointed, by=by, now=at(8))
        return form

    return make


def cells(sheet: Worksheet) -> dict[str, object]:
    return {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def handed_out(form: Form) -> tuple[filling.Filled, bytes]:
    told = filling.filled_form(form=form, day=NEXT_DAY, prepared_by="张三", now=NEXT_EVENING)
    assert told is not None
    return told, fill_book(content=bytes(told.version.workbook), values=told.values)


def sheets(content: bytes) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(content)).worksheets}


def figure(figures: Figures, key: str) -> int:
    told = figures[key]
    assert told is not None
    return told


def test_yesterday_the_difference_and_sums_of_rows(busy_day: BusyDay, seal: Seal, point: Point) -> None:
    one, other = seal().figures, seal(area=SIBLING).figures
    today = seal(day=NEXT_DAY, at=SEALED).figures
    masks = {"发放口罩": Pointed(Holds.TYPED, reason="没有台账")}
    told, went = handed_out(point(content=two_days(), area=TOWNSHIP, said=masks))
    before, there = figure(one, "after"), figure(other, "after")
    after, new = figure(today, "after"), figure(one, "new")
    came = cells(sheets(two_days())["日报"])
    expected = came | {
        "A2": "填报单位（盖章）：明光路街道",
        "C5": before, "D5": after, "E5": after - before, "F5": new, "G5": new + figure(today, "new"),
        "C6": there, "D6": None, "E6": None, "F6": figure(other, "new"), "G6": None,
        "C7": before + there, "D7": after, "E7": after - before,
        "F7": new + figure(other, "new"), "G7": new + figure(today, "new"),
        "A9": "填表人：张三        审核人：        联系电话：",
    }  # fmt: skip
    assert cells(sheets(went)["日报"]) == {
        cell: value for cell, value in expected.items() if value is not None
    }
    assert there != 0 != new
    assert (told.silent, told.not_received) == (frozenset({SIBLING}), frozenset())
    assert [column.path.rpartition(" / ")[2] for column in told.partial] == ["现有", "较昨日增减", "累计新增"]


def test_a_day_before_that_was_never_sealed_is_blank_and_said(
    busy_day: BusyDay, seal: Seal, point: Point
) -> None:
    seal(area=SIBLING)
    seal(day=NEXT_DAY, at=SEALED)
    told, went = handed_out(point(content=two_days(), area=TOWNSHIP, said={}))
    sheet = sheets(went)["日报"]
    assert [sheet[cell].value for cell in ("C5", "E5", "F5")] == [None, None, None]
    assert sheet["C7"].value == sheet["C6"].value, "the sum is of what stands in the rows"
    assert told.not_received == {COMMUNITY}
    alone, _went = handed_out(point(content=four_sheets(), area=SIBLING, said=ITEMS))
    assert alone.not_received == frozenset()


def test_yesterday_is_what_the_areas_own_seal_knew(busy_day: BusyDay, seal: Seal, point: Point) -> None:
    seal()
    seal(area=TOWNSHIP, at=at(17))
    seal(area=SIBLING, at=at(19))
    told, went = handed_out(point(content=two_days(), area=TOWNSHIP, said={}))
    assert told.not_received == {SIBLING}, "it came after the township told its day"
    assert sheets(went)["日报"]["C5"].value is not None


ITEMS = {
    f"《分项》 / {column} / {item}": Pointed(holds, key)
    for column, holds in (("昨日数", Holds.YESTERDAY), ("今日数", Holds.FIGURE))
    for item, key in (("现有在册", "after"), ("居家观察", "at_home"), ("确诊", "confirmed"))
}


def test_four_sheets_are_filled_and_whatever_is_not_pointed_at_stays_byte_for_byte(
    busy_day: BusyDay, seal: Seal, point: Point
) -> None:
    one, today = seal().figures, seal(day=NEXT_DAY, at=SEALED).figures
    content = four_sheets()
    _told, went = handed_out(point(content=content, area=COMMUNITY, said=ITEMS))
    came, gone = sheets(content), sheets(went)
    first = {"A3": today["new"], "B3": today["released"]}
    items = {
        f"{column}{row}": figures[key]
        for column, figures in (("B", one), ("C", today))
        for row, key in ((2, "after"), (3, "at_home"), (4, "confirmed"))
    }
    assert cells(gone["日报"]) == cells(came["日报"]) | first
    assert cells(gone["分项"]) == cells(came["分项"]) | items
    parts = {
        name: zipfile.ZipFile(io.BytesIO(content)) for name, content in (("came", content), ("went", went))
    }
    changed = [
        name for name in parts["came"].namelist() if parts["came"].read(name) != parts["went"].read(name)
    ]
    # What the sums came to before is taken out, because they add up what is filled.
    touched = ("日报", "分项", "汇总")
    numbers = [list(came).index(name) + 1 for name in touched]
    assert sorted(changed) == ["xl/workbook.xml", *(f"xl/worksheets/sheet{number}.xml" for number in numbers)]
    assert gone["选项"].sheet_state == "hidden"


def test_an_xls_with_a_row_each_is_written_as_xlsx_and_says_what_is_lost(
    busy_day: BusyDay, seal: Seal, point: Point
) -> None:
    one, other = seal().figures, seal(area=SIBLING).figures
    today = seal(day=NEXT_DAY, at=SEALED).figures
    form = point(content=old_book(), area=TOWNSHIP, said={})
    told, went = handed_out(form)
    assert told.version.lost == []
    book = sheets(went)
    sheet = book["日报"]
    assert cells(sheet) == {
        "A1": "疫情防控日报表（2020年1月28日）",
        **dict(zip(("A2", "B2", "C2", "D2", "E2"), ("社区", "现有", "昨日现有", "较昨日增减", "备注"), strict=True)),
        "A3": "明光路社区", "B3": today["after"], "C3": one["after"], "D3": "=B3-(C3-0)",
        "A4": "胜利路社区", "C4": other["after"], "D4": "=B4-(C4-0)",
        "A5": "合计", "B5": "=SUM(B3:B4)", "C5": "=SUM(C3:C4)", "D5": "=SUM(D3:D4)",
    }  # fmt: skip
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:E1"]
    assert (sheet["B3"].number_format, sheet["A1"].font.bold, sheet["A1"].font.size) == ("0_ ", True, 16)
    assert sheet["B3"].border.top.style == "thin"
    assert round(sheet.column_dimensions["A"].width) == 20
    assert (sheet.row_dimensions[1].height, sheet.page_setup.orientation) == (30, "landscape")
    assert book["底稿"].sheet_state == "hidden"
