"""Referrals: the list, one on its way, and its next step."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.alerts.queries.grounds import grounds_of
from linli.cases import commands
from linli.clock import day_of
from linli.desk.commands import take_back_step
from linli.desk.queries.judging import who_judges
from linli.desk.views import onset
from linli.desk.views.disinfection import may_call_off, may_order
from linli.desk.views.fallen import tell_family
from linli.desk.views.results import word_forms
from linli.disclosures.commands import note_told_to_face
from linli.disclosures.kinds import Given
from linli.disclosures.rules import Kind
from linli.emergencies.queries import raised_about
from linli.observation.queries.cases import observed_among
from linli.observation.queries.reopening import may_take_back
from linli.referrals import queries
from linli.referrals.commands import (
    ReferralMovedOn,
    StepNotToUndo,
    Told,
)
from linli.referrals.forms import StepForm, UndoForm
from linli.referrals.labels import GUARDS, JOURNEY_FAULTS
from linli.referrals.queries.results import words_on
from linli.referrals.rules import (
    CLOSED,
    CONTAGIOUS,
    Guard,
    State,
    Step,
    StepNeeds,
    StepNotAllowed,
    TimesWrong,
    missing_protection,
)
from linli.referrals.rules.ahead import ahead_of, is_usual
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import names_of
from linli.staff.rights import Action
from linli.staff.rules import may, may_at

CLOSED_SHOWN = 50


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List referrals on their way, the oldest first, and under them those that ended last."""
    if not may(viewer=request.viewer, action=Action.SEE_REFERRAL):
        return render(request, "403.html", status=403)
    referrals = queries.referrals_visible(viewer=request.viewer)
    closed = referrals.filter(state__in=CLOSED, disinfection_due_at=None).order_by("-raised_at")
    shown = [*referrals.exclude(state__in=CLOSED, disinfection_due_at=None)], [*closed[:CLOSED_SHOWN]]
    inside = {row.person_id for rows in shown for row in rows if row.state == State.ADMITTED}
    context = {
        "open": shown[0],
        "grounds": grounds_of(referrals=shown[0]),
        "now": timezone.now(),
        "closed": shown[1],
        "home": observed_among(viewer=request.viewer, people=inside),
    }
    return render(request, "referrals/list.html", context)


