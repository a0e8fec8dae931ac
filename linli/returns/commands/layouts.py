"""A layout follows another: a new file, the same one pointed anew, rows said, and one taken back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.returns.commands import (
    NotYourForm,
    ReasonMissing,
    asked_of,
    keep_layout,
    locked_form,
    place_rows,
)
from linli.returns.models import Form, FormVersion
from linli.returns.queries import book_of, own_areas, units_below, version_on
from linli.returns.rules.layout import with_room
from linli.returns.rules.units import ITEM, SKIPPED
from linli.sheets.filling import Read, read_form
from linli.sheets.layout import packed_book
from linli.staff.rules import Viewer


class NothingBefore(Exception):
    """No other layout has been in use that the form could go back to."""


class NoSuchUnit(Exception):
    """A row is said to be of an area that does not lie right below the form's own."""


def bring_layout(*, form: Form, file_name: str, content: bytes, by: Viewer, now: datetime) -> FormVersion:
    """Keep a new layout of a form, in place of one that nobody pointed yet; the one in use stays until it is pointed.

    What somebody said of rows is kept for rows of the same name. Raises NotYourForm, UnusableWorkbook.
    """
    if AreaCode(form.area) not in own_areas(viewer=by):
        raise NotYourForm(form.area)
    read = read_form(content=content)
    with transaction.atomic():
        form = locked_form(form, by)
        last = form.versions.order_by("-number").first()
        said = last.said if last else {}
        form.versions.filter(valid_from=None).delete()
        version = keep_layout(form=form, file_name=file_name, read=read, said=said, by=by, now=now)
        write_event(action="form.layout_brought", area=form.area, by=by.user_id, now=now, subject=form.pk)
    return version


@transaction.atomic
def drop_layout(*, form: Form, by: Viewer, now: datetime) -> bool:
    """Throw away a layout that nobody pointed yet, beside one in use; say whether there was any. Raises NotYourForm."""
    form = locked_form(form, by)
    waiting = form.versions.filter(valid_from=None).first()
    in_use = form.versions.exclude(valid_from=None).filter(taken_back_at=None)
    if waiting is None or not in_use.exists():
        return False
    changed = {"version": waiting.number, "file": waiting.file_name}
    waiting.delete()
    write_event(
        action="form.layout_dropped", area=form.area, by=by.user_id, now=now, subject=form.pk, changed=changed
    )
    return True


@transaction.atomic
def point_again(*, form: Form, why: str, by: Viewer, now: datetime) -> FormVersion:
    """Keep the layout in use once more, for its places to be put right; it stays in use until they are.

    One that waits to be pointed is returned as it stands. Raises NotYourForm, ReasonMissing, NothingBefore.
    """
    form = locked_form(form, by)
    waiting = form.versions.filter(valid_from=None).first()
    if waiting:
        return waiting
    if not why:
        raise ReasonMissing
    last = version_on(form=form, day=day_of(now))
    if last is None:
        raise NothingBefore
    lost = None if last.lost is None else tuple((code, where) for code, where in last.lost)
    read = Read(bytes(last.workbook), book_of(version=last), lost)
    version = keep_layout(form=form, file_name=last.file_name, read=read, said=last.said, by=by, now=now)
    version.why = why
    version.save(update_fields=["why"])
    write_event(
        action="form.pointed_again",
        area=form.area,
        by=by.user_id,
        now=now,
        subject=form.pk,
        changed={"version": version.number, "from": last.number, "reason": why},
    )
    return version


@transaction.atomic
def say_rows(*, version: FormVersion, said: Mapping[str, str], by: Viewer, now: datetime) -> FormVersion:
    """Say of which area below rows of a layout tell, by key: an area's code, ITEM, SKIPPED, or '' to ask again.

    A layout that is in use already stays as it is. Raises NotYourForm, NoSuchUnit.
    """
    form = locked_form(version.form, by)
    version = FormVersion.objects.get(pk=version.pk)
    if version.valid_from is not None:
        return version
    units = units_below(area=AreaCode(form.area))
    for code in said.values():
        if code and code not in (ITEM, SKIPPED) and code not in units:
            raise NoSuchUnit(code)
    told = {key: code for key, code in {**version.said, **said}.items() if code}
    read = book_of(version=version)
    asked, book = with_room(asked=asked_of(form=form, book=read, said=told), book=read)
    version.said = told
    version.places = place_rows(places=asked.places)
    version.layout = packed_book(book=book)
    version.save(update_fields=["said", "places", "layout"])
    changed = {"version": version.number, "rows": len(said)}
    write_event(
        action="form.rows_said", area=form.area, by=by.user_id, now=now, subject=form.pk, changed=changed
    )
    return version


@transaction.atomic
def take_back(*, version: FormVersion, why: str, by: Viewer, now: datetime) -> FormVersion:
    """Take a layout out of use; the one before it is in use again, and what was handed in by it stays.

    Taken back already it stays as it is. Raises NotYourForm, ReasonMissing, NothingBefore.
    """
    form = locked_form(version.form, by)
    version = FormVersion.objects.get(pk=version.pk)
    if version.taken_back_at is not None:
        return version
    if not why:
        raise ReasonMissing
    others = form.versions.filter(taken_back_at=None).exclude(valid_from=None).exclude(pk=version.pk)
    if version.valid_from is None or not others.exists():
        raise NothingBefore
    version.taken_back_at, version.taken_back_by, version.taken_back_why = now, by.user_id, why
    version.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    changed = {"version": version.number, "reason": why}
    write_event(
        action="form.layout_taken_back",
        area=form.area,
        by=by.user_id,
        now=now,
        subject=form.pk,
        changed=changed,
    )
    return version


@transaction.atomic
def use_again(*, version: FormVersion, by: Viewer, now: datetime) -> FormVersion:
    """Put a layout that was taken back into use again, as of the day it began. Raises NotYourForm."""
    form = locked_form(version.form, by)
    version = FormVersion.objects.get(pk=version.pk)
    if version.taken_back_at is None:
        return version
    changed = {"version": version.number, "taken_back": version.taken_back_why}
    version.taken_back_at, version.taken_back_by, version.taken_back_why = None, None, ""
    version.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    write_event(
        action="form.layout_used_again",
        area=form.area,
        by=by.user_id,
        now=now,
        subject=form.pk,
        changed=changed,
    )
    return version
