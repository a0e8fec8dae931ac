"""The county's list of fever clinics: kept by the county, and by each community those that it put there."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.desk.labels import CLINIC_CHANGES
from linli.referrals import queries
from linli.referrals.commands import (
    ClinicKnown,
    add_clinic,
    close_clinic,
    correct_clinic,
    put_to_work,
    reopen_clinic,
)
from linli.referrals.commands.clinics import NothingChanged
from linli.referrals.forms import ClinicCorrectionForm, ClinicForm, ClinicReasonForm, ClinicStaffForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import viewer_named
from linli.staff.rights import Action
from linli.staff.rules import may, offices_of_hand_over, scope


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the list, and put a clinic on it."""
    areas = scope(viewer=request.viewer, action=Action.KEEP_CLINICS).areas
    if not areas:
        return render(request, "403.html", status=403)
    form = ClinicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_clinic(
                area=areas[0],
                name=said["name"],
                phone=said["phone"],
                by=request.viewer,
                now=timezone.now(),
            )
        except ClinicKnown:
            form.add_error("name", _("名单上已有同名的门诊。"))
        else:
            messages.success(request, _("已加入名单。"))
            return redirect("desk:clinics")
    return _list(request, form, ClinicStaffForm(), None)


def _list(
    request: StaffRequest, form: ClinicForm, staff_form: ClinicStaffForm, wrong: UUID | None
) -> HttpResponse:
    kept = list(queries.clinics_kept(viewer=request.viewer))
    staff = queries.staff_of(clinics=kept)
    names = names_of(codes={clinic.area for clinic in kept})
    page = {
        "rows": [
            (
                clinic,
                names.get(clinic.area, ""),
                staff.get(clinic.pk, []),
                staff_form if clinic.pk == wrong else ClinicStaffForm(),
            )
            for clinic in kept
        ],
        "beside": queries.clinics_beside(viewer=request.viewer),
        "may_staff": may(viewer=request.viewer, action=Action.STAFF_CLINICS),
        "form": form,
    }
    failed = bool(form.errors or staff_form.errors)
    return render(request, "referrals/clinics.html", page, status=422 if failed else 200)


@staff_page
def show(request: StaffRequest, clinic_id: UUID) -> HttpResponse:
    """Show a clinic and what was put right about it; put its name or telephone right."""
    clinic = _kept(request, clinic_id)
    form = ClinicCorrectionForm(request.POST or None, initial={"name": clinic.name, "phone": clinic.phone})
    if request.method == "POST" and form.is_valid():
        try:
            correct_clinic(clinic=clinic, **form.cleaned_data, by=request.viewer, now=timezone.now())
        except ClinicKnown:
            form.add_error("name", _("名单上已有同名的门诊。"))
        except NothingChanged:
            form.add_error(None, _("和原来一样，没有改变。"))
        else:
            messages.success(request, _("已更正。"))
            return redirect("desk:clinics")
    return _page(request, clinic_id, form, ClinicReasonForm(prefix="state"))


def _kept(request: StaffRequest, clinic_id: UUID) -> queries.Clinic:
    return get_object_or_404(queries.clinics_kept(viewer=request.viewer), pk=clinic_id)


def _page(request: StaffRequest, clinic_id: UUID, form: forms.Form, state_form: forms.Form) -> HttpResponse:
    clinic = _kept(request, clinic_id)
    changes = queries.changes_of_clinics(clinics=[clinic]).get(clinic.pk, [])
    page = {
        "clinic": clinic,
        "form": form,
        "state_form": state_form,
        "changes": [(row, CLINIC_CHANGES[row.kind]) for row in changes],
    }
    failed = bool(form.errors or state_form.errors)
    return render(request, "referrals/clinic_card.html", page, status=422 if failed else 200)


@staff_page
@require_POST
def close(request: StaffRequest, clinic_id: UUID) -> HttpResponse:
    """Take a clinic off the list."""
    return _set(request, clinic_id, close_clinic, _("已停用；已送去的人不受影响。"))


@staff_page
@require_POST
def reopen(request: StaffRequest, clinic_id: UUID) -> HttpResponse:
    """Put a closed clinic on the list again."""
    return _set(request, clinic_id, reopen_clinic, _("已重新启用。"))


def _set(request: StaffRequest, clinic_id: UUID, act: Callable[..., None], words: str) -> HttpResponse:
    clinic = _kept(request, clinic_id)
    form = ClinicReasonForm(request.POST, prefix="state")
    if not form.is_valid():
        told = ClinicCorrectionForm(initial={"name": clinic.name, "phone": clinic.phone})
        return _page(request, clinic_id, told, form)
    act(clinic=clinic, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now())
    messages.success(request, words)
    return redirect("desk:clinics")


@staff_page
@require_POST
def staff(request: StaffRequest, clinic_id: UUID) -> HttpResponse:
    """Say who works at a clinic: somebody whose post is that of a clinic of this county."""
    clinic = get_object_or_404(queries.clinics_staffed(viewer=request.viewer), pk=clinic_id)
    form = ClinicStaffForm(request.POST)
    now = timezone.now()
    if form.is_valid():
        named = viewer_named(username=form.cleaned_data["username"].strip(), on=day_of(now))
        if named and clinic.county in offices_of_hand_over(viewer=named, action=Action.ANSWER_REFERRAL):
            put_to_work(clinic=clinic, user=named.user_id, by=request.viewer, now=now)
            messages.success(request, _("%(name)s：已登记到这个门诊。") % {"name": named.name})
            return redirect("desk:clinics")
        form.add_error("username", _("没有这个用户，或者没有本县“发热门诊”的岗位；岗位由安全管理员给。"))
    return _list(request, ClinicForm(), form, clinic.pk)
