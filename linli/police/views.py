"""Handing somebody over to the police, and what the police see of it: one case at a time, each look written down."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.budgets.commands import BudgetSpent
from linli.budgets.spent_page import spent_page
from linli.disclosures.commands import note_told_to_face
from linli.disclosures.kinds import Given
from linli.disclosures.rules import Kind
from linli.observation.commands import ObservationClosed
from linli.observation.queries import cases
from linli.observation.queries.ladders import refusal_of
from linli.people.reveal_page import Number, revealed_page
from linli.police import commands
from linli.police import queries as reads
from linli.police.forms import PoliceAnswerForm, PoliceForm
from linli.police.rules import Done
from linli.staff.http import StaffRequest, staff_lookup, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, may_at


@staff_page
def hand_over(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Hand somebody who still refuses to the police; 404 outside the communities for which the viewer does so."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.HAND_OVER_TO_POLICE)
    observation = get_object_or_404(visible, pk=observation_id)
    form = PoliceForm(request.POST or None)
    if not may_at(viewer=request.viewer, action=Action.REVEAL_IDENTITY, area=observation.area):
        del form.fields["phone"]
    if not may_at(viewer=request.viewer, action=Action.REGISTER_PERSON, area=observation.area):
        del form.fields["told"]
    if request.method == "POST" and form.is_valid() and _handed_over(request, observation, form):
        messages.success(request, _("已移交派出所。民警的答复会显示在本人页面。"))
        return redirect("desk:person", observation.person_id)
    township = AreaCode(observation.community).township
    page = {
        "observation": observation,
        "person": observation.person,
        "refusal": refusal_of(observation=observation),
        "waits": reads.waits_for_police(observation=observation),
        "office": names_of(codes=[township]).get(township, ""),
        "form": form,
    }
    return render(request, "police/hand_over.html", page, status=422 if form.errors else 200)


def _handed_over(request: StaffRequest, observation: cases.Observation, form: PoliceForm) -> bool:
    said = form.cleaned_data
    told_with = commands.With.PHONE if said.get("phone") else commands.With.NO_NUMBER
    new = commands.NewHandOver(observation, said["words"], told_with)
    now = timezone.now()
    try:
        row = commands.hand_over_to_police(new=new, by=request.viewer, now=now)
    except commands.StepsMissing:
        form.add_error(None, _("提醒、记录、报告三步还没有做完，或者后来已经见到本人，不能移交。"))
    except commands.HandedOverAlready:
        form.add_error(None, _("已经移交，民警还没有答复。"))
    except ObservationClosed:
        form.add_error(None, _("观察已经结束。"))
    else:
        if said.get("told"):
            given = Given(Kind.POLICE, row.pk, observation.person_id, row.office, now)
            note_told_to_face(given=given, person=observation.person, by=request.viewer, now=now)
        return True
    return False


@staff_page
@require_POST
def withdraw(request: StaffRequest, police_id: UUID) -> HttpResponse:
    """Take a hand-over back; 404 where the viewer did not make it, or it is closed."""
    row = get_object_or_404(reads.hand_overs_to_withdraw(viewer=request.viewer), pk=police_id)
    try:
        commands.withdraw_hand_over(row=row, by=request.viewer, now=timezone.now())
    except commands.HandOverClosed:
        messages.warning(request, _("民警刚才已经答复，请看最新情况。"))
    else:
        messages.success(request, _("已撤回，民警不再看到。"))
    return redirect("desk:person", row.observation.person_id)


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List what was handed over to the viewer's stations, without names."""
    if not may(viewer=request.viewer, action=Action.ANSWER_HAND_OVER):
        return render(request, "403.html", status=403)
    rows = reads.in_words(rows=list(reads.handed_over_to(viewer=request.viewer, now=timezone.now())))
    page = {
        "open": [told for told in rows if told.row.answered_at is None],
        "closed": [told for told in rows if told.row.answered_at is not None],
    }
    return render(request, "police/handed_over.html", page)


def _case(request: StaffRequest, police_id: UUID, now: datetime) -> reads.PoliceHandOver:
    return get_object_or_404(reads.handed_over_to(viewer=request.viewer, now=now), pk=police_id)


@staff_page
def show(request: StaffRequest, police_id: UUID) -> HttpResponse:
    """Show one case, which is written down, and take the answer; 404 for what was not handed over to the viewer."""
    now = timezone.now()
    row = _case(request, police_id, now)
    form = PoliceAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, row, form, now):
        return redirect("police:handed_over")
    page = {
        "told": commands.read_hand_over(row=row, by=request.viewer, now=now),
        "asked": reads.in_words(rows=[row])[0],
        "form": form,
    }
    response = render(request, "police/case.html", page, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _answered(
    request: StaffRequest, row: reads.PoliceHandOver, form: PoliceAnswerForm, now: datetime
) -> bool:
    said = form.cleaned_data
    try:
        commands.answer_hand_over(
            row=row, done=Done(said["done"]), words=said["words"], by=request.viewer, now=now
        )
    except commands.HandOverClosed:
        form.add_error(None, _("刚才已有人答复，或者社区已经撤回。"))
        return False
    messages.success(request, _("已答复社区，此事办结。"))
    return True


@staff_lookup
@require_POST
def phone(request: StaffRequest, police_id: UUID) -> HttpResponse:
    """Show the phone that was given with a case for a minute; 404 where none was."""
    now = timezone.now()
    row = _case(request, police_id, now)
    try:
        number = commands.read_phone(row=row, by=request.viewer, now=now)
    except commands.PhoneNotTold as missing:
        raise Http404 from missing
    except BudgetSpent as spent:
        back = reverse("police:case", args=[row.pk])
        return spent_page(request=request, spent=spent, viewer=request.viewer, back=back)
    return revealed_page(
        request=request,
        title=reads.told_of(row=row).name,
        numbers=[Number(_("联系电话"), phone=number)],
        back=reverse("police:case", args=[row.pk]),
    )
