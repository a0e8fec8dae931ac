"""The page of a form's day: how it is filled, what is typed, what is missing, what was handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from linli.areas.queries import names_of
from linli.areas.rules import DIGITS, Level
from linli.clock import day_of
from linli.reports.queries.daily import DayNotBegun
from linli.returns import queries
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
)
from linli.returns.rules.blanks import formulas_over_blanks
from linli.returns.rules.days import is_asked_on, may_be_taken_back
from linli.returns.rules.typing import allowed_in, typed_cells
from linli.returns.views.own import own_form
from linli.returns.views.preview import preview
from linli.sheets.layout import Allowed
from linli.staff.http import StaffRequest
from linli.staff.queries import names_of as staff_names


@dataclass(frozen=True)
class Said:
    """What somebody sent that was not taken, for the page to show again.

    texts, theirs: by cell, what was typed, and what another typed meanwhile. wrong: by cell, what is wrong with it. errors: by
    the name of a field of the other forms.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TypedCell:
    """A cell that is typed in, as the page asks for it. was: what stands; text: what somebody typed last."""

    cell: str
    name: str
    text: str
    was: str
    choices: tuple[str, ...]
    theirs: str | None
    wrong: str


def day_page(request: StaffRequest, form_id: UUID, day: date, said: Said, status: int) -> HttpResponse:
    """Show a form of a day, with what was sent and not taken."""
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
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < day_of(now) else None,
        "errors": said.errors,
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
    stands = [row for row in handed if row.taken_back_at is None]
    book = queries.book_of(version=filled.version)
    context |= _told(filled, names, said, allowed_in(book=book)) | {
        "handed": handed,
        "stands": stands,
        "is_asked": is_asked_on(day=day, due_at=form.due_at, made_at=form.made_at),
        "excused": version.excused,  # type: ignore[attr-defined]
        "can_take_back": bool(stands)
        and may_be_taken_back(day=day, due_at=form.due_at, handed_in_at=stands[0].handed_in_at, now=now),
        "over_blanks": formulas_over_blanks(book=book, values=filled.values),
        "names": staff_names(ids={row.handed_in_by for row in handed}),
        "differs": bool(stands)
        and (
            stands[0].version_id != filled.version.pk
            or not tell_the_same(columns=filled.columns, one=stands[0].values, other=filled.values)
        ),
        "standing": queries.standing_on(form=form, day=day, first=stands[-1] if stands else None, now=now),
        "tabs": preview(book=book, values=filled.values),
        "is_derived": len(form.area) == DIGITS[Level.COMMUNITY],
        "prepared_by": request.viewer.name,
    }
    return render(request, "returns/day.html", context, status=status)


def _told(
    filled: filling.Filled, names: Mapping[str, str], said: Said, allowed: Mapping[str, Allowed]
) -> dict[str, object]:
    """Return a filled form as the page tells it: what stands in each place, what is typed, and what is left empty."""
    gaps = {column.path for column in filled.gaps}
    areas = _areas_in(filled.columns)
    silent = (filled.silent & areas) - filled.since - filled.not_expected
    return {
        "filled": filled,
        "typed": [
            (column, [_typed_cell(spot, key, filled, names, said, allowed) for spot, key in cells])
            for column, cells in typed_cells(columns=filled.columns, unheard=filled.not_received)
        ],
        "gaps": [gap for column in filled.gaps if (gap := _gap(column, filled, names))],
        "silent": sorted(names.get(code, code) for code in silent),
        "since": sorted(names.get(code, code) for code in filled.since & areas),
        "not_expected": sorted(names.get(code, code) for code in filled.not_expected & areas),
        "partly": [
            (names.get(code, code), here, of)
            for code, (here, of) in sorted(filled.partly.items())
            if code in areas
        ],
        "not_received": sorted(names.get(code, code) for code in filled.not_received if code),
        "nothing_before": "" in filled.not_received,
        "partial": [column.path for column in filled.partial],
        "rows": [
            (
                column,
                holds_words(holds=column.holds, key=column.key, more=column.more),
                filled.values.get(column.spots[0].cell) if len(column.spots) == 1 else None,
                len(column.spots),
                sum(isinstance(filled.values.get(spot.cell), int | float) for spot in column.spots),
                column.path in gaps,
            )
            for column in filled.columns
        ],
    }


def _typed_cell(
    spot: Spot,
    key: str,
    filled: filling.Filled,
    names: Mapping[str, str],
    said: Said,
    allowed: Mapping[str, Allowed],
) -> TypedCell:
    was, limits = filled.typed.get(key, ""), allowed.get(spot.cell)
    return TypedCell(
        cell=spot.cell,
        name=_name(spot, names),
        text=said.texts.get(spot.cell, was),
        was=was,
        choices=limits.choices if limits else (),
        theirs=said.theirs.get(spot.cell),
        wrong=said.wrong.get(spot.cell, ""),
    )


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
