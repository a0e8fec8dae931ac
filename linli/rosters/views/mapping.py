"""The columns of an uploaded roster, held against the register's fields by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from xlsxwriter.utility import xl_col_to_name

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.papers.rules import mask_name
from linli.rosters import commands, forms, queries, tasks
from linli.rosters.labels import FIELDS, MISSING
from linli.rosters.preview import mapped, preview, sheets_of, workbook_of
from linli.rosters.queries.other_place import Named, named_elsewhere
from linli.rosters.rules.fields import HOUSEHOLD_HEAD, NAME, SYMPTOMS, TEMPERATURE_C
from linli.rosters.rules.headers import CONFIRM_BELOW, ColumnMapping, How, missing_fields
from linli.rosters.rules.own_day import own_days
from linli.sheets.cells import text_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import Label
from linli.staff.rights import Action
from linli.staff.rules import may_at

# Columns of these are recognised without the names in them.
NAMES: Final = frozenset({NAME, HOUSEHOLD_HEAD})
# What is of one day, which the list names or somebody is asked for.
READINGS: Final = frozenset({TEMPERATURE_C, SYMPTOMS})


@dataclass(frozen=True)
class Column:
    """A column on the page: its letter, its select, how sure the guess is, and what stands in it."""

    letter: str
    select: BoundField
    guess: ColumnMapping
    samples: tuple[str, ...]

    @property
    def sureness(self) -> str:
        """REMEMBERED, SURE, UNSURE, RIVAL where another column has its field, or NONE for a column without a guess."""
        if self.guess.rival:
            return "RIVAL"
        if self.guess.field is None:
            return "NONE"
        if self.guess.how is How.REMEMBERED:
            return "REMEMBERED"
        return "SURE" if self.guess.confidence >= CONFIRM_BELOW else "UNSURE"

    @property
    def rival(self) -> Label:
        """The field that another column has as well."""
        return FIELDS[self.guess.rival]

    @property
    def percent(self) -> int:
        """How sure the guess is, 0-100."""
        return round(100 * self.guess.confidence)


@dataclass(frozen=True)
class SheetPart:
    """A sheet on the page, with what no column is chosen for though every row needs it."""

    name: str
    columns: tuple[Column, ...]
    missing: tuple[Label, ...]


@staff_page
def show(request: StaffRequest, roster_id: UUID) -> HttpResponse:
    """Show the columns with five values of each; on confirmation start the import. 404 outside the viewer's areas."""
    roster = get_object_or_404(queries.rosters_visible(viewer=request.viewer), pk=roster_id)
    if roster.state != "UPLOADED":
        return redirect("rosters:detail", roster.pk)
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    typed = request.POST if request.method == "POST" else None
    sheet_forms = [
        forms.SheetForm(typed, sheet=sheet, prefix=f"sheet_{number}") for number, sheet in enumerate(sheets)
    ]
    named = named_elsewhere(roster=roster)
    place_form = _place_form(request, roster, named)
    if typed is not None and _moved(request, roster, place_form, named):
        return redirect("rosters:mapping", roster.pk)
    said = _own_day(roster)
    day_form = forms.OwnDayForm(typed, initial={"on": said})
    status = 200
    if typed is not None:
        has_day = day_form.is_valid()
        if (
            all(form.is_valid() for form in sheet_forms)
            and has_day
            and _confirmed(request, roster, sheet_forms, day_form, said, place_form, named)
        ):
            return redirect("rosters:detail", roster.pk)
        status = 422
    parts = [_part(form) for form in sheet_forms]
    context = {
        "day_form": day_form,
        "named": named,
        "place_form": place_form,
        "asks_day": _has_readings(roster, sheet_forms),
        "roster": roster,
        "area_name": names_of(codes=[roster.area]).get(roster.area, ""),
        "parts": parts,
        "several": len(parts) > 1,
        "incomplete": [part for part in parts if part.missing],
        "unsure": sum(column.sureness in {"UNSURE", "RIVAL"} for part in parts for column in part.columns),
        "unknown": sum(column.sureness == "NONE" for part in parts for column in part.columns),
        "refused": status != 200,  # noqa: PLR2004 (HTTP's own number)
    }
    return render(request, "rosters/mapping.html", context, status=status)


