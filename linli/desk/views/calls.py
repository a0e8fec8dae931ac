"""Calls with a family: every call and visit by anybody, who alone rings, and not before when."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.clock import SHANGHAI
from linli.desk.call_context import calls_context, plan_form_of
from linli.people import commands
from linli.people.forms import CallForm
from linli.people.queries import Person, PersonFile, file_of
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


def _file(request: StaffRequest, person_id: UUID) -> PersonFile | None:
    """Return the file of a visible person, None where the viewer sees but may not write."""
    file = file_of(viewer=request.viewer, id=person_id)
    if file is None or file.person.identity_removed_at:
        raise Http404
    may_write = may_at(viewer=request.viewer, action=Action.RECORD_CHECK, area=file.person.area)
    return file if may_write else None


def _page(request: StaffRequest, file: PersonFile, context: dict[str, object], status: int) -> HttpResponse:
    return render(request, "desk/call_page.html", {"person": file.person} | context, status=status)


@staff_page
def log(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Write a call down; what was typed stays where something is missing."""
    file = _file(request, person_id)
    if file is None:
        return render(request, "403.html", status=403)
    person = file.person
    now = timezone.now()
    form = CallForm(request.POST, auto_id="call-%s") if request.method == "POST" else None
    if form and form.is_valid() and _saved(request, person, form, now):
        return redirect("desk:person", person.pk)
    context = calls_context(viewer=request.viewer, file=file, now=now, form=form)
    return _page(request, file, context, 422 if form else 200)


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
    file = _file(request, person_id)
    if file is None:
        return render(request, "403.html", status=403)
    person = file.person
    now = timezone.now()
    form = plan_form_of(typed=request.POST, file=file, now=now)
    if form.is_valid():
        said = form.cleaned_data
        caller = UUID(said["caller"]) if said["caller"] else None
        commands.change_call_plan(
            person=person, caller=caller, not_before=said["not_before"], by=request.viewer, now=now
        )
        messages.success(request, _("%(name)s：联系安排已保存。") % {"name": person.name})
        return redirect("desk:person", person.pk)
    context = calls_context(viewer=request.viewer, file=file, now=now, plan_form=form)
    return _page(request, file, context, 422)
