"""A superior's form comes in, is pointed at indicators, filled by hand where it must be, handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.reports.registers import COLUMNS, TOTALS
from linli.reports.rules import report_hash
from linli.returns.models import Form, FormVersion, HandIn, TypedValue
from linli.returns.queries import areas_named_in, filled_form, own_areas, places_of, typed_of
from linli.returns.rules import MOST_PLACES, Column, Holds, tell_the_same
from linli.returns.rules.layout import Place, places
from linli.sheets.filling import read_sheet
from linli.sheets.layout import Sheet, packed_sheet
from linli.sheets.unusable import UnusableWorkbook
from linli.staff.rules import Viewer


class NotYourForm(Exception):
    """The viewer keeps no forms of this area."""


class NotPointed(Exception):
    """Nobody has said yet what the places hold."""


class ReasonMissing(Exception):
    """A place that is typed in every day says why; so does a second hand-in."""


class NoSuchIndicator(Exception):
    """The place is pointed at something that Linli does not count, or that does not add up over days."""


@dataclass(frozen=True)
class Pointed:
    """What somebody says that a place holds."""

    holds: Holds
    key: str = ""
    reason: str = ""


def bring_form(
    *,
    area: AreaCode,
    title: str,
    asked_by: str,
    due_at: time | None,
    file_name: str,
    content: bytes,
    by: Viewer,
    now: datetime,
) -> Form:
    """Keep a superior's form, its places not pointed yet.

    Raises NotYourForm, UnusableWorkbook.
    """
    _may_keep(area, by)
    sheet = read_sheet(content=content)
    with transaction.atomic():
        form = Form.objects.create(
            county=area.county,
            area=area,
            title=title,
            asked_by=asked_by,
            due_at=due_at,
            made_at=now,
            made_by=by.user_id,
        )
        _bring(form, file_name, content, sheet, by, now)
        write_event(action="form.brought", area=area, by=by.user_id, now=now, subject=form.pk)
    return form


def bring_layout(*, form: Form, file_name: str, content: bytes, by: Viewer, now: datetime) -> FormVersion:
    """Keep a new layout of a form, in place of one that nobody pointed yet; the one in use stays until it is pointed.

    Raises NotYourForm, UnusableWorkbook.
    """
    _may_keep(AreaCode(form.area), by)
    sheet = read_sheet(content=content)
    with transaction.atomic():
        form = _locked(form, by)
        form.versions.filter(valid_from=None).delete()
        version = _bring(form, file_name, content, sheet, by, now)
        write_event(action="form.layout_brought", area=form.area, by=by.user_id, now=now, subject=form.pk)
    return version


def _bring(
    form: Form, file_name: str, content: bytes, sheet: Sheet, by: Viewer, now: datetime
) -> FormVersion:
    found = places(sheet=sheet, areas=areas_named_in(area=AreaCode(form.area)))
    if not found:
        raise UnusableWorkbook("NOTHING_TO_FILL")
    if len(found) > MOST_PLACES:
        raise UnusableWorkbook("TOO_MANY_PLACES")
    last = form.versions.order_by("-number").first()
    return FormVersion.objects.create(
        form=form,
        number=last.number + 1 if last else 1,
        file_name=file_name,
        workbook=content,
        layout=packed_sheet(sheet=sheet),
        places=[_place_row(place) for place in found],
        brought_at=now,
        brought_by=by.user_id,
    )


def _place_row(place: Place | Column) -> dict[str, Any]:
    return {
        "path": place.path,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "spots": [[spot.cell, spot.area] for spot in place.spots],
    }


@transaction.atomic
def point_places(
    *, version: FormVersion, pointed: Mapping[str, Pointed], by: Viewer, now: datetime
) -> FormVersion:
    """Say what the places of a layout hold, by path, and use it from today on; places not named are left alone.

    A layout that is in use already stays as it is. Raises NotYourForm, NoSuchIndicator, ReasonMissing.
    """
    form = _locked(version.form, by)
    version = FormVersion.objects.get(pk=version.pk)
    if version.valid_from is not None:
        return version
    rows = []
    for place in places_of(version=version):
        told = pointed.get(place.path)
        if told:
            _check(told)
            rows.append({**_place_row(place), "holds": told.holds, "key": told.key, "reason": told.reason})
    version.columns = rows
    version.valid_from = day_of(now)
    version.save(update_fields=["columns", "valid_from"])
    changed = {"version": version.number, "places": len(rows)}
    write_event(
        action="form.pointed", area=form.area, by=by.user_id, now=now, subject=form.pk, changed=changed
    )
    return version


def _check(told: Pointed) -> None:
    if told.holds is Holds.TYPED and not told.reason:
        raise ReasonMissing
    known = {Holds.FIGURE: COLUMNS, Holds.TOTAL: TOTALS}.get(told.holds)
    if known is not None and told.key not in known:
        raise NoSuchIndicator(told.key)


@transaction.atomic
def type_values(*, form: Form, day: date, values: Mapping[str, str], by: Viewer, now: datetime) -> None:
    """Keep what was typed into cells of a day, named by typed_key; what stands is not written again. Raises NotYourForm."""
    form = _locked(form, by)
    known = typed_of(form=form, day=day)
    changed = {path: text for path, text in values.items() if text != known.get(path, "")}
    TypedValue.objects.bulk_create(
        TypedValue(form=form, day=day, path=path, text=text, typed_at=now, typed_by=by.user_id)
        for path, text in changed.items()
    )
    if changed:
        write_event(
            action="form.typed",
            area=form.area,
            by=by.user_id,
            now=now,
            subject=form.pk,
            changed={"day": day.isoformat(), "places": len(changed)},
        )


@transaction.atomic
def hand_in(*, form: Form, day: date, reason: str, by: Viewer, now: datetime) -> HandIn:
    """Freeze a form of a day as it stands; one handed in already gets a second, which needs a reason.

    The same values handed in again are the one that stands. Raises NotYourForm, NotPointed, ReasonMissing, DayNotBegun.
    """
    form = _locked(form, by)
    now_filled = filled_form(form=form, day=day, prepared_by=by.name, now=now)
    if now_filled is None:
        raise NotPointed
    last = HandIn.objects.filter(form=form, day=day).order_by("-number").first()
    values = dict(now_filled.values)
    if (
        last
        and last.version_id == now_filled.version.pk
        and tell_the_same(columns=now_filled.columns, one=last.values, other=values)
    ):
        return last
    if last and not reason:
        raise ReasonMissing
    content = {"form": str(form.pk), "day": day.isoformat(), "values": values, "reason": reason}
    made = HandIn.objects.create(
        form=form,
        version=now_filled.version,
        day=day,
        number=last.number + 1 if last else 1,
        values=values,
        as_of=now_filled.as_of,
        hash=report_hash(content=content, previous_hash=last.hash if last else ""),
        reason=reason if last else "",
        handed_in_at=now,
        handed_in_by=by.user_id,
    )
    changed = {"day": day.isoformat(), "number": made.number, "hash": made.hash}
    write_event(
        action="form.handed_in", area=form.area, by=by.user_id, now=now, subject=form.pk, changed=changed
    )
    return made


@transaction.atomic
def end_form(*, form: Form, by: Viewer, now: datetime) -> None:
    """Say that nobody asks for a form any more; what was handed in stays. Raises NotYourForm."""
    form = _locked(form, by)
    if form.ended_at is None:
        form.ended_at, form.ended_by = now, by.user_id
        form.save(update_fields=["ended_at", "ended_by"])
        write_event(action="form.ended", area=form.area, by=by.user_id, now=now, subject=form.pk)


def _locked(form: Form, by: Viewer) -> Form:
    form = Form.objects.select_for_update().get(pk=form.pk)
    _may_keep(AreaCode(form.area), by)
    return form


def _may_keep(area: AreaCode, by: Viewer) -> None:
    if area not in own_areas(viewer=by):
        raise NotYourForm(area)