def _confirmed(
    request: StaffRequest,
    roster: queries.RosterImport,
    sheet_forms: list[forms.SheetForm],
    day_form: forms.OwnDayForm,
    said: date | None,
    place_form: forms.PlaceForm,
    named: Sequence[Named],
) -> bool:
    """Confirm what is chosen and queue the import; False when a needed field has no column, or no day or place is known.

    said: the day that the list itself names; asked only where it brings temperatures and names none.
    """
    read_on = day_form.cleaned_data["on"] or said
    if read_on is None and _has_readings(roster, sheet_forms):
        day_form.add_error("on", _("名单里有体温或症状，没写日期，请填是哪天的。"))
        return False
    try:
        commands.confirm_mapping(
            roster=roster,
            sheets=[form.sheet for form in sheet_forms],
            answers={form.sheet.name: form.answers() for form in sheet_forms},
            by=request.viewer,
            now=timezone.now(),
            read_on=read_on,
            keeps=[one.code for one in named] if place_form.is_valid() else (),
        )
    except commands.MappingIncomplete:
        return False
    except commands.NamesAnotherPlace:
        return False
    except commands.DayInFuture:
        day_form.add_error("on", _("这一天还没有到，请核对。"))
        return False
    # Here the confirmation is committed, so the worker finds it. One who confirmed at the same moment queued it.
    if roster.state == "CONFIRMED":
        tasks.import_roster.enqueue(str(roster.pk), str(request.viewer.user_id))
    return True


def _place_form(
    request: StaffRequest, roster: queries.RosterImport, named: Sequence[Named]
) -> forms.PlaceForm:
    """Return the question where a list belongs, with the named communities for which the viewer may enter it."""
    names = names_of(codes=[roster.area])
    others = {
        one.code: one.name
        for one in named
        if may_at(viewer=request.viewer, action=Action.IMPORT_ROSTER, area=one.code)
    }
    return forms.PlaceForm(
        request.POST if request.method == "POST" else None,
        own=(roster.area, names.get(roster.area, roster.area)),
        others=list(others.items()),
    )


def _moved(
    request: StaffRequest,
    roster: queries.RosterImport,
    place_form: forms.PlaceForm,
    named: Sequence[Named],
) -> bool:
    """Let the list be entered for the community that it names, where that was chosen; its columns are asked anew."""
    if not named or not place_form.is_valid() or place_form.cleaned_data["place"] == roster.area:
        return False
    community = AreaCode(place_form.cleaned_data["place"])
    try:
        commands.enter_elsewhere(roster=roster, community=community, by=request.viewer, now=timezone.now())
    except commands.NotACommunity:
        place_form.add_error("place", _("这个社区已停用，请另选一个。"))
        return False
    messages.success(request, _("已改为登记到这个社区，请核对各列再确认。"))
    return True


def _has_readings(roster: queries.RosterImport, sheet_forms: list[forms.SheetForm]) -> bool:
    """Say whether anything stands in a column that is chosen for temperatures or symptoms; an empty one tells nothing."""
    chosen = {
        form.sheet.name: {at for at, field in enumerate(form.answers()) if field in READINGS}
        for form in sheet_forms
    }
    if not any(chosen.values()):
        return False
    return any(
        at < len(row) and text_of(row[at])
        for sheet, header in sheets_of(workbook=workbook_of(roster=roster))
        for row in sheet.rows[header.last_row :]
        for at in chosen.get(sheet.name, ())
    )


def _own_day(roster: queries.RosterImport) -> date | None:
    """Return the one day that the list says to be of, else another than today that was told with the file; else None."""
    sheets = sheets_of(workbook=workbook_of(roster=roster))
    days = {day for sheet, header in sheets for day in own_days(sheet=sheet, header=header, year=roster.year)}
    if len(days) == 1:
        return days.pop()
    return roster.on if roster.on != day_of(roster.uploaded_at) else None


def _shown(column: ColumnMapping, samples: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands in a column; of names the first character, which is enough to know them for names."""
    if column.field not in NAMES:
        return samples
    return tuple(mask_name(name=sample) if sample else "" for sample in samples)


def _part(form: forms.SheetForm) -> SheetPart:
    sheet = form.sheet
    columns = tuple(
        Column(
            letter=xl_col_to_name(column.index),
            select=form[forms.field_name(column=column)],
            guess=column,
            samples=_shown(column, sheet.samples[column.index]),
        )
        for column in forms.asked_columns(sheet=sheet)
    )
    chosen = mapped(headers=[column.header for column in sheet.columns], fields=form.answers())
    return SheetPart(
        name=sheet.name,
        columns=columns,
        missing=tuple(MISSING[field] for field in missing_fields(mapping=chosen)),
    )


@staff_page
@require_POST
def cancel(request: StaffRequest, roster_id: UUID) -> HttpResponse:
    """Drop an uploaded file; a confirmed import runs to its end. 404 outside the viewer's areas."""
    roster = get_object_or_404(queries.rosters_visible(viewer=request.viewer), pk=roster_id)
    commands.cancel_roster(roster=roster, by=request.viewer, now=timezone.now())
    roster.refresh_from_db(fields=["state"])
    if roster.state == "CANCELLED":
        messages.success(request, _("已取消，没有登记任何人，文件已删除。"))
        return redirect("rosters:imports")
    messages.warning(request, _("已经确认，不能取消了。"))
    return redirect("rosters:detail", roster.pk)
