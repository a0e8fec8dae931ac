"""The clinic's own pages: who was sent here, received, answered. Nothing else of the system."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from linli.cases import commands
from linli.clock import day_of
from linli.desk.queries.clinic import history_of, patients
from linli.desk.views.results import word_forms
from linli.people.commands import note_patient_read
from linli.referrals import queries
from linli.referrals.commands import (
    ReferralMovedOn,
    Told,
    confirm_receipt,
)
from linli.referrals.forms import AnswerForm, RefusalForm, SendOnForm, UndoForm
from linli.referrals.queries.clinic_steps import own_step, sent_on_from_here
from linli.referrals.queries.results import words_on
from linli.referrals.rules import CLOSED, ON_THE_WAY, State, StepNeeds, StepNotAllowed, next_steps
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List who was sent to the clinic where the viewer works, those still open first."""
    if not may(viewer=request.viewer, action=Action.ANSWER_REFERRAL):
        return render(request, "403.html", status=403)
    now = timezone.now()
    sent = list(queries.sent_here(viewer=request.viewer, now=now))
    rows = patients(referrals=sent, on=day_of(now))
    page = {
        "open": [row for row in rows if row.referral.state not in CLOSED],
        "closed": [row for row in rows if row.referral.state in CLOSED],
        "sent_on": [
            (row, _undo_form(row, f"sent-{row.pk}-%s"), reverse("desk:clinic_undo", args=[row.pk]))
            for row in sent_on_from_here(viewer=request.viewer)
        ],
    }
    return render(request, "referrals/clinic.html", page)


@staff_page
def show(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Show one patient; confirm the receipt, or answer. 404 for what was not sent to the viewer's clinic."""
    now = timezone.now()
    referral = get_object_or_404(queries.sent_here(viewer=request.viewer, now=now), pk=referral_id)
    what = request.POST.get("what", "")
    form = AnswerForm(request.POST if what == "answer" else None)
    if what == "receive" and _received(request, referral):
        return redirect("desk:clinic_patient", referral_id)
    if what == "answer" and form.is_valid() and _answered(request, referral, form):
        return redirect("desk:clinic_patient", referral_id)
    refusal = RefusalForm(request.POST if what == "refuse" else None)
    clinics = [row for row in queries.clinics_of(county=referral.county) if row[0] != referral.sent_to_id]
    onward = SendOnForm(request.POST if what == "send_on" else None, clinics=clinics)
    if what == "refuse" and refusal.is_valid():
        told: Told = {"reason": refusal.cleaned_data["refusal"]}
        if _turned_away(request, referral, refusal, State.REFUSED, told):
            return redirect("desk:clinic_patient", referral_id)
    if what == "send_on" and onward.is_valid():
        said = onward.cleaned_data
        sent_to = queries.clinic_in(county=referral.county, id=said["onward"])
        told = {"sent_to": sent_to, "clinic": said["onward_name"], "reason": said["onward_reason"]}
        if _turned_away(request, referral, onward, State.SENT_ON, told):
            return redirect("desk:clinic")
    note_patient_read(person=referral.person, by=request.viewer, now=now)
    offered = {step.to for step in next_steps(State(referral.state))}
    step = own_step(viewer=request.viewer, referral=referral)
    wrong = form.errors or refusal.errors or onward.errors
    page = {
        "patient": patients(referrals=[referral], on=day_of(now))[0],
        "form": form,
        "words": words_on(referrals=[referral.pk]).get(referral.pk, []),
        "word_forms": word_forms(referral=referral, address="desk:clinic_result"),
        "refusal_form": refusal,
        "onward_form": onward,
        "may_refuse": State.REFUSED in offered,
        "may_send_on": State.SENT_ON in offered,
        "may_receive": referral.state in ON_THE_WAY | {State.ARRIVED} and referral.received_at is None,
        "may_answer": referral.state == State.ARRIVED,
        "referral": referral,
        "undo": step,
        "undo_form": _undo_form(referral, "undo-%s"),
        "undo_action": reverse("desk:clinic_undo", args=[referral.pk]),
        "may_undo_receipt": step is None and referral.state == State.ARRIVED and bool(referral.received_at),
    }
    return render(request, "referrals/clinic_patient.html", page, status=422 if wrong else 200)


@staff_page
def history(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Show the epidemiological history of one patient, without numbers, notes and names beside; each look is written."""
    now = timezone.now()
    referral = get_object_or_404(queries.sent_here(viewer=request.viewer, now=now), pk=referral_id)
    note_patient_read(person=referral.person, by=request.viewer, now=now)
    page = {
        "referral": referral,
        "all_facts": [history_of(referral=referral, on=day_of(now))],
        "names": False,
    }
    is_part = "HX-Request" in request.headers
    response = render(request, "course/facts.html" if is_part else "referrals/clinic_history.html", page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _undo_form(referral: queries.Referral, auto_id: str) -> UndoForm:
    return UndoForm(initial={"seen": referral.state}, auto_id=auto_id)


def _received(request: StaffRequest, referral: queries.Referral) -> bool:
    now = timezone.now()
    if referral.state not in ON_THE_WAY | {State.ARRIVED}:
        messages.warning(request, _("还没有出发，或者已有结果，不用再接收。"))
        return True
    if referral.state in ON_THE_WAY:
        try:
            commands.take_referral_step(referral=referral, to=State.ARRIVED, by=request.viewer, now=now)
        except (StepNotAllowed, ReferralMovedOn):
            referral.refresh_from_db()  # the community was quicker by telephone
    confirm_receipt(referral=referral, by=request.viewer, now=now)
    messages.success(request, _("已接收；社区能看到。"))
    return True


def _turned_away(
    request: StaffRequest, referral: queries.Referral, form: Form, to: State, told: Told
) -> bool:
    try:
        commands.take_referral_step(referral=referral, to=to, by=request.viewer, now=timezone.now(), **told)
    except StepNeeds:
        form.add_error(None, _("请选择或填写另一家门诊。"))
        return False
    except (StepNotAllowed, ReferralMovedOn):
        form.add_error(None, _("刚才已有人办理了这一步，请看最新情况。"))
        return False
    messages.success(request, _("已登记；社区马上能看到。"))
    return True


def _answered(request: StaffRequest, referral: queries.Referral, form: AnswerForm) -> bool:
    said = form.cleaned_data
    try:
        commands.take_referral_step(
            referral=referral,
            to=State.RESULT,
            by=request.viewer,
            now=timezone.now(),
            result=said["result"],
            test_note=said["test_note"],
        )
    except (StepNotAllowed, ReferralMovedOn):
        form.add_error(None, _("社区已按电话登记了结果，或者还没有登记到达；结果不同请与社区医生电话核对。"))
        return False
    messages.success(request, _("结果已交给社区。"))
    return True
