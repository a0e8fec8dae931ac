"""Pages of duty shifts: what is open now, handed to a colleague with a note, and taken with one tap."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.shifts import commands, queries
from linli.shifts.forms import NoteForm, ShiftForm, StrikeForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.substitutions import staff_of
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.worklist.labels import open_things
from linli.worklist.queries.open_things import OpenThings, open_in

WRONG: Final = 422
SHOWN: Final = 20
# What a command refuses, at which field, in which words.
REFUSALS: Final[Refusals] = {
    commands.SamePerson: ("taker", gettext_lazy("接班的人不能是您自己。")),
    commands.NoteMissing: ("note", gettext_lazy("请写交班说明；没有特别的事就写“无”。")),
    commands.GivenAlready: ("taker", gettext_lazy("已有一份交班等此人接班；可以更正那一份的说明。")),
    commands.NothingChanged: ("note", gettext_lazy("和原来一样，没有改变。")),
    commands.OverAlready: ("", gettext_lazy("这份交班已经划掉或已接班。")),
}


@dataclass(frozen=True)
class Past:
    """A shift as the page shows it. notes: the newest first; counts: words and how many were open."""

    row: queries.ShiftHandOver
    notes: list[queries.ShiftNote]
    counts: list[tuple[str | Promise, int]]
    is_mine: bool
    is_for_me: bool


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show what is open in a community now and the last shifts; hand this one over. `community` chooses among several."""
    communities = queries.communities_of(viewer=request.viewer)
    if not communities:
        raise PermissionDenied
    asked = request.GET.get("community", "")
    community = next((code for code in communities if code == asked), communities[0])
    now = timezone.now()
    things = open_in(viewer=request.viewer, area=community, now=now)
    people = {
        str(user.pk): user
        for user in staff_of(communities=[community], on=day_of(now))
        if user.pk != request.viewer.user_id
    }
    form = ShiftForm(request.POST or None, takers=[(pk, user.full_name) for pk, user in people.items()])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(
            form=form,
            refusals=REFUSALS,
            act=lambda: commands.give_shift(
                community=community,
                taker=people[said["taker"]],
                note=said["note"],
                open_={thing.kind: thing.count for thing in things},
                by=request.viewer,
                now=now,
            ),
        ):
            messages.success(request, _("已交班，等对方接班。"))
            return redirect("shifts:index")
    return _page(request, community, communities, things, form)


def _page(
    request: StaffRequest,
    community: AreaCode,
    communities: list[AreaCode],
    things: list[OpenThings],
    form: ShiftForm,
) -> HttpResponse:
    words = open_things()
    shifts = list(queries.shifts_seen(viewer=request.viewer).filter(community=community)[:SHOWN])
    names = names_of(codes=communities)
    context = {
        "place": names.get(community, ""),
        "communities": [(code, names.get(code, ""), code == community) for code in communities],
        "things": [(words[thing.kind], thing) for thing in things],
        "may_report": may_at(viewer=request.viewer, action=Action.SEE_REPORT, area=community),
        "in_hand": queries.in_hand(viewer=request.viewer, community=community),
        "form": form,
        "past": _told(request, shifts),
    }
    return render(request, "shifts/index.html", context, status=WRONG if form.errors else 200)


def _told(request: StaffRequest, shifts: list[queries.ShiftHandOver]) -> list[Past]:
    words = open_things()
    notes = queries.notes_of(shifts=shifts)
    me = request.viewer.user_id
    return [
        Past(
            row,
            notes.get(row.pk, []),
            [(words[kind], n) for kind, n in row.open.items() if kind in words and n],
            is_mine=row.giver_id == me and row.struck_at is None,
            is_for_me=row.taker_id == me and row.taken_at is None and row.struck_at is None,
        )
        for row in shifts
    ]


@staff_page
def waiting(request: StaffRequest) -> HttpResponse:
    """Draw what stands on the day of giver and taker until a shift is taken."""
    if not queries.communities_of(viewer=request.viewer):
        raise PermissionDenied
    shifts = queries.shifts_waiting(viewer=request.viewer)
    return render(request, "shifts/waiting.html", {"shifts": shifts, "viewer_id": request.viewer.user_id})


@staff_page
@require_POST
def take(request: StaffRequest, shift_id: UUID) -> HttpResponse:
    """Take a shift; 404 for whom it was not handed to."""
    row = get_object_or_404(
        queries.shifts_seen(viewer=request.viewer).filter(taker=request.viewer.user_id), pk=shift_id
    )
    try:
        commands.take_shift(shift=row, by=request.viewer, now=timezone.now())
    except commands.OverAlready:
        messages.info(request, _("这份交班已经划掉或已接班。"))
    else:
        messages.success(request, _("已接班。"))
    return redirect("shifts:index")


@staff_page
def change(request: StaffRequest, shift_id: UUID) -> HttpResponse:
    """Put one's own note right; 404 for anybody else's."""
    row = _own(request, shift_id)
    notes = queries.notes_of(shifts=[row]).get(row.pk, [])
    form = NoteForm(request.POST or None, initial={"note": notes[0].note if notes else ""})
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        if done(
            form=form,
            refusals=REFUSALS,
            act=lambda: commands.correct_note(shift=row, note=said["note"], by=request.viewer, now=now),
        ):
            messages.success(request, _("已更正；原来的说明留在下面。"))
            return redirect("shifts:index")
    return _change(request, row, form, StrikeForm())


def _own(request: StaffRequest, shift_id: UUID) -> queries.ShiftHandOver:
    own = queries.shifts_seen(viewer=request.viewer).filter(giver=request.viewer.user_id)
    return get_object_or_404(own, pk=shift_id)


def _change(
    request: StaffRequest, row: queries.ShiftHandOver, form: NoteForm, strike_form: StrikeForm
) -> HttpResponse:
    context = {"shift": row, "form": form, "strike_form": strike_form}
    failed = bool(form.errors or strike_form.errors)
    return render(request, "shifts/change.html", context, status=WRONG if failed else 200)


@staff_page
@require_POST
def strike(request: StaffRequest, shift_id: UUID) -> HttpResponse:
    """Strike one's own hand-over with a reason; 404 for anybody else's."""
    row = _own(request, shift_id)
    form = StrikeForm(request.POST)
    now: datetime = timezone.now()
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.strike_shift(
            shift=row, reason=form.cleaned_data["reason"], by=request.viewer, now=now
        ),
    ):
        messages.success(request, _("已划掉。"))
        return redirect("shifts:index")
    return _change(request, row, NoteForm(None), form)
