"""Forms kept, pointed, filled and handed in, as the people whose forms they are."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from linli.areas.models import Area
from linli.audit.models import AuditEvent
from linli.reports.commands import correct_report
from linli.reports.models import Report
from linli.reports.queries.sheet import SheetState
from linli.reports.rules.deadlines import Standing
from linli.reports.tests.days import BusyDay, Seal, Signer
from linli.returns import commands, queries
from linli.returns.commands import Pointed, layouts, typed
from linli.returns.models import Form, FormVersion, HandIn
from linli.returns.plain_sheet import plain_sheet
from linli.returns.queries import filling
from linli.returns.rules import Holds
from linli.returns.tests.conftest import Bring, at
from linli.returns.tests.made import four_columns, nineteen_columns, twelve_columns
from linli.sheets.filling import fill_book
from linli.sheets.unusable import UnusableWorkbook
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP, MakeObservation

EVENING = at(18)


def day_of_form(form: Form, prepared_by: str = "张三") -> filling.Filled:
    told = filling.filled_form(form=form, day=FIRST_DAY, prepared_by=prepared_by, now=EVENING)
    assert told is not None
    return told


def test_a_communitys_form_of_nineteen_columns_is_filled_from_its_sealed_report(
    busy_day: BusyDay, seal: Seal, bring: Bring
) -> None:
    figures = seal().figures
    told = day_of_form(bring(content=nineteen_columns()))
    sheet = load_workbook(io.BytesIO(fill_book(content=nineteen_columns(), values=told.values))).worksheets[0]
    groups = ("epidemic_area", "elsewhere")
    keys = [f"{group}_{key}" for group in groups for key in ("before", "new", "released", "after")]
    keys += ["cumulative", "at_home", "in_central", "checks_due", "checks_done"]
    keys += ["referrals", "suspected", "confirmed", "volunteers"]
    assert sheet["A5"].value == "2020年1月27日"
    assert [cell.value for cell in sheet[5]][1:18] == [figures[key] for key in keys[:17]]
    assert figures["epidemic_area_new"] > 0
    assert sheet["R5"].value is None, "nobody recorded volunteers, and yesterday's six are gone"
    assert sheet["A2"].value == "填报单位：明光路社区"
    assert (sheet["A6"].value, sheet["H6"].value) == ("填表人：张三", "审核人：")
    assert told.state is SheetState.SEALED
    assert [column.path for column in told.gaps] == ["保障 / 在岗志愿者", "保障 / 党员值班数"]


def test_before_the_seal_it_is_filled_as_the_report_would_be(busy_day: BusyDay, bring: Bring) -> None:
    told = day_of_form(bring(content=four_columns()))
    assert told.state is SheetState.DRAFT
    assert told.values["B5"] == 3
    assert told.values["A5"] == "明光路社区"


def test_a_townships_form_has_each_communitys_own_figures_in_its_row(
    busy_day: BusyDay, seal: Seal, bring: Bring
) -> None:
    one, other = seal().figures, seal(area=SIBLING).figures
    told = day_of_form(bring(content=twelve_columns(), area=TOWNSHIP))
    assert (told.values["F5"], told.values["F6"]) == (one["new"], other["new"])
    assert (told.values["H5"], told.values["H6"]) == (one["after"], other["after"])
    assert one["after"] != other["after"]


def test_a_community_that_has_not_reported_leaves_its_row_empty_and_is_named(
    busy_day: BusyDay, seal: Seal, bring: Bring
) -> None:
    seal()
    told = day_of_form(bring(content=twelve_columns(), area=TOWNSHIP))
    assert (told.values["F5"], told.values["F6"]) == (3, None)
    assert "在册人员 / 新增" in [column.path for column in told.gaps]


def test_what_is_asked_for_all_days_so_far_is_added_up(busy_day: BusyDay, seal: Seal, bring: Bring) -> None:
    first = seal().figures
    content = plain_sheet(title="累计表", names=["累计新增", "累计解除", "新增"])
    form = bring(content=content)
    next_day = FIRST_DAY + timedelta(days=1)
    told = filling.filled_form(form=form, day=next_day, prepared_by="", now=at(18) + timedelta(days=1))
    assert told is not None
    assert [told.values[cell] for cell in ("A3", "B3", "C3")] == [first["new"], first["released"], 0]
    above = bring(content=content, area=TOWNSHIP)
    told = filling.filled_form(form=above, day=FIRST_DAY, prepared_by="", now=EVENING)
    assert told is not None
    assert told.values["A3"] == first["new"]


def test_yesterday_and_the_sum_of_all_days_come_from_the_same_versions(
    busy_day: BusyDay, seal: Seal, bring: Bring, signer: Signer, make_observation: MakeObservation
) -> None:
    first = seal().figures["new"]
    seal(area=TOWNSHIP, at=at(17))
    make_observation(at=at(15), name="赵后来")
    correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏", by=signer(area=COMMUNITY), now=at(18))
    assert Report.objects.get(area=COMMUNITY, version=2).figures["new"] == first + 1
    form = bring(content=plain_sheet(title="表", names=["昨日新增", "累计新增"]), area=TOWNSHIP)
    later = at(18) + timedelta(days=1)
    seal(day=FIRST_DAY + timedelta(days=1), at=later)
    told = filling.filled_form(form=form, day=FIRST_DAY + timedelta(days=1), prepared_by="", now=later)
    assert told is not None
    assert (told.values["A3"], told.values["B3"]) == (first, first)


def test_what_cannot_be_derived_is_typed_and_the_newest_stands(
    busy_day: BusyDay, bring: Bring, signer: Signer
) -> None:
    form, by = bring(), signer(area=COMMUNITY)
    path = "保障 / 党员值班数"
    for text in ("3", "/", "4", ""):
        typed.type_values(form=form, day=FIRST_DAY, values={path: text}, by=by, now=EVENING)
        assert queries.typed_of(form=form, day=FIRST_DAY) == {path: text}
    typed.type_values(form=form, day=FIRST_DAY, values={path: ""}, by=by, now=EVENING)
    assert form.typed_values.count() == 4, "what stands already is not written again"
    typed.type_values(form=form, day=FIRST_DAY, values={path: "=1+1"}, by=by, now=EVENING)
    assert day_of_form(form).values["S5"] == "=1+1"


def test_handed_in_it_is_frozen_and_a_second_one_says_why(
    busy_day: BusyDay, bring: Bring, signer: Signer, seal: Seal
) -> None:
    form, by = bring(), signer(area=COMMUNITY)
    first = commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(15))
    again = commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(15))
    assert first == again
    typed.type_values(form=form, day=FIRST_DAY, values={"保障 / 党员值班数": "3"}, by=by, now=at(16))
    with pytest.raises(commands.ReasonMissing):
        commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(16))
    second = commands.hand_in(form=form, day=FIRST_DAY, reason="补填值班", by=by, now=at(16))
    assert (second.number, second.values["S5"], first.values["S5"]) == (2, 3, None)
    assert second.hash != first.hash
    assert HandIn.objects.filter(form=form).count() == 2
    events = AuditEvent.objects.filter(county=COUNTY, action="form.handed_in", subject=form.pk)
    assert events.count() == 2


def test_who_filled_it_and_when_is_no_difference(busy_day: BusyDay, bring: Bring, signer: Signer) -> None:
    content = plain_sheet(title="表", names=["新增", "统计时间", "填表人"])
    form, by = bring(content=content), signer(area=COMMUNITY)
    first = commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(14))
    colleague = replace(by, name="别人")
    assert commands.hand_in(form=form, day=FIRST_DAY, reason="", by=colleague, now=at(15)) == first


def test_two_areas_of_one_name_are_told_by_nobody(areas: dict[str, Area]) -> None:
    Area.objects.filter(pk=SIBLING).update(name=areas[COMMUNITY].name)
    assert queries.areas_named_in(area=TOWNSHIP) == {"明光路街道": ""}


def test_a_new_layout_keeps_what_did_not_change_and_the_old_day_its_old_layout(
    busy_day: BusyDay, bring: Bring, signer: Signer
) -> None:
    form, by = bring(content=four_columns()), signer(area=COMMUNITY)
    handed = commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(15))
    tomorrow = at(9) + timedelta(days=1)
    version = layouts.bring_layout(
        form=form, file_name="新.xlsx", content=nineteen_columns(), by=by, now=tomorrow
    )
    on = FIRST_DAY + timedelta(days=1)
    in_use = queries.version_on(form=form, day=on)
    assert in_use is not None
    assert in_use.number == 1, "not pointed, it is not used"
    commands.point_places(
        version=version,
        pointed={"累计登记": Pointed(Holds.FIGURE, "cumulative")},
        by=by,
        now=tomorrow,
    )
    assert [
        found.number
        for day in (on, FIRST_DAY, FIRST_DAY - timedelta(days=9))
        if (found := queries.version_on(form=form, day=day))
    ] == [2, 1, 1]
    handed.refresh_from_db()
    assert handed.version.number == 1


def test_a_layout_that_is_not_pointed_yet_is_replaced_by_the_next(areas: object, signer: Signer) -> None:
    by = signer(area=COMMUNITY)
    form = commands.bring_form(
        area=COMMUNITY,
        title="表",
        asked_by="区防控办",
        due_at=None,
        file_name="一.xlsx",
        content=four_columns(),
        by=by,
        now=at(8),
    )
    assert filling.filled_form(form=form, day=FIRST_DAY, prepared_by="", now=EVENING) is None
    with pytest.raises(commands.NotPointed):
        commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=EVENING)
    layouts.bring_layout(form=form, file_name="二.xlsx", content=four_columns(), by=by, now=at(9))
    assert [row.file_name for row in FormVersion.objects.filter(form=form)] == ["二.xlsx"]


@pytest.mark.parametrize(
    ("pointed", "error"),
    [
        (Pointed(Holds.TYPED), commands.ReasonMissing),
        (Pointed(Holds.FIGURE, "no_such"), commands.NoSuchIndicator),
        (Pointed(Holds.TOTAL, "after"), commands.NoSuchIndicator),
    ],
)
def test_a_place_is_pointed_at_what_linli_tells_or_typed_with_a_reason(
    areas: object, signer: Signer, pointed: Pointed, error: type[Exception]
) -> None:
    by = signer(area=COMMUNITY)
    form = commands.bring_form(
        area=COMMUNITY,
        title="表",
        asked_by="区防控办",
        due_at=None,
        file_name="一.xlsx",
        content=four_columns(),
        by=by,
        now=at(8),
    )
    version = queries.unpointed(form=form)
    assert version is not None
    with pytest.raises(error):
        commands.point_places(version=version, pointed={"社区名称": pointed}, by=by, now=at(9))
    version.refresh_from_db()
    assert (version.valid_from, version.columns) == (None, [])


def test_only_who_keeps_an_areas_forms_touches_them(bring: Bring, signer: Signer, worker: Viewer) -> None:
    form = bring()
    for by in (worker, signer(area=SIBLING), signer(area=TOWNSHIP)):
        assert not queries.forms_visible(viewer=by).exists()
        with pytest.raises(commands.NotYourForm):
            commands.end_form(form=form, by=by, now=EVENING)
        with pytest.raises(commands.NotYourForm):
            commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=EVENING)


def test_a_refused_file_leaves_no_form_behind(areas: object, signer: Signer) -> None:
    by = signer(area=COMMUNITY)
    for content, code in ((b"words", "NOT_A_WORKBOOK"), (empty(), "NOTHING_TO_FILL")):
        with pytest.raises(UnusableWorkbook, match=code):
            commands.bring_form(
                area=COMMUNITY,
                title="表",
                asked_by="区防控办",
                due_at=None,
                file_name="一.xlsx",
                content=content,
                by=by,
                now=at(8),
            )
    assert not Form.objects.exists()


def empty() -> bytes:
    """Return a sheet with a title and nothing to fill."""
    from openpyxl import Workbook

    out, book = io.BytesIO(), Workbook()
    assert book.active is not None
    book.active["A1"] = "通知"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("hour", "standing"),
    [(None, Standing.MISSING), (17, Standing.ON_TIME), (18, Standing.LATE)],
)
def test_a_form_stands_by_its_own_hour(
    busy_day: BusyDay, bring: Bring, signer: Signer, hour: int | None, standing: Standing
) -> None:
    form, by = bring(), signer(area=COMMUNITY)
    if hour:
        commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(hour))
    first = queries.first_hand_ins(forms=[form], day=FIRST_DAY).get(form.pk)
    assert queries.standing_on(form=form, day=FIRST_DAY, first=first, now=at(19)) == standing
