"""Calls with a family: every call and visit by anybody, who alone rings, and not before when."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.clock import SHANGHAI
from linli.desk.queries.calls import call_lines
from linli.ids import new_id
from linli.people import commands
from linli.people.forms import CallForm, PlanForm
from linli.people.queries import Person, people_visible
from linli.people.queries.calls import callers_for, plan_of
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.rights import Action
from linli.staff.rules import may_at


def calls_context(
    *,
    request: StaffRequest,
    person: Person,
    now: datetime,
    form: CallForm | None = None,
    plan_form: PlanForm | None = None,
) -> dict[str, object]:
    """Return what desk/calls.html shows: the list, the agreement on calls, and both forms."""
    plan = plan_of(person=person, now=now)
    other_caller = plan.caller_name if plan.caller and plan.caller != request.viewer.user_id else ""
    return {
        "call_lines": call_lines(viewer=request.viewer, person=person),
        "plan": plan,
        "other_caller": other_caller,
        "may_call": may_at(viewer=request.viewer, action=Action.RECORD_CHECK, area=person.area),
        "call_form": form or _empty(now),
        "plan_form": plan_form or _plan_form(None, person, now),
    }


def _empty(now: datetime) -> CallForm:
    return CallForm(initial={"id": new_id(), "at": now.astimezone(SHANGHAI)}, auto_id="call-%s")


def _plan_form(typed: Any, person: Person, now: datetime) -> PlanForm:
    plan = plan_of(person=person, now=now)
    callers = [(str(c.user_id), f"{c.name}（{ROLES[c.role]}）") for c in callers_for(person=person, now=now)]
    initial = {"caller": str(plan.caller or ""), "not_before": plan.not_before}
    return PlanForm(typed, initial=initial, callers=callers, auto_id="plan-%s")


def _person(request: StaffRequest, person_id: UUID) -> Person | None:
    """Return a visible person, None where the viewer sees but may not write."""
    person = get_object_or_404(people_visible(viewer=request.viewer), pk=person_id)
    return person if may_at(viewer=request.viewer, action=Action.RECORD_CHECK, area=person.area) else None


def _page(request: StaffRequest, person: Person, context: dict[str, object], status: int) -> HttpResponse:
    return render(request, "desk/call_page.html", {"person": person} | context, status=status)


@staff_page
def log(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Write a call down; what was typed stays where something is missing."""
    person = _person(request, person_id)
    if person is None:
        return render(request, "403.html", status=403)
    now = timezone.now()
    form = CallForm(request.POST, auto_id="call-%s") if request.method == "POST" else None
    if form and form.is_valid() and _saved(request, person, form, now):
        return redirect("desk:person", person.pk)
    context = calls_context(request=request, person=person, now=now, form=form)
    return _page(request, person, context, 422 if form else 200)


def _saved(request: StaffRequest, person: Person, form: CallForm, now: datetime) -> bool:
    said = form.cleaned_data
    new = commands.NewCall(
        id=said["id"],
        way=Way(said["way"]),
        purpose=Purpose(said["purpose"]),
        outcome=Outcome(said["outcome"]),
        at=said["at"],
        office=said["office"],
        note=said["note"],
        early_reason=said["early_reason"],
        not_before=said["not_before"],
    )
    try:
        commands.log_call(person=person, new=new, by=request.viewer, now=now)
    except commands.CallTooEarly as early:
        until = date_format(early.not_before.astimezone(SHANGHAI), "m-d H:i")
        form.add_error(
            "early_reason",
            _("对方要求 %(until)s 之前不要再联系。确实要提前联系，请写明原因。") % {"until": until},
        )
    except commands.NotBeforeMissing:
        form.add_error("not_before", _("对方要求不再打扰，请填写什么时候以后可以再联系。"))
    except commands.CallInFuture:
        form.add_error("at", _("联系时间在将来，请改正。"))
    except commands.CallIdReused:
        form.add_error(None, _("这次联系已经保存；要再记一次，请重新打开本页。"))
    else:
        messages.success(request, _("%(name)s：联系已记录。") % {"name": person.name})
        return True
    return False


@staff_page
@require_POST
def change_plan(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Set who alone rings a person, and not before when."""
    person = _person(request, person_id)
    if person is None:
        return render(request, "403.html", status=403)
    now = timezone.now()
    form = _plan_form(request.POST, person, now)
    if form.is_valid():
        said = form.cleaned_data
        caller = UUID(said["caller"]) if said["caller"] else None
        commands.change_call_plan(
            person=person, caller=caller, not_before=said["not_before"], by=request.viewer, now=now
        )
        messages.success(request, _("%(name)s：联系安排已保存。") % {"name": person.name})
        return redirect("desk:person", person.pk)
    context = calls_context(request=request, person=person, now=now, plan_form=form)
    return _page(request, person, context, 422)
