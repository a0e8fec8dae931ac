"""A clinic takes its own last step back: received, not taken, sent on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.desk.commands import take_back_step
from linli.referrals import queries
from linli.referrals.commands import StepNotToUndo, take_back_receipt
from linli.referrals.forms import UndoForm
from linli.referrals.queries.clinic_steps import own_step, sent_on_from_here
from linli.referrals.rules import State
from linli.staff.http import StaffRequest, staff_page


@staff_page
@require_POST
def undo(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Take the last step of the viewer's clinic back, with a reason; 404 for who was neither sent there nor sent on by it."""
    sent_here = queries.sent_here(viewer=request.viewer, now=timezone.now())
    candidates = [*sent_here.filter(pk=referral_id), *sent_on_from_here(viewer=request.viewer)]
    referral = next((row for row in candidates if row.pk == referral_id), None)
    if referral is None:
        raise Http404
    form = UndoForm(request.POST)
    if own_step(viewer=request.viewer, referral=referral) is None:
        form.add_error(None, _("现在没有本门诊能撤回的步骤，请看最新情况。"))
    elif form.is_valid() and _undone(request, referral, form):
        return redirect("desk:clinic_patient", referral_id)
    page = {
        "referral": referral,
        "undo_form": form,
        "undo_action": request.path,
        "back": reverse("desk:clinic"),
    }
    return render(request, "referrals/clinic_undo.html", page, status=422)


def _undone(request: StaffRequest, referral: queries.Referral, form: UndoForm) -> bool:
    try:
        take_back_step(
            referral=referral,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["undo_reason"],
            by=request.viewer,
            now=timezone.now(),
        )
    except StepNotToUndo:
        form.add_error(None, _("刚才已有人办理了别的步骤，请看最新情况。"))
        return False
    messages.success(request, _("已撤回，回到上一步；社区马上能看到。"))
    return True


@staff_page
@require_POST
def undo_receipt(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Say that the clinic does not have somebody whose arrival the community entered; 404 for who was not sent there."""
    sent_here = queries.sent_here(viewer=request.viewer, now=timezone.now())
    referral = sent_here.filter(pk=referral_id).first()
    if referral is None:
        raise Http404
    if referral.state == State.ARRIVED:
        take_back_receipt(referral=referral, by=request.viewer, now=timezone.now())
        messages.success(request, _("已撤回接收。"))
    else:
        messages.warning(request, _("现在没有本门诊能撤回的步骤，请看最新情况。"))
    return redirect("desk:clinic_patient", referral_id)
