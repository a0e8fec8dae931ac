"""Leads by name: those that a viewer traces, those that a viewer is asked to take, and the history of one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from linli.areas.queries import grids_of, path_names, path_said
from linli.areas.queries import names_of as area_names
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.duties.queries import escalation_of
from linli.duties.rules import level_of
from linli.people.rules import mask_number
from linli.sealing.seals import unseal
from linli.staff.queries import colleagues_under, in_scope, names_of
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, may_at
from linli.tracing.models import Lead as Lead  # pages may name the type of a row
from linli.tracing.models import LeadEvent
from linli.tracing.rules import CLOSED, KIND_LEAD, OPEN, Move, State, Step, Who, is_overdue, next_steps

_RIGHT_OF: Final = {Who.TRACER: Action.TRACE_LEADS, Who.SECRETARY: Action.DIRECT_LEADS}


def leads_visible(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Leads that the viewer traces: overdue and open ones first, by the hour when they are due; then closed ones."""
    return (
        Lead.objects.filter(in_scope(viewer=viewer, action=Action.TRACE_LEADS))
        .select_related("list", "person")
        .annotate(over=Case(When(state__in=sorted(CLOSED), then=Value(1)), default=Value(0)))
        .order_by("over", "due_at", "pk")
    )


def leads_open(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Open leads that the viewer traces; due soonest first, so overdue ones stand on top."""
    return leads_visible(viewer=viewer).filter(state__in=sorted(OPEN))


def leads_to_trace(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Open leads that the viewer traces, to be counted; in no order."""
    return Lead.objects.filter(in_scope(viewer=viewer, action=Action.TRACE_LEADS), state__in=sorted(OPEN))


def leads_to_find(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Return those of them whose next step is the own community's."""
    return leads_to_trace(viewer=viewer).exclude(state=State.HANDED_ON)


def leads_handed_on(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Return those of them that another community was asked to take."""
    return leads_to_trace(viewer=viewer).filter(state=State.HANDED_ON)


def leads_closed(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Return closed leads that the viewer traced, the newest first."""
    return leads_visible(viewer=viewer).filter(state__in=sorted(CLOSED)).order_by("-received_at", "-pk")


def leads_asked(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Leads that another community asks the viewer's to take, due soonest first."""
    return (
        Lead.objects.filter(
            in_scope(viewer=viewer, action=Action.DIRECT_LEADS, field="asked_community"),
            state=State.HANDED_ON,
        )
        .select_related("list")
        .order_by("due_at", "pk")
    )


def leads_of(*, entries: Collection[UUID]) -> QuerySet[Lead]:
    """Leads that led to one of some entries of a person."""
    return Lead.objects.filter(person__in=entries)


@dataclass(frozen=True)
class LeadTold:
    """A lead as a page may show it. level: whom its delay has reached, '' while it is not overdue."""

    lead: Lead
    is_overdue: bool
    level: str
    place: str
    assigned_to: str
    asked_place: str
    asked_by: str  # the whole name of the community that asks, '' unless one is asked
    asked_why: str
    has_id_number: bool
    phone: str  # masked


def told(*, leads: list[Lead], now: datetime) -> list[LeadTold]:
    """Return visible leads with the words that a page shows, in their order; numbers masked."""
    escalation = escalation_of(kind=KIND_LEAD)
    workers = names_of(ids={lead.assigned_to for lead in leads if lead.assigned_to})
    waiting = [lead for lead in leads if lead.asked_community]
    sides = {code for lead in waiting for code in (lead.community, lead.asked_community)}
    above = {part for code in sides for part in (*AreaCode(code).ancestors, code)}
    places = area_names(codes={*above, *(lead.area for lead in leads)})
    paths = {
        code: path_said(path=(*AreaCode(code).ancestors, AreaCode(code)), names=places) for code in sides
    }
    notes = LeadEvent.objects.filter(lead__in=waiting, what=Move.HAND_ON).order_by("at", "pk")
    why = dict(notes.values_list("lead_id", "note"))  # the last one counts
    rows = []
    for lead in leads:
        late = is_overdue(state=State(lead.state), due_at=lead.due_at, now=now)
        level = level_of(overdue_at=lead.due_at, now=now, escalation=escalation) if late else None
        rows.append(
            LeadTold(
                lead=lead,
                is_overdue=late,
                level=level or "",
                place=places.get(lead.area, ""),
                assigned_to=workers.get(lead.assigned_to, "") if lead.assigned_to else "",
                asked_place=paths.get(lead.asked_community, ""),
                asked_by=paths.get(lead.community, "") if lead.asked_community else "",
                asked_why=why.get(lead.pk, ""),
                has_id_number=bool(lead.id_digest),
                phone=mask_number(number=unseal(lead.phone_sealed)),
            )
        )
    return rows


@dataclass(frozen=True)
class EventTold:
    """An event with the name of who did it, and of the place or worker that it is about."""

    event: LeadEvent
    by: str
    about: str


def events_of(*, lead: Lead) -> list[EventTold]:
    """Return the history of a visible lead, the oldest first; it goes along when another community takes the lead."""
    events = list(LeadEvent.objects.filter(lead=lead).order_by("at", "pk"))
    people = names_of(ids={event.by for event in events})
    return [
        EventTold(
            event=event,
            by=people.get(event.by, ""),
            about=path_names(code=AreaCode(event.about)) if event.about.isdigit() else "",
        )
        for event in events
    ]


def steps_allowed(*, viewer: Viewer, lead: Lead) -> list[Step]:
    """Return the next steps of a visible lead that this viewer may take; answering is another community's."""
    return [
        step
        for step in next_steps(State(lead.state))
        if step.who in _RIGHT_OF
        and may_at(viewer=viewer, action=_RIGHT_OF[step.who], area=_area_of(step, lead))
    ]


def _area_of(step: Step, lead: Lead) -> str:
    return lead.area if step.who == Who.TRACER else lead.community


def assignees(*, community: str, now: datetime) -> list[tuple[str, str]]:
    """Return whom a lead of a community may be given to, as (value, words): its grids, then its workers.

    value: an area code, or an area code, a colon and a user.
    """
    code = AreaCode(community)
    grids = [(grid.code, grid.name) for grid in grids_of(community=code)]
    names = dict(grids)
    workers = [
        (
            f"{post.area}:{post.user_id}",
            " ".join(part for part in (names.get(post.area, ""), post.name) if part),
        )
        for post in colleagues_under(area=code, action=Action.TRACE_LEADS, on=day_of(now))
        if post.role == Role.GRID_WORKER
    ]
    return grids + workers
