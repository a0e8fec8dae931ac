"""The disinfection of a home: ordered, called off, done."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.referrals import queries
from linli.referrals.commands import (
    DisinfectionNotOpen,
    call_off_disinfection,
    order_disinfection,
    record_disinfection,
)
from linli.referrals.forms import CallOffForm, DisinfectionForm
from linli.referrals.labels import JOURNEY_FAULTS
from linli.referrals.rules import State, TimesWrong
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


def may_order(request: StaffRequest, referral: queries.Referral) -> bool:
    """Say whether the viewer may have the home disinfected: a doctor, once, not where nobody was taken away."""
    return (
        _judges(request, referral)
        and referral.disinfection_ordered_at is None
        and referral.state != State.NOT_NEEDED
    )


def may_call_off(request: StaffRequest, referral: queries.Referral) -> bool:
    """Say whether the viewer may call a disinfection off that nobody has carried out: a doctor."""
    return _judges(request, referral) and referral.disinfection_due_at is not None


def _judges(request: StaffRequest, referral: queries.Referral) -> bool:
    return may_at(viewer=request.viewer, action=Action.JUDGE_REFERRAL, area=referral.area)


@staff_page
@require_POST
def order(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Have the home disinfected, once that was confirmed."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    if not may_order(request, referral):
        raise Http404
    if request.POST.get("sure") != "yes":
        page = {"referral": referral, "person": referral.person}
        return render(request, "referrals/disinfect_sure.html", page)
    order_disinfection(referral=referral, by=request.viewer, now=timezone.now())
    messages.success(request, _("已要求家庭消毒。"))
    return redirect("desk:referral", referral_id)


@staff_page
def call_off(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Call a disinfection off, with the reason; 404 where the viewer does not judge."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    if not _judges(request, referral):
        raise Http404
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            call_off_disinfection(
                referral=referral,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except DisinfectionNotOpen:
            form.add_error(None, _("没有等待的消毒：没有要求，或者已经登记。"))
        else:
            messages.success(request, _("已取消家庭消毒；为什么取消留在送医页面上。"))
            return redirect("desk:referral", referral_id)
    page = {"referral": referral, "person": referral.person, "form": form, "action": _("取消家庭消毒")}
    return render(request, "referrals/disinfect.html", page, status=422 if form.errors else 200)


@staff_page
def disinfect(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Write down that the home was disinfected."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    if not may_at(viewer=request.viewer, action=Action.RECORD_CHECK, area=referral.area):
        raise Http404
    now = timezone.now()
    form = DisinfectionForm(request.POST or None, initial={"at": now})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            record_disinfection(
                referral=referral, at=said["at"], agent=said["agent"], by=request.viewer, now=now
            )
        except TimesWrong as wrong:
            form.add_error("at", str(JOURNEY_FAULTS[wrong.field]))
        except DisinfectionNotOpen:
            form.add_error(None, _("没有等待的消毒：没有要求，或者已经登记。"))
        else:
            messages.success(request, _("已登记消毒。"))
            return redirect("desk:referral", referral_id)
    page = {"referral": referral, "person": referral.person, "form": form, "action": _("登记消毒")}
    return render(request, "referrals/disinfect.html", page, status=422 if form.errors else 200)
