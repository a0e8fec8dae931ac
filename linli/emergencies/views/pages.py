"""Emergencies as those see them who deal with one: with its words, the clock of each level, followed until closed."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypedDict
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.beat.queries import standing_of
from linli.emergencies import commands
from linli.emergencies.beat import CLIMB
from linli.emergencies.forms import AnswerForm, CorrectionForm, UndoForm
from linli.emergencies.outward import outward_of
from linli.emergencies.queries import (
    Emergency,
    LevelTold,
    emergencies_seen,
    levels_of,
    levels_told,
    name_told,
    steps_of,
)
from linli.emergencies.rules import DEALING, LEVELS, EmergencyKind, limit_of
from linli.emergencies.views.refusals import REFUSALS
from linli.people.rules.numbers_in_words import without_numbers
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import done
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may, may_at

EMERGENCIES_A_PAGE: Final = 30
# Steps that who raises it does not take.
OF_A_LEVEL: Final = frozenset({"acknowledge", "close", "take_back", "reopen"})
# The form of each button; all others are those of what is done about it.
FORMS: Final = {
    "take_back": "undo_form",
    "withdraw": "undo_form",
    "reopen": "undo_form",
    "correct": "correction_form",
}


class _Said(TypedDict):
    """What every step is told."""

    emergency: Emergency
    words: str
    by: Viewer
    now: datetime


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List emergencies with their running clocks, those that are not over first; who only hears of them goes on to their list."""
    if not _may_look(request):
        if may(viewer=request.viewer, action=Action.HEAR_EMERGENCY):
            return redirect("emergencies:heard")
        return render(request, "403.html", status=403)
    page = Paginator(emergencies_seen(viewer=request.viewer), EMERGENCIES_A_PAGE).get_page(
        request.GET.get("page")
    )
    places = names_of(codes=[AreaCode(row.community) for row in page.object_list])
    now = timezone.now()
    told = levels_told(emergencies=[row.pk for row in page.object_list], now=now)
    context = {
        "page": page,
        "climbed": standing_of(job=CLIMB, now=now),
        "rows": [
            (row, places.get(AreaCode(row.community), row.community), told.get(row.pk, []))
            for row in page.object_list
        ],
        "may_raise": may(viewer=request.viewer, action=Action.RAISE_EMERGENCY),
        # Those above open one to read its words, where the name of whom it is about is hidden.
        "sees_people": may(viewer=request.viewer, action=Action.SEE_PERSON),
        "hears_too": may(viewer=request.viewer, action=Action.HEAR_EMERGENCY),
    }
    return render(request, "emergencies/emergencies.html", context)


def _may_look(request: StaffRequest) -> bool:
    actions = (Action.RAISE_EMERGENCY, Action.ANSWER_EMERGENCY)
    return any(may(viewer=request.viewer, action=action) for action in actions)


