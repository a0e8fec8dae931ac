"""Leads that the viewer typed: put right, redirected or taken back until the community begins."""

from typing import Any, Final
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.people.rules import mask_number
from linli.sealing.seals import unseal
from linli.staff.http import StaffRequest, staff_page
from linli.tracing import commands, forms
from linli.tracing.queries import counts
from linli.tracing.queries import own as reads
from linli.tracing.queries.leads import Lead
from linli.tracing.rules import Move, StepNotAllowed
from linli.tracing.views.entry import TELLERS

LEADS_A_PAGE: Final = 30
MOVES: Final = (Move.CORRECT, Move.REDIRECT, Move.TAKE_BACK)


@staff_page
def index(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """List by name what the viewer told of in one list and nobody has begun with; 404 for who told nothing of it."""
    list_ = get_object_or_404(reads.own_lists(viewer=request.viewer), pk=list_id)
    commands.note_own_read(list_=list_, by=request.viewer, now=timezone.now())
    mine = reads.own_leads(viewer=request.viewer).filter(list=list_)
    page = Paginator(mine, LEADS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "tracing/own_leads.html", {"list": list_, "page": page})


@staff_page
def show(request: StaffRequest, lead_id: UUID) -> HttpResponse:
    """Put one right, redirect it or take it back; 404 for who did not type it, and once the community began."""
    lead = get_object_or_404(reads.own_leads(viewer=request.viewer), pk=lead_id)
    if request.method != "POST":
        commands.note_own_read(list_=lead.list, by=request.viewer, now=timezone.now())
        return _page(request, lead, {}, status=200)
    move = next((one for one in MOVES if one == request.POST.get("move")), Move.CORRECT)
    form = _form(request, move, lead, request.POST)
    if form.is_valid() and _taken(request, move, form, lead):
        list_id = lead.list_id  # of the other community, once it was redirected
        is_left = reads.own_leads(viewer=request.viewer).filter(pk=lead_id).exists()
        return redirect("tracing:own_lead", lead_id) if is_left else redirect("tracing:own_leads", list_id)
    return _page(request, lead, {move: form}, status=422)


def _page(
    request: StaffRequest, lead: Lead, typed: dict[Move, django_forms.Form], *, status: int
) -> HttpResponse:
    context = {
        "lead": lead,
        "place": path_names(code=AreaCode(lead.community)),
        "form": next(iter(typed.values()), None),
        "forms": {move.value: typed.get(move) or _form(request, move, lead, None) for move in MOVES},
    }
    return render(request, "tracing/own_lead.html", context, status=status)


def _form(request: StaffRequest, move: Move, lead: Lead, typed: Any) -> django_forms.Form:
    ids = f"{move.value.lower()}-%s"
    if move == Move.CORRECT:
        return forms.OwnEntryForm(typed, auto_id=ids, stands=_stands(lead), masked=_masked(lead))
    if move == Move.REDIRECT:
        communities = counts.communities_for(viewer=request.viewer, actions=TELLERS)
        return forms.RedirectForm(typed, auto_id=ids, communities=communities)
    return forms.ReasonForm(typed, auto_id=ids)


def _stands(lead: Lead) -> commands.NewLead:
    return commands.NewLead(
        name=lead.name,
        id_number=unseal(lead.id_sealed),
        phone=unseal(lead.phone_sealed),
        born_on=lead.born_on,
        origin=lead.origin,
        note=lead.note,
    )


def _masked(lead: Lead) -> dict[str, str]:
    told = {"id_number": unseal(lead.id_sealed), "phone": unseal(lead.phone_sealed)}
    return {field: mask_number(number=number) for field, number in told.items() if number}


def _taken(request: StaffRequest, move: Move, form: django_forms.Form, lead: Lead) -> bool:
    said = dict(form.cleaned_data)
    act = {"lead": lead, "reason": said["reason"], "by": request.viewer, "now": timezone.now()}
    try:
        if move == Move.CORRECT:
            commands.correct_lead(entry=said["entry"], **act)
            words = _("已更正，原来的和现在的都留在经过里。")
        elif move == Move.REDIRECT:
            commands.redirect_lead(community=said["community"], **act)
            words = _("已改交，原来的社区不再查找。")
        else:
            commands.take_back_lead(**act)
            words = _("已撤回，不再查找。")
    except commands.SameCommunity:
        form.add_error("community", _("现在就是这个社区。"))
    except commands.NotACommunity:
        form.add_error("community", _("这个社区已停用，请另选一个。"))
    except (StepNotAllowed, commands.LeadMovedOn):
        form.add_error(None, _("社区刚才已经开始查找，请与社区联系。"))
    else:
        messages.success(request, words)
        return True
    return False
