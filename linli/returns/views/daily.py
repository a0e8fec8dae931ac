"""A form of a day: filled from the register, completed by hand, handed in."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.areas.rules import DIGITS, Level
from linli.clock import day_of
from linli.reports.queries.daily import DayNotBegun
from linli.reports.views.place import day_named
from linli.returns import commands, queries
from linli.returns.labels import holds_words
from linli.returns.queries import filling
from linli.returns.rules import (
    ALL_ROWS,
    Column,
    Holds,
    Spot,
    gaps_of,
    place_spots,
    tell_the_same,
    typed_key,
)
from linli.returns.views.own import own_form
from linli.returns.views.preview import preview
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import names_of as staff_names

WORDS_LENGTH: Final = 200


@staff_page
def show(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Show a form of a day as it stands, what is missing, and what was handed in."""
    return _page(request, form_id, day_named(day), "", 200)


def _page(request: StaffRequest, form_id: UUID, day: date, error: str, status: int) -> HttpResponse:
    version = queries.version_visible(viewer=request.viewer, form_id=form_id, day=day)
    if version is None:
        return redirect("returns:point", own_form(request, form_id).pk)
    form, now = version.form, timezone.now()
    names = names_of(codes=[form.area, *_areas_in(queries.columns_of(version=version))])
    context = {
        "form": form,
        "area_name": names.get(form.area, ""),
        "day": day,
        "today": day_of(now),
        "reason_error": error,
    }
    try:
        filled = filling.filled_layout(
            version=version,
            typed=queries.typed_with(version=version),
            day=day,
            prepared_by=request.viewer.name,
            now=now,
        )
    except DayNotBegun:
        return render(request, "returns/not_begun.html", context)
    handed = queries.hand_ins(form=form, day=day)
    context |= _told(filled, names) | {
        "handed": handed,
        "names": staff_names(ids={row.handed_in_by for row in handed}),
        "differs": bool(handed)
        and (
            handed[0].version_id != filled.version.pk
            or not tell_the_same(columns=filled.columns, one=handed[0].values, other=filled.values)
        ),
        "standing": queries.standing_on(form=form, day=day, first=handed[-1] if handed else None, now=now),
        "tabs": preview(book=queries.book_of(version=filled.version), values=filled.values),
        "is_derived": len(form.area) == DIGITS[Level.COMMUNITY],
        "prepared_by": request.viewer.name,
    }
    return render(request, "returns/day.html", context, status=status)


def _told(filled: filling.Filled, names: Mapping[str, str]) -> dict[str, object]:
    """Return a filled form as the page tells it: what stands in each place, what is typed, and what is left empty."""
    gaps = {column.path for column in filled.gaps}
    return {
        "filled": filled,
        "typed": [
            (column, [(spot.cell, _name(spot, names), filled.typed.get(key, "")) for spot, key in cells])
            for column, cells in _typed_cells(filled.columns)
        ],
        "gaps": [gap for column in filled.gaps if (gap := _gap(column, filled, names))],
        "silent": sorted(names.get(code, code) for code in filled.silent & _areas_in(filled.columns)),
        "incomplete": [
            (names.get(code, code), n, of)
            for code, (n, of) in sorted(filled.incomplete.items())
            if code in _areas_in(filled.columns)
        ],
        "not_received": sorted(names.get(code, code) for code in filled.not_received if code),
        "nothing_before": "" in filled.not_received,
        "partial": [column.path for column in filled.partial],
        "rows": [
            (
                column,
                holds_words(holds=column.holds, key=column.key),
                filled.values.get(column.spots[0].cell) if len(column.spots) == 1 else None,
                len(column.spots),
                column.path in gaps,
            )
            for column in filled.columns
        ],
    }


def _typed_cells(columns: tuple[Column, ...]) -> Iterator[tuple[Column, list[tuple[Spot, str]]]]:
    """Yield each place that is typed in, with its cells and what is kept of each goes by."""
    for column in columns:
        if column.holds is Holds.TYPED:
            keys = [(spot, typed_key(column=column, spot=spot)) for spot in column.spots]
            yield column, [(spot, key) for spot, key in keys if key]


def _areas_in(columns: tuple[Column, ...]) -> set[str]:
    return {spot.area for column in columns for spot in column.spots if spot.area not in ("", ALL_ROWS)}


def _gap(column: Column, filled: filling.Filled, names: Mapping[str, str]) -> tuple[str, list[str]] | None:
    """Return the path of a place that reports left empty, with whose cells, none named where all are; None for no gap."""
    unheard = filled.not_received if column.holds in (Holds.YESTERDAY, Holds.CHANGE) else frozenset()
    empty, is_whole = gaps_of(column=column, values=filled.values, silent=filled.silent | unheard)
    if column.holds is Holds.TYPED or not empty:
        return None
    return column.path, [] if is_whole else [_name(spot, names) for spot in place_spots(spots=empty)]


def _name(spot: Spot, names: Mapping[str, str]) -> str:
    """Return the name of the area that a cell tells of; its address where it tells of none."""
    return names.get(spot.area, spot.cell)


@staff_page
@require_POST
def type_in(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Keep what was typed into the cells that cannot be derived."""
    form, on = own_form(request, form_id), day_named(day)
    version = queries.version_on(form=form, day=on)
    columns = queries.columns_of(version=version) if version else ()
    values = {
        key: request.POST[f"value_{spot.cell}"].replace("\0", "").strip()[:WORDS_LENGTH]
        for _column, cells in _typed_cells(columns)
        for spot, key in cells
        if f"value_{spot.cell}" in request.POST
    }
    commands.type_values(form=form, day=on, values=values, by=request.viewer, now=timezone.now())
    messages.success(request, _("已保存。"))
    return redirect("returns:day", form.pk, on.isoformat())


@staff_page
@require_POST
def hand_in(request: StaffRequest, form_id: UUID, day: str) -> HttpResponse:
    """Freeze a form of a day."""
    form, on = own_form(request, form_id), day_named(day)
    reason = request.POST.get("reason", "").replace("\0", "").strip()[:WORDS_LENGTH]
    try:
        made = commands.hand_in(form=form, day=on, reason=reason, by=request.viewer, now=timezone.now())
    except commands.ReasonMissing:
        return _page(request, form.pk, on, _("已经交过一次；再交一次，请写明为什么改。"), 422)
    except (commands.NotPointed, DayNotBegun):
        return redirect("returns:day", form.pk, on.isoformat())
    messages.success(request, _("已记下交了第 %(number)s 稿，数字不再改动。") % {"number": made.number})
    return redirect("returns:day", form.pk, on.isoformat())
