"""Somebody of another community who stands here: looked after here each day, answered where they are registered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.elsewhere import commands
from linli.elsewhere import queries as reads
from linli.elsewhere.forms import KeepForm, LookForm
from linli.elsewhere.rules import FoundState
from linli.observation.rules import Channel, CheckOutcome, UnbelievableTemperature
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


@staff_page
def show(request: StaffRequest, found_id: UUID) -> HttpResponse:
    """Show what stands of it, with what the viewer may do on either side; 404 for everybody else."""
    return _page(request, _found(request, found_id))


@staff_page
@require_POST
def look(request: StaffRequest, found_id: UUID) -> HttpResponse:
    """Record today's look; 404 where the viewer checks nobody."""
    found = get_object_or_404(reads.found_standing(viewer=request.viewer), pk=found_id)
    form = LookForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        new = commands.NewLook(
            outcome=CheckOutcome(said["outcome"]),
            channel=Channel(said["channel"]),
            temperature_tenths=said["temperature"],
            symptoms=tuple(said["symptoms"]),
            note=said["note"].strip(),
        )
        try:
            commands.look_after(found=found, look=new, by=request.viewer, now=timezone.now())
        except UnbelievableTemperature:
            form.add_error("temperature", _("体温应在 34.0 到 42.0 ℃ 之间，请重新测量。"))
        except commands.FoundAnsweredAlready:
            form.add_error(None, _("登记的社区刚才已答复，请看最新情况。"))
        else:
            messages.success(request, _("已记下，登记此人的社区也看得到。"))
            return redirect("elsewhere:found", found.pk)
    return _page(request, found, look_form=form)


@staff_page
@require_POST
def keep(request: StaffRequest, found_id: UUID) -> HttpResponse:
    """Answer that the person stays with the viewer's community; 404 where it is another's."""
    found = get_object_or_404(reads.found_away(viewer=request.viewer), pk=found_id)
    form = KeepForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            commands.keep_there(found=found, reason=reason, by=request.viewer, now=timezone.now())
        except commands.FoundAnsweredAlready:
            form.add_error(None, _("刚才已有人答复，请看最新情况。"))
        else:
            messages.success(request, _("已答复，仍由本社区负责。"))
            return redirect("desk:day")
    return _page(request, found, keep_form=form)


def _found(request: StaffRequest, found_id: UUID) -> reads.FoundHere:
    here = reads.found_standing(viewer=request.viewer).filter(pk=found_id).first()
    found = here or reads.found_away(viewer=request.viewer).filter(pk=found_id).first()
    if found is None:
        raise Http404
    return found


def _page(request: StaffRequest, found: reads.FoundHere, **forms: Any) -> HttpResponse:
    is_waiting = found.state == FoundState.WAITING
    viewer, there = request.viewer, found.person.community
    context = {
        "told": reads.found_told(found=found, viewer=viewer),
        "found": found,
        "may_look": is_waiting and may_at(viewer=viewer, action=Action.RECORD_CHECK, area=found.area),
        "may_answer": is_waiting and may_at(viewer=viewer, action=Action.CLOSE_OBSERVATION, area=there),
        "is_observed": reads.open_observation(found=found) is not None,
        "look_form": LookForm(auto_id="look-%s"),
        "keep_form": KeepForm(auto_id="keep-%s"),
        **forms,
    }
    return render(request, "elsewhere/found.html", context, status=422 if forms else 200)