@staff_page
def show(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    """Show an emergency with its levels and steps; acknowledge, follow up or close it, take back what was wrong."""
    row = get_object_or_404(emergencies_seen(viewer=request.viewer), pk=emergency_id)
    now = timezone.now()
    own = levels_of(viewer=request.viewer, area=row.area)
    what = request.POST.get("what", "")
    if what in OF_A_LEVEL and not own:
        return render(request, "403.html", status=403)
    levels = levels_told(emergencies=[row.pk], now=now).get(row.pk, [])
    forms_ = _forms(request, row, what)
    form = forms_[FORMS.get(what, "form")]
    if request.method == "POST" and form.is_valid() and _answered(request, form, row, levels, now):
        return redirect("emergencies:emergency", row.pk)
    community = AreaCode(row.community)
    sees_people = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=row.area)
    context = {
        **forms_,
        "emergency": row,
        "place": names_of(codes=[community]).get(community, row.community),
        "steps": steps_of(emergency=row),
        "levels": levels,
        "limit": limit_of(raised_at=row.received_at),
        "minutes": int((now - row.received_at).total_seconds() // 60),
        "county_knows": any(one.level is Level.COUNTY and one.acknowledged_at for one in levels),
        "may_answer": bool(own) or _raises_here(request, row),
        "my_turn": _first(levels, own, lambda one: one.waiting) is not None,
        "may_close": bool(own) and not any(one.waiting for one in levels if one.level in DEALING),
        "may_take_back": row.closed_at is None
        and _first(levels, own, lambda one: one.acknowledged_at is not None) is not None,
        "may_correct": _may_withdraw(request, row),
        "outward": outward_of(viewer=request.viewer, emergency=row, levels=levels, now=now),
        "may_withdraw": row.closed_at is None and _may_withdraw(request, row),
        "may_reopen": row.closed_at is not None and bool(own),
        "follows_leak": row.kind == EmergencyKind.DATA_LEAK
        and may_at(viewer=request.viewer, action=Action.FOLLOW_LEAK, area=row.area),
        "sees_people": sees_people,
        "hidden": "" if sees_people or not row.person else name_told(emergency=row),
    }
    wrong = any(one.errors for one in forms_.values())
    return render(request, "emergencies/emergency.html", context, status=422 if wrong else 200)


def _forms(request: StaffRequest, row: Emergency, what: str) -> dict[str, forms.Form]:
    """Return the forms of the page by name; the one whose button was pressed with what was sent."""
    sent = request.POST if request.method == "POST" else None
    of = FORMS.get(what, "form")
    said = without_numbers(words=row.words_now or row.words)
    return {
        "form": AnswerForm(sent if of == "form" else None),
        "undo_form": UndoForm(sent if of == "undo_form" else None, auto_id="undo-%s"),
        "correction_form": CorrectionForm(
            sent if of == "correction_form" else None, auto_id="correct-%s", initial={"words_now": said}
        ),
    }


def _raises_here(request: StaffRequest, row: Emergency) -> bool:
    return may_at(viewer=request.viewer, action=Action.RAISE_EMERGENCY, area=row.area)


def _may_withdraw(request: StaffRequest, row: Emergency) -> bool:
    """Say whether the viewer takes a report back: who raised it, or the secretary of its community."""
    own = levels_of(viewer=request.viewer, area=row.area)
    mine = row.by == request.viewer.user_id and _raises_here(request, row)
    return mine or Level.COMMUNITY in own


def _first(
    levels: list[LevelTold], own: frozenset[Level], which: Callable[[LevelTold], bool]
) -> Level | None:
    """Return the lowest of the viewer's own levels that is so; None where none is."""
    return next((one.level for one in levels if one.level in own and which(one)), None)


def _answered(
    request: StaffRequest, form: forms.Form, row: Emergency, levels: list[LevelTold], now: datetime
) -> bool:
    """Do what was asked; say at the form why it cannot be."""
    act = _act(request, form.cleaned_data, row, levels, now)
    if act is None:
        form.add_error(None, _("这一步现在不能由您来做；请看下面的最新情况。"))
        return False
    if not done(form=form, refusals=REFUSALS, act=act):
        return False
    messages.success(request, _("已记下。"))
    return True


def _act(
    request: StaffRequest, typed: dict[str, str], row: Emergency, levels: list[LevelTold], now: datetime
) -> Callable[[], None] | None:
    """Return the step that the pressed button names; None where the viewer may not take it."""
    own = levels_of(viewer=request.viewer, area=row.area)
    said: _Said = {"emergency": row, "words": typed["words"], "by": request.viewer, "now": now}
    # Asked again by the command, which knows what happened meanwhile.
    waits = _first(levels, own, lambda one: one.waiting) or _lowest(own)
    knows = _first(levels, own, lambda one: one.acknowledged_at is not None) or _lowest(own)
    acts: dict[str, tuple[bool, Callable[[], None]]] = {
        "acknowledge": (bool(own), lambda: commands.acknowledge(level=waits, **said)),
        "follow": (bool(own) or _raises_here(request, row), lambda: commands.follow_up(**said)),
        "close": (bool(own), lambda: commands.close_emergency(**said)),
        "take_back": (bool(own), lambda: commands.take_back_acknowledgement(level=knows, **said)),
        "withdraw": (_may_withdraw(request, row), lambda: commands.withdraw_emergency(**said)),
        "reopen": (bool(own), lambda: commands.reopen_emergency(**said)),
        "correct": (
            _may_withdraw(request, row),
            lambda: commands.correct_words(words_now=typed["words_now"], **said),
        ),
    }
    allowed, act = acts.get(request.POST.get("what", ""), (False, None))
    return act if allowed else None


def _lowest(own: frozenset[Level]) -> Level:
    """Return the lowest of some levels; the community of none, for which nobody acts."""
    return min(own, key=LEVELS.index, default=Level.COMMUNITY)
