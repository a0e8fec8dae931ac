"""Leads come in: a list of hundreds or one tip, each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction

from linli.areas.queries import area_open
from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import Slot, Subject, open_duties
from linli.ids import new_id
from linli.sealing.seals import digest, seal
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows
from linli.tracing.commands.retold import add_what_is_new, first_told
from linli.tracing.models import Lead, LeadDeadline, LeadEvent, LeadList
from linli.tracing.rules import KIND_LEAD, OPEN, RECEIVED, Source, State, is_enough


@dataclass(frozen=True)
class NewLead:
    """Somebody told of, as far as known. `id_number` and `phone` are cleaned and checked already, or ''."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    born_on: date | None = None
    origin: str = ""
    note: str = ""


class Outcome(StrEnum):
    """What became of one entry of a list."""

    NEW = "NEW"
    DUPLICATE = "DUPLICATE"  # the same list has told of this person before


@dataclass(frozen=True)
class Received:
    """One answer of a batch: the lead, or the one that was there."""

    outcome: Outcome
    lead: Lead


class NotEnoughKnown(Exception):
    """Without name, ID number and phone nobody can be looked for; nothing was written."""


class NotACommunity(Exception):
    """Leads go to an open community."""


@transaction.atomic
def receive_leads(
    *,
    community: AreaCode,
    source: Source,
    list_name: str,
    entries: Sequence[NewLead],
    by: Viewer,
    now: datetime,
) -> list[Received]:
    """Make leads of a community, answered entry by entry in order; a handful of statements however many.

    The same person, or the same line, told again by the same list (source and name, whoever handed it in, whichever
    community traces the lead by now) is a DUPLICATE; who only may be the same is a lead of its own. Tips have no list of
    a name: then only what is still open counts. What was taken back was told by nobody. Each new lead opens its duty.
    Raises NotEnoughKnown, NotACommunity.
    """
    list_ = open_list(community=community, source=source, list_name=list_name, by=by, now=now)
    return receive_into(list_=list_, entries=entries, by=by, now=now)


@transaction.atomic
def receive_into(*, list_: LeadList, entries: Sequence[NewLead], by: Viewer, now: datetime) -> list[Received]:
    """Make leads of a list that stands already; as `receive_leads`. Raises NotEnoughKnown."""
    if not all(is_enough(name=e.name, id_number=e.id_number, phone=e.phone) for e in entries):
        raise NotEnoughKnown
    due_at = due_from(source=list_.source, now=now)
    leads = [_lead(list_, entry, now, due_at) for entry in entries]
    first = first_told(before=_told_before(list_), leads=leads)
    told = list(zip(leads, first, strict=True))
    add_what_is_new(told=[(before, lead) for lead, before in told if before is not lead], by=by, now=now)
    new = [lead for lead, before in told if before is lead]
    if new:
        _keep(AreaCode(list_.community), new, by, now)
    return [Received(Outcome.NEW if before is lead else Outcome.DUPLICATE, before) for lead, before in told]


def open_list(*, community: AreaCode, source: Source, list_name: str, by: Viewer, now: datetime) -> LeadList:
    """Return the list of a name that somebody hands to a community, made where it is new. Raises NotACommunity."""
    place = area_open(code=community)
    if place is None or place.level != Level.COMMUNITY:
        raise NotACommunity(community)
    return LeadList.objects.get_or_create(
        community=community,
        source=source,
        name=list_name.strip(),
        by=by.user_id,
        defaults={"county": community.county, "received_at": now},
    )[0]


def due_from(*, source: str, now: datetime) -> datetime:
    """Return by when a lead of a source is to be found; a row of the table says after how many hours."""
    return now + timedelta(hours=LeadDeadline.objects.get(pk=source).hours)


def open_duty(*, leads: Sequence[Lead]) -> None:
    """Open the duties of leads of one county, one due moment and one turn. Call it inside a transaction."""
    first = leads[0]
    slot = Slot(
        slot_on=day_of(first.due_at),
        session=session_of(first),
        opens_at=first.received_at,
        due_at=first.due_at,
        overdue_at=first.due_at,  # the deadline is the end: no grace after it
    )
    subjects = [
        Subject(id=lead.pk, area=lead.area, last_on=slot.slot_on, from_=lead.received_at) for lead in leads
    ]
    open_duties(county=first.county, kind=KIND_LEAD, subjects=subjects, slots=[slot])


def session_of(lead: Lead) -> str:
    """Return the name of a lead's duty of this turn: a lead opened again has a duty of its own."""
    return f"L{lead.turn}"


def _told_before(list_: LeadList) -> list[Lead]:
    rows = Lead.objects.filter(
        list__community=list_.community, list__source=list_.source, list__name=list_.name
    )
    return list(rows.exclude(state=State.TAKEN_BACK) if list_.name else rows.filter(state__in=OPEN))


def _lead(list_: LeadList, entry: NewLead, now: datetime, due_at: datetime) -> Lead:
    return Lead(
        id=new_id(),
        county=list_.county,
        community=list_.community,
        area=list_.community,
        list=list_,
        source=list_.source,
        name=entry.name,
        id_sealed=seal(entry.id_number),
        id_digest=digest(entry.id_number),
        phone_sealed=seal(entry.phone),
        phone_digest=digest(entry.phone),
        born_on=entry.born_on,
        origin=entry.origin,
        note=entry.note,
        received_at=now,
        due_at=due_at,
    )


def _keep(community: AreaCode, leads: list[Lead], by: Viewer, now: datetime) -> None:
    insert_rows(leads)
    insert_rows(
        LeadEvent(
            id=new_id(),
            lead=lead,
            county=lead.county,
            community=lead.community,
            what=RECEIVED,
            at=now,
            by=by.user_id,
            to_state=State.NEW,
        )
        for lead in leads
    )
    open_duty(leads=leads)
    write_event(
        action="lead.received",
        area=community,
        by=by.user_id,
        now=now,
        subject=leads[0].pk if len(leads) == 1 else None,
        changed={"leads": [str(lead.pk) for lead in leads], "source": leads[0].source},
    )
