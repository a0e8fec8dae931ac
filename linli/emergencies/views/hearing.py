"""Emergencies as a city and a province see them: what happened, in which county, how many people, and the clock."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import Level
from linli.beat.queries import standing_of
from linli.emergencies import commands
from linli.emergencies.beat import CLIMB
from linli.emergencies.forms import UndoForm
from linli.emergencies.queries import emergency_heard, heard, heard_of, levels_heard, levels_told
from linli.emergencies.rules import LEVELS
from linli.emergencies.views.refusals import REFUSALS
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import done
from linli.staff.rights import Action
from linli.staff.rules import may

HEARD_A_PAGE: Final = 30


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List what is heard of, those that are not over first."""
    if not may(viewer=request.viewer, action=Action.HEAR_EMERGENCY):
        return render(request, "403.html", status=403)
    page = Paginator(heard_of(viewer=request.viewer), HEARD_A_PAGE).get_page(request.GET.get("page"))
    rows = heard(rows=list(page.object_list))
    counties = names_of(codes=[row.county for row in rows])
    now = timezone.now()
    told = levels_told(emergencies=[row.id for row in rows], now=now)
    context = {
        "page": page,
        "climbed": standing_of(job=CLIMB, now=now),
        "rows": [(row, counties.get(row.county, row.county), told.get(row.id, [])) for row in rows],
    }
    return render(request, "emergencies/heard.html", context)


@staff_page
def show(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    """Show what is heard of an emergency, and say that the own level knows; 404 outside the viewer's counties."""
    rows = heard(rows=list(heard_of(viewer=request.viewer).filter(pk=emergency_id)))
    if not rows:
        raise Http404
    row = rows[0]
    levels = levels_told(emergencies=[row.id], now=timezone.now()).get(row.id, [])
    own = levels_heard(viewer=request.viewer, county=row.county)
    waits = [one.level for one in levels if one.level in own and one.waiting]
    knows = [one.level for one in levels if one.level in own and one.acknowledged_at]
    undoes = request.POST.get("what") == "take_back"
    form = UndoForm(request.POST if undoes else None)
    if undoes:
        if form.is_valid() and _taken_back(request, form, row.id, knows or [_highest(own)]):
            return redirect("emergencies:heard_of", row.id)
    elif request.method == "POST":
        _acknowledge(request, row.id, waits[0] if waits else _highest(own))
        return redirect("emergencies:heard_of", row.id)
    county = names_of(codes=[row.county]).get(row.county, row.county)
    context = {
        "heard": row,
        "county": county,
        "levels": levels,
        "my_turn": bool(waits),
        "may_take_back": bool(knows) and row.closed_at is None,
        "undo_form": form,
    }
    return render(request, "emergencies/heard_of.html", context, status=422 if form.errors else 200)


def _highest(own: frozenset[Level]) -> Level:
    return max(own, key=LEVELS.index)


def _acknowledge(request: StaffRequest, emergency_id: UUID, level: Level) -> None:
    emergency = emergency_heard(viewer=request.viewer, id=emergency_id)
    try:
        commands.acknowledge(
            emergency=emergency, level=level, words="", by=request.viewer, now=timezone.now()
        )
    except commands.NotWaitingForLevel:
        messages.warning(request, _("刚才已有人确认；请看下面的最新情况。"))
    else:
        messages.success(request, _("已记下。"))


def _taken_back(request: StaffRequest, form: UndoForm, emergency_id: UUID, levels: list[Level]) -> bool:
    """Take the own level's word back; say at the form why it cannot be."""
    emergency = emergency_heard(viewer=request.viewer, id=emergency_id)
    if not done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.take_back_acknowledgement(
            emergency=emergency,
            level=levels[0],
            words=form.cleaned_data["words"],
            by=request.viewer,
            now=timezone.now(),
        ),
    ):
        return False
    messages.success(request, _("已记下。"))
    return True
