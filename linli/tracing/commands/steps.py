"""Steps of a lead: assigned, found, handed on, answered, given up, opened again. Each keeps one community responsible."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from linli.areas.queries import area_open
from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import Discharge, discharge_duties, reassign_duties
from linli.duties.models import Duty
from linli.people.commands import NewSource, add_sources
from linli.people.models import Person
from linli.people.rules.sources import SourceKind
from linli.staff.rules import Viewer
from linli.tracing.commands.receive import NotACommunity, due_from, open_duty, session_of
from linli.tracing.models import Lead, LeadEvent
from linli.tracing.rules import KIND_LEAD, Move, Source, State, Step, Try, check_guard, step_of


class LeadMovedOn(Exception):
    """Somebody else took a step meanwhile; look again."""


class AreaElsewhere(Exception):
    """The grid or the person belongs to another community than the lead."""


class SameCommunity(Exception):
    """The lead is this community's already."""


@transaction.atomic
def assign_lead(*, lead: Lead, area: AreaCode, worker: UUID | None, by: Viewer, now: datetime) -> None:
    """Give a lead to a grid of its community, or to one worker of it; its open duty goes along.

    Raises AreaElsewhere, StepNotAllowed, LeadMovedOn.
    """
    if not AreaCode(lead.community).contains(area):
        raise AreaElsewhere(area)
    step = step_of(move=Move.ASSIGN, from_=State(lead.state))
    check_guard(step=step, named=str(worker or area))
    take_step(lead, step, by, now, about=str(worker or area), area=area, assigned_to=worker)
    reassign_duties(county=lead.county, kind=KIND_LEAD, subjects=[lead.pk], area=area)


@transaction.atomic
def mark_found(*, lead: Lead, person: Person, by: Viewer, now: datetime) -> None:
    """Join a lead to a person of the community's register; `person` comes from a viewer's query or was registered now.

    Raises AreaElsewhere, StepNotAllowed, LeadMovedOn.
    """
    if person.community != lead.community:
        raise AreaElsewhere(person.pk)
    step = step_of(move=Move.FIND, from_=State(lead.state))
    check_guard(step=step, named=str(person.pk))
    take_step(lead, step, by, now, about=str(person.pk), person_id=person.pk, found_at=now)
    answer_duty(lead, Duty.Outcome.DONE, person.pk, now)


@transaction.atomic
def recognise_person(*, lead: Lead, person: Person, by: Viewer, now: datetime) -> None:
    """Say that a person who is known already is whom the lead means; the list is kept as one more source of the person.

    Raises AreaElsewhere, StepNotAllowed, LeadMovedOn.
    """
    mark_found(lead=lead, person=person, by=by, now=now)
    kind = SourceKind.NEIGHBOUR if lead.source == Source.TIP else SourceKind.UPPER_LIST
    source = NewSource(person=person, kind=kind, reference=lead.list.name)
    add_sources(community=AreaCode(lead.community), sources=[source], by=by, now=now)


@transaction.atomic
def hand_on(*, lead: Lead, community: AreaCode, reason: str, by: Viewer, now: datetime) -> None:
    """Ask another community to take a lead; until it accepts, this one stays responsible and the hours run on.

    Raises SameCommunity, NotACommunity, StepNotAllowed, LeadMovedOn.
    """
    if community == lead.community:
        raise SameCommunity(community)
    place = area_open(code=community)
    if place is None or place.level != Level.COMMUNITY:
        raise NotACommunity(community)
    step = step_of(move=Move.HAND_ON, from_=State(lead.state))
    check_guard(step=step, community=community)
    take_step(lead, step, by, now, note=reason, about=community, asked_community=community)


@transaction.atomic
def withdraw_lead(*, lead: Lead, by: Viewer, now: datetime) -> None:
    """Take the question back before it is answered. Raises StepNotAllowed, LeadMovedOn."""
    step = step_of(move=Move.WITHDRAW, from_=State(lead.state))
    take_step(lead, step, by, now, about=lead.asked_community, **_with_the_secretary(lead.community))
    reassign_duties(county=lead.county, kind=KIND_LEAD, subjects=[lead.pk], area=lead.community)