@staff_page
def show(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Show a referral's steps with time and actor; take the next one."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    stepping = request.method == "POST" and "to" in request.POST
    if stepping and queries.is_step_of_others(
        viewer=request.viewer, referral=referral, to=request.POST["to"]
    ):
        return render(request, "403.html", status=403)
    allowed = queries.steps_allowed(viewer=request.viewer, referral=referral)
    clinics = queries.clinics_of(county=referral.county)
    known = {"sent_to": referral.sent_to_id, "clinic": "" if referral.sent_to_id else referral.clinic}
    form = StepForm(request.POST if stepping else None, auto_id="step-%s", clinics=clinics)
    _ask_of_telling(request, referral, [form])
    if stepping and form.is_valid():
        if form.cleaned_data["to"] not in {step.to for step in allowed}:
            form.add_error(None, _("这一步现在不能办理：请看现在走到哪一步。"))
        elif _taken(request, form, referral, timezone.now()):
            return redirect("desk:referral", referral_id)
    taken = queries.steps_taken(referral=referral)
    steps = [
        (step, form if step.to == request.POST.get("to") else _blank(step, clinics, known))
        for step in allowed
    ]
    _ask_of_telling(request, referral, [shown for _step, shown in steps])
    context = {
        **_stands(request, referral),
        "taken": taken,
        "taken_count": sum(not step.is_undone for step in taken) + 1,
        "ahead": ahead_of(state=State(referral.state), result=referral.result),
        "steps": [pair for pair in steps if is_usual(from_=pair[0].from_, to=pair[0].to)],
        "exits": [pair for pair in steps if not is_usual(from_=pair[0].from_, to=pair[0].to)],
        "form": form,
        **_undoing(request, referral, taken),
        **_disinfection(request, referral),
        **onset.told(request=request, referral=referral),
    }
    return render(request, "referrals/detail.html", context, status=422 if form.errors else 200)


def _stands(request: StaffRequest, referral: queries.Referral) -> dict[str, object]:
    """Return how a referral stands, whatever is typed: what it rests on, what was said of it, what this viewer may do."""
    judges = may_at(viewer=request.viewer, action=Action.JUDGE_REFERRAL, area=referral.area)
    return {
        "referral": referral,
        "person": referral.person,
        "ground": grounds_of(referrals=[referral]).get(referral.pk),
        "words": words_on(referrals=[referral.pk]).get(referral.pk, []),
        "word_forms": word_forms(referral=referral, address="desk:result") if judges else [],
        "waits_for_doctor": queries.waits_for_doctor(referral=referral),
        **_judging(request, referral, judges=judges),
        "may_end": may_at(viewer=request.viewer, action=Action.CLOSE_OBSERVATION, area=referral.area),
        "may_report": may_at(viewer=request.viewer, action=Action.RAISE_EMERGENCY, area=referral.area),
        "raised": raised_about(viewer=request.viewer, people=[referral.person_id]),
        "is_case": referral.result in CONTAGIOUS,
        "is_over": referral.state in CLOSED,
        "missing": missing_protection(worn=referral.protection) if referral.escort else (),
        "now": timezone.now(),
    }


def _judging(request: StaffRequest, referral: queries.Referral, *, judges: bool) -> dict[str, object]:
    """Return whom to ask of what a doctor decides next; nothing for a doctor, and where no doctor's step is next."""
    if judges or not queries.has_step_of_doctor(referral=referral):
        return {}
    return {
        "judging": who_judges(viewer=request.viewer, referral=referral, on=day_of(timezone.now())),
        "may_keep_colleagues": may_at(
            viewer=request.viewer, action=Action.KEEP_COLLEAGUES, area=referral.community
        ),
    }


def _undoing(
    request: StaffRequest, referral: queries.Referral, taken: Sequence[queries.StepTaken]
) -> dict[str, object]:
    """Return which step may be taken back, and whether a bed keeps it from it."""
    step = queries.step_to_undo(viewer=request.viewer, referral=referral, taken=taken)
    bed_stays = step is not None and not may_take_back(referral=referral)
    return {
        "undo": None if bed_stays else step,
        "bed_stays": bed_stays,
        "undo_action": reverse("desk:undo_step", args=[referral.pk]),
        "undo_form": UndoForm(initial={"seen": referral.state}),
    }


def _disinfection(request: StaffRequest, referral: queries.Referral) -> dict[str, object]:
    """Return what may be done about the disinfection of the home, and who called it off."""
    by = referral.disinfection_called_off_by
    may_record = may_at(viewer=request.viewer, action=Action.RECORD_CHECK, area=referral.area)
    return {
        "may_order": may_order(request, referral),
        "called_off_by": names_of(ids={by}).get(by, "") if by else "",
        "may_call_off": may_call_off(request, referral),
        "may_disinfect": may_record and referral.disinfection_due_at is not None,
    }


@staff_page
@require_POST
def undo(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Take the last step back, with a reason; 404 for who moves no referral."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    if not may_at(viewer=request.viewer, action=Action.MOVE_REFERRAL, area=referral.area):
        raise Http404
    taken = queries.steps_taken(referral=referral)
    form = UndoForm(request.POST)
    if queries.step_to_undo(viewer=request.viewer, referral=referral, taken=taken) is None:
        form.add_error(None, _("现在没有您能撤回的步骤，请看最新情况。"))
    elif not may_take_back(referral=referral):
        form.add_error(None, _("住院不能撤回：本人后来已恢复观察，或已不在本社区。"))
    elif form.is_valid():
        try:
            fell = take_back_step(
                referral=referral,
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["undo_reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except StepNotToUndo:
            form.add_error(None, _("刚才已有人办理了别的步骤，或者这个人又有了新的送医，请看最新情况。"))
        else:
            messages.success(request, _("已撤回，回到上一步；记录留在经过里。"))
            tell_family(request, fell, referral.community)
            return redirect("desk:referral", referral_id)
    page = {
        "referral": referral,
        "person": referral.person,
        "undo_form": form,
        "undo_action": request.path,
    }
    return render(request, "referrals/undo.html", page, status=422)


def _blank(step: Step, clinics: Sequence[tuple[UUID, str]], known: dict[str, UUID | str | None]) -> StepForm:
    """Return the form of a step not taken yet: the clinic that is known, unless another one is asked for."""
    initial = {} if step.guard == Guard.OTHER_CLINIC else known
    form = StepForm(auto_id=f"{step.to}-%s", clinics=clinics, initial=initial)
    form.fields["reason"].required = step.guard == Guard.REASON
    form.fields["transport"].required = step.guard == Guard.TRANSPORT
    form.fields["result"].required = step.guard == Guard.RESULT
    return form


def _ask_of_telling(request: StaffRequest, referral: queries.Referral, forms: Sequence[StepForm]) -> None:
    """Leave the tick that the person was told on forms of who notes that, and take it off the others'."""
    if not may_at(viewer=request.viewer, action=Action.REGISTER_PERSON, area=referral.area):
        for form in forms:
            form.fields.pop("told", None)


def _note_told(request: StaffRequest, referral: queries.Referral, now: datetime) -> None:
    """Note that the person was told to which clinic their data went; with no clinic named nothing was given."""
    if not referral.clinic:
        messages.warning(request, _("没有填写门诊，没有记下告诉了本人；填了以后在本人页面补记。"))
        return
    given = Given(Kind.CLINIC, referral.pk, referral.person_id, referral.clinic, now)
    note_told_to_face(given=given, person=referral.person, by=request.viewer, now=now)


def _taken(request: StaffRequest, form: StepForm, referral: queries.Referral, now: datetime) -> bool:
    said = form.cleaned_data
    told: Told = {
        "reason": said["reason"],
        "transport": said["transport"],
        "escort": said["escort"],
        "vehicle": said["vehicle"],
        "protection": said["protection"],
        "sent_to": queries.clinic_in(county=referral.county, id=said["sent_to"]),
        "clinic": said["clinic"],
        "departed_at": said["departed_at"],
        "arrived_at": said["arrived_at"],
        "result": said["result"],
        "test_note": said["test_note"],
    }
    try:
        commands.take_referral_step(referral=referral, to=said["to"], by=request.viewer, now=now, **told)
    except TimesWrong as wrong:
        form.add_error(wrong.field, str(JOURNEY_FAULTS[wrong.field]))
    except StepNeeds as needs:
        field, message = GUARDS[needs.guard]
        form.add_error(field, str(message))
    except (StepNotAllowed, ReferralMovedOn):
        form.add_error(None, _("刚才已有人办理了这一步，请看最新情况。"))
    else:
        messages.success(request, _("已登记。"))
        if said.get("told"):
            _note_told(request, referral, now)
        return True
    return False
