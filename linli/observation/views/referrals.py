"""Referrals: the list, one on its way, and its next step."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.observation import commands
from linli.referrals import queries
from linli.referrals.commands import ReferralMovedOn
from linli.referrals.forms import StepForm
from linli.referrals.labels import GUARDS
from linli.referrals.rules import CLOSED, PATH, State, StepNeeds, StepNotAllowed
from linli.staff.http import StaffRequest, staff_page

CLOSED_SHOWN = 50


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List referrals on their way, the oldest first, and under them those that ended last."""
    referrals = queries.referrals_visible(viewer=request.viewer)
    context = {
        "open": referrals.exclude(state__in=CLOSED),
        "closed": referrals.filter(state__in=CLOSED).order_by("-raised_at")[:CLOSED_SHOWN],
    }
    return render(request, "referrals/list.html", context)


@staff_page
def show(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Show a referral's steps with time and actor; take the next one."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    allowed = queries.steps_allowed(viewer=request.viewer, referral=referral)
    form = StepForm(request.POST or None, auto_id="step-%s")
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["to"] not in {step.to for step in allowed}:
            form.add_error(None, _("这一步现在不能办理：请看现在走到哪一步。"))
        elif _taken(request, form, referral, timezone.now()):
            return redirect("observation:referral", referral_id)
    taken = queries.steps_taken(referral=referral)
    context = {
        "referral": referral,
        "person": referral.person,
        "taken": taken,
        "taken_count": len(taken) + 1,
        "ahead": [] if referral.state in CLOSED else PATH[PATH.index(State(referral.state)) + 1 :],
        "steps": [
            (step, form if step.to == request.POST.get("to") else StepForm(auto_id=f"{step.to}-%s"))
            for step in allowed
        ],
        "form": form,
        "is_over": referral.state in CLOSED,
    }
    return render(request, "referrals/detail.html", context, status=422 if form.errors else 200)


def _taken(request: StaffRequest, form: StepForm, referral: queries.Referral, now: datetime) -> bool:
    said = form.cleaned_data
    try:
        commands.take_referral_step(referral=referral, by=request.viewer, now=now, **said)
    except StepNeeds as needs:
        field, message = GUARDS[needs.guard]
        form.add_error(field, str(message))
    except (StepNotAllowed, ReferralMovedOn):
        form.add_error(None, _("刚才已有人办理了这一步，请看最新情况。"))
    else:
        messages.success(request, _("已登记。"))
        return True
    return False
