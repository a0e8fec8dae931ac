"""One lead: what is known, whom it may mean, its history, and the next steps."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.place_form import places_named
from linli.areas.queries import communities_under
from linli.areas.rules import AreaCode
from linli.budgets.commands import BudgetSpent
from linli.budgets.spent_page import spent_page
from linli.people.commands import RevealReason, note_recognised
from linli.people.labels import REVEAL_REASONS
from linli.people.queries import people_visible
from linli.people.reveal_page import Number, revealed_page
from linli.staff.http import StaffRequest, staff_lookup, staff_page
from linli.tracing import commands, forms
from linli.tracing.labels import GUARDS
from linli.tracing.queries import leads as reads
from linli.tracing.queries import matches, own
from linli.tracing.queries.leads import Lead
from linli.tracing.rules import Move, StepNeeds, StepNotAllowed

SAID: Final = "move"  # the field of a form that says which step it takes


@staff_page
def show(request: StaffRequest, lead_id: UUID) -> HttpResponse:
    """Show a lead and take its next step; 404 outside the viewer's scope."""
    lead = get_object_or_404(reads.leads_visible(viewer=request.viewer), pk=lead_id)
    now = timezone.now()
    allowed = {step.move for step in reads.steps_allowed(viewer=request.viewer, lead=lead)}
    if request.method != "POST":
        return _page(request, lead, now, status=200)
    move = request.POST.get(SAID, "")
    if move not in allowed:
        messages.warning(request, _("这一步现在不能办理：请看现在走到哪一步。"))
        return redirect("tracing:lead", lead_id)
    form = _form(Move(move), lead, now, request.POST)
    if form.is_valid() and _taken(request, Move(move), form, lead, now):
        return _onward(request, lead_id)
    return _page(request, lead, now, status=422, typed=(Move(move), form))


def _onward(request: StaffRequest, lead_id: UUID) -> HttpResponse:
    """Go on with the lead where the viewer still sees it."""
    messages.success(request, _("已登记。"))
    if reads.leads_visible(viewer=request.viewer).filter(pk=lead_id).exists():
        return redirect("tracing:lead", lead_id)
    return redirect("tracing:leads")


def _page(
    request: StaffRequest,
    lead: Lead,
    now: datetime,
    *,
    status: int,
    typed: tuple[Move, django_forms.Form] | None = None,
) -> HttpResponse:
    steps = list(dict.fromkeys(s.move for s in reads.steps_allowed(viewer=request.viewer, lead=lead)))
    there = matches.people_elsewhere(viewer=request.viewer, lead=lead) if Move.FIND in steps else []
    note_recognised(people=there, by=request.viewer, now=now)
    elsewhere = matches.known_elsewhere(people=there, now=now)
    given = {typed[0]: typed[1]} if typed else {}
    if Move.HAND_ON in steps and Move.HAND_ON not in given and elsewhere:
        given[Move.HAND_ON] = _form(Move.HAND_ON, lead, now, None)
        given[Move.HAND_ON].initial = {"community": elsewhere[0].community}
    context = {
        "told": reads.told(leads=[lead], now=now)[0],
        "lead": lead,
        "reveal_reasons": REVEAL_REASONS,
        "events": reads.events_of(lead=lead),
        "forms": {move.value: given.get(move) or _form(move, lead, now, None) for move in steps},
        "form": typed[1] if typed else None,
        "is_own": own.own_leads(viewer=request.viewer).filter(pk=lead.pk).exists(),
        "may_find": Move.FIND in steps,
        "matches": matches.matches_here(viewer=request.viewer, lead=lead) if Move.FIND in steps else [],
        "in_other_grid": Move.FIND in steps
        and matches.is_known_in_other_grid(viewer=request.viewer, lead=lead),
        "elsewhere": elsewhere,
        "neighbours": communities_under(code=AreaCode(lead.county)) if Move.HAND_ON in steps else [],
    }
    return render(request, "tracing/lead.html", context, status=status)


def _form(move: Move, lead: Lead, now: datetime, typed: Any) -> django_forms.Form:
    ids = f"{move.value.lower()}-%s"
    if move == Move.ASSIGN:
        return forms.AssignForm(
            typed, auto_id=ids, assignees=reads.assignees(community=lead.community, now=now)
        )
    if move == Move.GIVE_UP:
        return forms.GiveUpForm(typed, auto_id=ids, now=now)
    if move == Move.HAND_ON:
        text = typed.get("community", "") if typed else ""
        places = places_named(text=text, near=AreaCode(lead.community)) if text else []
        return forms.HandOnForm(typed, auto_id=ids, places=places)
    plain: dict[Move, type[django_forms.Form]] = {
        Move.FIND: forms.FindForm,
        Move.WITHDRAW: django_forms.Form,
    }
    return plain.get(move, forms.ReasonForm)(typed, auto_id=ids)


