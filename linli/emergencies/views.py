"""Emergencies: raised in one screen, with the clock of each level, followed until closed."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.emergencies.commands import (
    ClosedAlready,
    EmergencyIdReused,
    NewEmergency,
    NotWaitingForLevel,
    StepNeedsWords,
    StillWaiting,
    acknowledge,
    close_emergency,
    follow_up,
    raise_emergency,
)
from linli.emergencies.forms import AnswerForm, EmergencyForm
from linli.emergencies.queries import Emergency, emergencies_seen, is_late, levels_of, steps_of
from linli.emergencies.rules import EmergencyKind, limit_of
from linli.ids import new_id
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, may_at, scope

EMERGENCIES_A_PAGE = 30
OF_A_LEVEL: Final = frozenset({"acknowledge", "close"})  # steps that who raises it does not take
REASONS: Final[dict[type[Exception], Promise]] = {
    NotWaitingForLevel: gettext_lazy("刚才已有人确认；请看下面的最新情况。"),
    StillWaiting: gettext_lazy("还有一级没有确认，不能结束。"),
    ClosedAlready: gettext_lazy("已经结束；有新情况请重新上报。"),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List emergencies, the open ones with their running clock first."""
    if not _may_look(request):
        return render(request, "403.html", status=403)
    now = timezone.now()
    page = Paginator(emergencies_seen(viewer=request.viewer), EMERGENCIES_A_PAGE).get_page(
        request.GET.get("page")
    )
    places = names_of(codes=[AreaCode(row.community) for row in page.object_list])
    rows = [
        (row, places.get(AreaCode(row.community), row.community), is_late(emergency=row, now=now))
        for row in page.object_list
    ]
    context = {
        "page": page,
        "rows": rows,
        "may_raise": may(viewer=request.viewer, action=Action.RAISE_EMERGENCY),
    }
    return render(request, "emergencies/emergencies.html", context)


def _may_look(request: StaffRequest) -> bool:
    actions = (Action.RAISE_EMERGENCY, Action.ANSWER_EMERGENCY)
    return any(may(viewer=request.viewer, action=action) for action in actions)


@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """Raise an emergency in the viewer's own area; ?kind= chooses what happened, and nothing else goes along."""
    areas = scope(viewer=request.viewer, action=Action.RAISE_EMERGENCY).areas
    if not areas:
        return render(request, "403.html", status=403)
    form = EmergencyForm(request.POST or None, initial={"id": new_id(), "kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        now = timezone.now()
        new = NewEmergency(
            id=said["id"],
            area=areas[0],
            kind=EmergencyKind(said["kind"]),
            found_at=now,
            words=said["words"],
            people=said["people"],
        )
        try:
            raise_emergency(new=new, by=request.viewer, now=now)
        except EmergencyIdReused:
            form.add_error(None, _("这张表已经报过另一件事；请重新打开再报。"))
        else:
            messages.success(request, _("已上报，正在等待确认。"))
            return redirect("emergencies:emergency", said["id"])
    return render(
        request, "emergencies/emergency_new.html", {"form": form}, status=422 if form.errors else 200
    )


@staff_page
def show(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    """Show an emergency with its steps; acknowledge, follow up or close it."""
    row = get_object_or_404(emergencies_seen(viewer=request.viewer), pk=emergency_id)
    now = timezone.now()
    levels = levels_of(viewer=request.viewer, emergency=row)
    if request.POST.get("what") in OF_A_LEVEL and not levels:
        return render(request, "403.html", status=403)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, form, row, now):
        return redirect("emergencies:emergency", row.pk)
    community = AreaCode(row.community)
    context = {
        "emergency": row,
        "place": names_of(codes=[community]).get(community, row.community),
        "steps": steps_of(emergency=row),
        "late": is_late(emergency=row, now=now),
        "limit": limit_of(raised_at=row.received_at),
        "minutes": int((now - row.received_at).total_seconds() // 60),
        "form": form,
        "my_turn": row.waiting_for in levels,
        "may_answer": bool(levels) or _raises_here(request, row),
        "may_close": bool(levels) and not row.waiting_for,
        "follows_leak": row.kind == EmergencyKind.DATA_LEAK
        and may_at(viewer=request.viewer, action=Action.FOLLOW_LEAK, area=row.area),
        "sees_people": may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=row.area),
    }
    return render(request, "emergencies/emergency.html", context, status=422 if form.errors else 200)


def _raises_here(request: StaffRequest, row: Emergency) -> bool:
    return may_at(viewer=request.viewer, action=Action.RAISE_EMERGENCY, area=row.area)


def _answered(request: StaffRequest, form: AnswerForm, row: Emergency, now: datetime) -> bool:
    """Do what was asked; say at the form why it cannot be."""
    try:
        done = _do(request, form.cleaned_data["words"], row, now)
    except StepNeedsWords:
        form.add_error("words", _("请写明情况。"))
        return False
    except (NotWaitingForLevel, StillWaiting, ClosedAlready) as error:
        form.add_error(None, str(REASONS[type(error)]))
        return False
    if not done:
        form.add_error(None, _("这一步现在不能由您来做；请看下面的最新情况。"))
        return False
    messages.success(request, _("已记下。"))
    return True


def _do(request: StaffRequest, words: str, row: Emergency, now: datetime) -> bool:
    """Take the step that the pressed button names; False where the viewer may not."""
    what = request.POST.get("what")
    levels = levels_of(viewer=request.viewer, emergency=row)
    if what == "acknowledge" and row.waiting_for in levels:
        level = Level(row.waiting_for)
        acknowledge(emergency=row, level=level, words=words, by=request.viewer, now=now)
    elif what == "close" and levels:
        close_emergency(emergency=row, words=words, by=request.viewer, now=now)
    elif what == "follow" and (levels or _raises_here(request, row)):
        follow_up(emergency=row, words=words, by=request.viewer, now=now)
    else:
        return False
    return True
