"""A form of a day: filled from the register, completed by hand, handed in, taken back, or not asked for."""

from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.reports.queries.daily import DayNotBegun
from linli.reports.views.place import day_named
from linli.returns import commands, queries
from linli.returns.commands import days, typed
from linli.returns.labels import WRONG
from linli.returns.rules.typing import allowed_in, typed_cells, wrong_with
from linli.returns.views.day_page import Said, day_page
from linli.returns.views.own import own_form
from linli.staff.http import StaffRequest, staff_page

WORDS_LENGTH: Final = 200


@staff_page
def show(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Show a form of a day as it stands, what is missing, and what was handed in."""
    return day_page(request, form_id, day_named(day), Said(), 200)


def _words(request: StaffRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:WORDS_LENGTH]


def _to_day(form: queries.Form, on: date) -> HttpResponse:
    return redirect("returns:day", form.pk, on.isoformat())


@staff_page
@require_POST
def type_in(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Keep what was typed into cells, where it is another than what the page showed; what cannot stand is shown again."""
    form, on = own_form(request, form_id), day_named(day)
    version = queries.version_on(form=form, day=on)
    columns = queries.columns_of(version=version) if version else ()
    areas = {spot.area for column in columns for spot in column.spots}
    allowed = allowed_in(book=queries.book_of(version=version)) if version else {}
    texts: dict[str, str] = {}
    values: dict[str, str] = {}
    read: dict[str, str] = {}
    cells: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for column, asked in typed_cells(columns=columns, unheard=areas):
        for spot, key in asked:
            if f"value_{spot.cell}" not in request.POST:
                continue
            text = _words(request, f"value_{spot.cell}")
            texts[spot.cell], values[key], cells[key] = text, text, spot.cell
            if f"was_{spot.cell}" in request.POST:
                read[key] = request.POST[f"was_{spot.cell}"]
            found = wrong_with(text=text, column=column, spot=spot, allowed=allowed)
            if found and text != read.get(key):
                wrong[spot.cell] = str(WRONG[found])
    if wrong:
        return day_page(request, form.pk, on, Said(texts=texts, wrong=wrong), 422)
    # A page that says nothing of what it showed was not made here: it is taken at its word.
    known = read if read or not values else None
    try:
        typed.type_values(form=form, day=on, values=values, read=known, by=request.viewer, now=timezone.now())
    except typed.ChangedMeanwhile as other:
        theirs = {cells[key]: text for key, text in other.now.items()}
        return day_page(request, form.pk, on, Said(texts=texts, theirs=theirs), 409)
    messages.success(request, _("已保存。"))
    return _to_day(form, on)


@staff_page
@require_POST
def hand_in(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Freeze a form of a day."""
    form, on = own_form(request, form_id), day_named(day)
    reason = _words(request, "reason")
    try:
        made = commands.hand_in(form=form, day=on, reason=reason, by=request.viewer, now=timezone.now())
    except commands.ReasonMissing:
        return _again(request, form, on, "reason", _("已经交过一次；再交一次，请写明为什么改。"))
    except commands.NothingInIt:
        return _again(request, form, on, "empty", _("表里一个数都没有。真的交了空表，请写明为什么。"))
    except (commands.NotPointed, DayNotBegun):
        return _to_day(form, on)
    messages.success(request, _("已记下交了第 %(number)s 稿，数字不再改动。") % {"number": made.number})
    return _to_day(form, on)


def _again(request: StaffRequest, form: queries.Form, on: date, name: str, words: str) -> HttpResponse:
    return day_page(request, form.pk, on, Said(errors={name: words}), 422)


@staff_page
@require_POST
def take_back(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Say that the newest draft was not handed in after all."""
    form, on = own_form(request, form_id), day_named(day)
    try:
        days.take_back_hand_in(
            form=form, day=on, why=_words(request, "why"), by=request.viewer, now=timezone.now()
        )
    except commands.ReasonMissing:
        return _again(request, form, on, "why", _("请写明为什么收回。"))
    except days.TooLate:
        messages.warning(request, _("交表的时间已过，不能再收回；数字有变，请写明原因再交一稿。"))
    except days.NothingHandedIn:
        pass
    else:
        messages.success(request, _("已收回，这一天还没有交；原来那一稿和收回的原因都留着。"))
    return _to_day(form, on)


@staff_page
@require_POST
def excuse(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Say that a form need not be handed in on a day, or, with "again", that it must."""
    form, on = own_form(request, form_id), day_named(day)
    if "again" in request.POST:
        days.ask_after_all(form=form, day=on, by=request.viewer, now=timezone.now())
        messages.success(request, _("这一天还是要交。"))
        return _to_day(form, on)
    try:
        days.excuse_day(
            form=form, day=on, reason=_words(request, "excuse"), by=request.viewer, now=timezone.now()
        )
    except commands.ReasonMissing:
        return _again(request, form, on, "excuse", _("请写明为什么这一天不用交。"))
    except days.HandedIn:
        messages.warning(request, _("这一天已经交了。"))
    else:
        messages.success(request, _("已记下，这一天不用交。"))
    return _to_day(form, on)