def _taken(request: StaffRequest, move: Move, form: django_forms.Form, lead: Lead, now: datetime) -> bool:
    try:
        _TAKE[move](request, form, lead, now)
    except _NotHere:
        form.add_error("person", _("本社区台账里没有此人，请重新选择。"))
    except commands.SameCommunity:
        form.add_error("community", _("这就是本社区。"))
    except commands.NotACommunity:
        form.add_error("community", _("没有这个社区，请核对代码。"))
    except StepNeeds as needs:
        field, sentence = GUARDS[needs.guard]
        form.add_error(field, str(sentence))
    except commands.AreaElsewhere:
        form.add_error(None, _("所选的网格或人员不属于本社区。"))
    except (StepNotAllowed, commands.LeadMovedOn):
        form.add_error(None, _("刚才已有人办理了这一步，请看最新情况。"))
    else:
        return True
    return False


class _NotHere(Exception):
    """The person is not in the register that the viewer sees."""


def _assign(request: StaffRequest, form: django_forms.Form, lead: Lead, now: datetime) -> None:
    area, worker = form.cleaned_data["to"]
    commands.assign_lead(lead=lead, area=area, worker=worker, by=request.viewer, now=now)


def _find(request: StaffRequest, form: django_forms.Form, lead: Lead, now: datetime) -> None:
    known = people_visible(viewer=request.viewer).filter(community=lead.community)
    person = known.filter(pk=form.cleaned_data["person"]).first()
    if person is None:
        raise _NotHere
    commands.recognise_person(lead=lead, person=person, by=request.viewer, now=now)


def _hand_on(request: StaffRequest, form: django_forms.Form, lead: Lead, now: datetime) -> None:
    said = form.cleaned_data
    commands.hand_on(
        lead=lead, community=AreaCode(said["chosen"]), reason=said["reason"], by=request.viewer, now=now
    )


def _withdraw(request: StaffRequest, _form: django_forms.Form, lead: Lead, now: datetime) -> None:
    commands.withdraw_lead(lead=lead, by=request.viewer, now=now)


def _not_existing(request: StaffRequest, form: django_forms.Form, lead: Lead, now: datetime) -> None:
    reason = form.cleaned_data["reason"]
    commands.close_lead(lead=lead, move=Move.SAY_NOT_EXISTING, reason=reason, by=request.viewer, now=now)


def _give_up(request: StaffRequest, form: django_forms.Form, lead: Lead, now: datetime) -> None:
    said = form.cleaned_data
    commands.close_lead(
        lead=lead,
        move=Move.GIVE_UP,
        reason=said["reason"],
        tried=said["tried"],
        by=request.viewer,
        now=now,
    )


def _reopen(request: StaffRequest, form: django_forms.Form, lead: Lead, now: datetime) -> None:
    commands.reopen_lead(lead=lead, reason=form.cleaned_data["reason"], by=request.viewer, now=now)


_TAKE: Final[dict[Move, Callable[[StaffRequest, django_forms.Form, Lead, datetime], None]]] = {
    Move.ASSIGN: _assign,
    Move.FIND: _find,
    Move.HAND_ON: _hand_on,
    Move.WITHDRAW: _withdraw,
    Move.SAY_NOT_EXISTING: _not_existing,
    Move.GIVE_UP: _give_up,
    Move.REOPEN: _reopen,
}


@staff_lookup
@require_POST
def reveal(request: StaffRequest, lead_id: UUID) -> HttpResponse:
    """Show a lead's phone for a minute to who looks for the person; each look is written down with its reason."""
    lead = get_object_or_404(reads.leads_visible(viewer=request.viewer), pk=lead_id)
    reason = request.POST.get("reason", "")
    if reason not in set(RevealReason):
        messages.warning(request, _("请先选择查看的原因。"))
        return redirect("tracing:lead", lead_id)
    back = reverse("tracing:lead", args=[lead_id])
    try:
        phone = commands.reveal_phone(
            lead=lead, reason=RevealReason(reason), by=request.viewer, now=timezone.now()
        )
    except BudgetSpent as spent:
        return spent_page(request=request, spent=spent, viewer=request.viewer, back=back)
    return revealed_page(
        request=request,
        title=lead.name or _("姓名不详"),
        numbers=[Number(_("联系电话"), phone=phone)],
        back=back,
    )