@transaction.atomic
def accept_lead(*, lead: Lead, by: Viewer, now: datetime) -> None:
    """Take a lead over: from this moment it is the asked community's, with its history and its hour as they are.

    Raises StepNotAllowed, LeadMovedOn.
    """
    step = step_of(move=Move.ACCEPT, from_=State(lead.state))
    to = AreaCode(lead.asked_community)
    answer_duty(lead, Duty.Outcome.NOT_NEEDED, lead.pk, now)
    take_step(
        lead,
        step,
        by,
        now,
        about=to,
        county=to.county,
        community=to,
        turn=lead.turn + 1,
        **_with_the_secretary(to),
    )
    open_duty(leads=[lead])


@transaction.atomic
def refuse_lead(*, lead: Lead, reason: str, by: Viewer, now: datetime) -> None:
    """Send a lead back with a reason; it lies with the secretary of the sender again.

    Raises StepNeeds, StepNotAllowed, LeadMovedOn.
    """
    step = step_of(move=Move.REFUSE, from_=State(lead.state))
    check_guard(step=step, reason=reason)
    take_step(
        lead, step, by, now, note=reason, about=lead.asked_community, **_with_the_secretary(lead.community)
    )
    reassign_duties(county=lead.county, kind=KIND_LEAD, subjects=[lead.pk], area=lead.community)


@transaction.atomic
def close_lead(
    *, lead: Lead, move: Move, reason: str, tried: Sequence[Try] = (), by: Viewer, now: datetime
) -> None:
    """Close a lead without a person: SAY_NOT_EXISTING with a reason, GIVE_UP with what was tried.

    Raises StepNeeds, StepNotAllowed, LeadMovedOn.
    """
    step = step_of(move=move, from_=State(lead.state))
    check_guard(step=step, reason=reason, tried=tried)
    take_step(lead, step, by, now, note=reason, tried=tried)
    answer_duty(lead, Duty.Outcome.DONE, lead.pk, now)


@transaction.atomic
def reopen_lead(*, lead: Lead, reason: str, by: Viewer, now: datetime) -> None:
    """Open a closed lead again with a reason; it has a new hour, while the time to find counts from receipt still.

    Raises StepNeeds, StepNotAllowed, LeadMovedOn; the last too where the lead's identity was removed, so that there is
    nobody to look for.
    """
    step = step_of(move=Move.REOPEN, from_=State(lead.state))
    check_guard(step=step, reason=reason)
    if not (lead.name or lead.id_digest or lead.phone_digest):
        raise LeadMovedOn(lead.pk)
    take_step(
        lead,
        step,
        by,
        now,
        note=reason,
        person_id=None,
        found_at=None,
        due_at=due_from(source=lead.source, now=now),
        turn=lead.turn + 1,
        **_with_the_secretary(lead.community),
    )
    open_duty(leads=[lead])


def _with_the_secretary(community: str) -> dict[str, Any]:
    return {"area": community, "assigned_to": None, "asked_community": ""}


def take_step(
    lead: Lead,
    step: Step,
    by: Viewer,
    now: datetime,
    *,
    note: str = "",
    about: str = "",
    tried: Sequence[Try] = (),
    changed: Sequence[tuple[str, str, str]] = (),
    **changes: Any,
) -> None:
    """Change the lead as it was seen, or raise LeadMovedOn; keep the event and the audit row."""
    as_seen = Lead.objects.filter(
        pk=lead.pk, state=step.from_, community=lead.community, asked_community=lead.asked_community
    )
    if not as_seen.filter(turn=lead.turn).update(state=step.to, **changes):
        raise LeadMovedOn(lead.pk)
    LeadEvent.objects.create(
        lead=lead,
        county=lead.county,
        community=lead.community,
        what=step.move,
        at=now,
        by=by.user_id,
        from_state=step.from_,
        to_state=step.to,
        note=note.strip(),
        tried=[{"how": one.how, "at": one.at.isoformat(), "note": one.note} for one in tried],
        changed=[list(one) for one in changed],
        about=about,
    )
    write_event(
        action=f"lead.{step.move.value.lower()}",
        area=lead.area,
        by=by.user_id,
        now=now,
        subject=lead.pk,
        changed={"from": step.from_, "to": step.to, "about": about},
    )
    lead.refresh_from_db()


def answer_duty(lead: Lead, outcome: str, fact: UUID, now: datetime) -> None:
    """Answer the duty of a lead's turn."""
    answer = Discharge(
        subject=lead.pk,
        slot_on=day_of(lead.due_at),
        session=session_of(lead),
        outcome=outcome,
        fact_id=fact,
    )
    discharge_duties(county=lead.county, kind=KIND_LEAD, discharges=[answer], now=now)
