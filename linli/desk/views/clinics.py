"""The county's list of fever clinics."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.clock import day_of
from linli.referrals import queries
from linli.referrals.commands import ClinicKnown, add_clinic, close_clinic, put_to_work
from linli.referrals.forms import ClinicForm, ClinicStaffForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import viewer_named
from linli.staff.rights import Action
from linli.staff.rules import offices_of_hand_over, scope


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the list, and put a clinic on it."""
    counties = scope(viewer=request.viewer, action=Action.KEEP_CLINICS).counties
    if not counties:
        return render(request, "403.html", status=403)
    form = ClinicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_clinic(
                county=counties[0],
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
    page = {
        "rows": [
            (clinic, staff.get(clinic.pk, []), staff_form if clinic.pk == wrong else ClinicStaffForm())
            for clinic in kept
        ],
        "form": form,
    }
    failed = bool(form.errors or staff_form.errors)
    return render(request, "referrals/clinics.html", page, status=422 if failed else 200)


@staff_page
@require_POST
def close(request: StaffRequest, clinic_id: UUID) -> HttpResponse:
    """Take a clinic off the list."""
    clinic = get_object_or_404(queries.clinics_kept(viewer=request.viewer), pk=clinic_id)
    close_clinic(clinic=clinic, by=request.viewer, now=timezone.now())
    messages.success(request, _("已停用；已送去的人不受影响。"))
    return redirect("desk:clinics")


@staff_page
@require_POST
def staff(request: StaffRequest, clinic_id: UUID) -> HttpResponse:
    """Say who works at a clinic: somebody whose post is that of a clinic of this county."""
    clinic = get_object_or_404(queries.clinics_kept(viewer=request.viewer), pk=clinic_id)
    form = ClinicStaffForm(request.POST)
    now = timezone.now()
    if form.is_valid():
        named = viewer_named(username=form.cleaned_data["username"].strip(), on=day_of(now))
        if named and clinic.county in offices_of_hand_over(viewer=named, action=Action.ANSWER_REFERRAL):
            put_to_work(clinic=clinic, user=named.user_id, by=request.viewer, now=now)
            messages.success(request, _("%(name)s：已登记到这个门诊。") % {"name": named.name})
            return redirect("desk:clinics")
        form.add_error("username", _("没有这个用户，或者没有本县“发热门诊”的岗位；岗位由系统管理员设置。"))
    return _list(request, ClinicForm(), form, clinic.pk)
