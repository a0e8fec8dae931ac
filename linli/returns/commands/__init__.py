"""A superior's form comes in, is pointed at indicators, filled by hand where it must be, handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.reports.registers import COLUMNS, TOTALS
from linli.reports.rules import report_hash
from linli.returns.models import Form, FormVersion, HandIn
from linli.returns.queries import areas_named_in, own_areas, places_of, questions_on
from linli.returns.queries.filling import filled_form
from linli.returns.rules import COUNTED, Holds, tell_the_same, tells_nothing
from linli.returns.rules.layout import Asked, Place, asked_in, with_room
from linli.sheets.filling import Read, read_form
from linli.sheets.layout import Book, packed_book
from linli.sheets.unusable import UnusableWorkbook
from linli.staff.rules import Viewer


class NotYourForm(Exception):
    """The viewer keeps no forms of this area."""


class NotPointed(Exception):
    """Nobody has said yet what the places hold."""


class ReasonMissing(Exception):
    """A place that is typed in every day says why; so does a second hand-in, and whoever puts a layout in use right."""


class RowsOpen(Exception):
    """Nobody has said yet of which area below some rows tell."""


class NotYet(Exception):
    """A layout is used from a day on that has not come."""


class NothingInIt(Exception):
    """No figure and nothing typed stands in the form: whoever hands it in so says why."""


class NoSuchIndicator(Exception):
    """The place is pointed at something that Linli does not count, or that does not add up over days."""


@dataclass(frozen=True)
class Pointed:
    """What somebody says that a place holds."""

    holds: Holds
    key: str = ""
    reason: str = ""
    more: tuple[str, ...] = ()  # indicators that are added to it


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
    read = read_form(content=content)
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
        keep_layout(form=form, file_name=file_name, read=read, said={}, by=by, now=now)
        write_event(action="form.brought", area=area, by=by.user_id, now=now, subject=form.pk)
    return form


def keep_layout(
    *, form: Form, file_name: str, read: Read, said: Mapping[str, str], by: Viewer, now: datetime
) -> FormVersion:
    """Keep a layout whose places nobody has pointed yet. said: what somebody said of rows of an earlier layout, by their keys.

    Raises UnusableWorkbook.
    """
    asked, book = with_room(asked=asked_of(form=form, book=read.book, said=said), book=read.book)
    if not asked.places and not asked.rows:
        left = dict(book.left)
        raise UnusableWorkbook(left.get(book.first) or next(iter(left.values()), "NOTHING_TO_FILL"))
    last = form.versions.order_by("-number").first()
    return FormVersion.objects.create(
        form=form,
        number=last.number + 1 if last else 1,
        file_name=file_name,
        workbook=read.content,
        layout=packed_book(book=book),
        places=place_rows(places=asked.places),
        said=dict(said),
        lost=None if read.lost is None else [list(one) for one in read.lost],
        brought_at=now,
        brought_by=by.user_id,
    )


def asked_of(*, form: Form, book: Book, said: Mapping[str, str]) -> Asked:
    """Return what a workbook asks of the area that fills a form."""
    return asked_in(book=book, areas=areas_named_in(area=AreaCode(form.area)), said=said)


def place_rows(*, places: Sequence[Place]) -> list[dict[str, Any]]:
    """Return places as a layout keeps them."""
    return [_place_row(place) for place in places]


def _place_row(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "prefix": place.prefix,
        "instead": place.instead,
        "suffix": place.suffix,
        "sheet": place.sheet,
        "spots": [[spot.cell, spot.area] for spot in place.spots],
    }


@transaction.atomic
def point_places(
    *,
    version: FormVersion,
    pointed: Mapping[str, Pointed],
    by: Viewer,
    now: datetime,
    since: date | None = None,
) -> FormVersion:
    """Say what the places of a layout hold, by path, and use it from a day on; places not named are left alone.

    since: the first day, None for today; an earlier one puts days right that were filled wrongly: what was handed in of them
    stays. A layout that is in use already stays as it is. Raises NotYourForm, NoSuchIndicator, ReasonMissing, NotYet.
    """
    today = day_of(now)
    if since and since > today:
        raise NotYet(since)
    form = locked_form(version.form, by)
    version = FormVersion.objects.get(pk=version.pk)
    if version.valid_from is not None:
        return version
    if questions_on(version=version).open:
        raise RowsOpen
    rows = []
    for place in places_of(version=version):
        told = pointed.get(place.path)
        if told:
            _check(told)
            said = {"holds": told.holds, "key": told.key, "more": list(told.more), "reason": told.reason}
            rows.append({**_place_row(place), **said})
    version.columns = rows
    version.valid_from = since or today
    version.save(update_fields=["columns", "valid_from"])
    changed = {"version": version.number, "places": len(rows), "since": version.valid_from.isoformat()}
    write_event(
        action="form.pointed", area=form.area, by=by.user_id, now=now, subject=form.pk, changed=changed
    )
    return version


def _check(told: Pointed) -> None:
    if told.holds is Holds.TYPED and not told.reason:
        raise ReasonMissing
    known = TOTALS if told.holds is Holds.TOTAL else COLUMNS
    for key in (told.key, *told.more) if told.holds in COUNTED else ():
        if key not in known:
            raise NoSuchIndicator(key)


@transaction.atomic
def hand_in(*, form: Form, day: date, reason: str, by: Viewer, now: datetime) -> HandIn:
    """Freeze a form of a day as it stands; one handed in already gets a second, which needs a reason.

    So does one in which nothing stands. The same values handed in again are the one that stands; one that was taken back
    counts for nothing but its number. Raises NotYourForm, NotPointed, ReasonMissing, NothingInIt, DayNotBegun.
    """
    form = locked_form(form, by)
    now_filled = filled_form(form=form, day=day, prepared_by=by.name, now=now)
    if now_filled is None:
        raise NotPointed
    newest = HandIn.objects.filter(form=form, day=day).order_by("-number").first()
    last = HandIn.objects.filter(form=form, day=day, taken_back_at=None).order_by("-number").first()
    values = dict(now_filled.values)
    if (
        last
        and last.version_id == now_filled.version.pk
        and tell_the_same(columns=now_filled.columns, one=last.values, other=values)
    ):
        return last
    if last and not reason:
        raise ReasonMissing
    is_empty = tells_nothing(columns=now_filled.columns, values=values)
    if is_empty and not reason:
        raise NothingInIt
    content = {"form": str(form.pk), "day": day.isoformat(), "values": values, "reason": reason}
    made = HandIn.objects.create(
        form=form,
        version=now_filled.version,
        day=day,
        number=newest.number + 1 if newest else 1,
        values=values,
        as_of=now_filled.as_of,
        hash=report_hash(content=content, previous_hash=newest.hash if newest else ""),
        reason=reason if last or is_empty else "",
        handed_in_at=now,
        handed_in_by=by.user_id,
    )
    changed = {"day": day.isoformat(), "number": made.number, "hash": made.hash}
    write_event(
        action="form.handed_in", area=form.area, by=by.user_id, now=now, subject=form.pk, changed=changed
    )
    return made


@transaction.atomic
def reopen_form(*, form: Form, by: Viewer, now: datetime) -> None:
    """Say that a form is asked for after all; who ended it and when stays in the audit. Raises NotYourForm."""
    form = locked_form(form, by)
    if form.ended_at is not None:
        changed = {"ended_at": form.ended_at.isoformat()}
        form.ended_at, form.ended_by = None, None
        form.save(update_fields=["ended_at", "ended_by"])
        write_event(
            action="form.reopened",
            area=form.area,
            by=by.user_id,
            now=now,
            subject=form.pk,
            changed=changed,
        )


@transaction.atomic
def end_form(*, form: Form, by: Viewer, now: datetime) -> None:
    """Say that nobody asks for a form any more; what was handed in stays. Raises NotYourForm."""
    form = locked_form(form, by)
    if form.ended_at is None:
        form.ended_at, form.ended_by = now, by.user_id
        form.save(update_fields=["ended_at", "ended_by"])
        write_event(action="form.ended", area=form.area, by=by.user_id, now=now, subject=form.pk)


def locked_form(form: Form, by: Viewer) -> Form:
    """Return a form for its rows to be written. Raises NotYourForm."""
    form = Form.objects.select_for_update().get(pk=form.pk)
    _may_keep(AreaCode(form.area), by)
    return form


def _may_keep(area: AreaCode, by: Viewer) -> None:
    if area not in own_areas(viewer=by):
        raise NotYourForm(area)
