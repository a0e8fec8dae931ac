"""Writes of venues. One command, one transaction: rows, duties, audit."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from linli.venues.models import Inspection, Venue
from linli.venues.rules import KIND_VENUE, due_of

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of, moment
from linli.duties.commands import Discharge, Slot, Subject, discharge_duties, open_duties
from linli.staff.rules import Viewer


@transaction.atomic
def suspend_venue(*, area: AreaCode, name: str, by: Viewer, now: datetime) -> Venue:
    """Enter a venue that is closed from now on, and open today's look at it."""
    county, day = area.county, day_of(now)
    assert county is not None
    venue = Venue.objects.create(
        county=county, community=area.community, area=area, name=name, suspended_at=now
    )
    due_at = due_of(day=day)
    slot = Slot(slot_on=day, session="DAY", opens_at=moment(day, time.min), due_at=due_at, overdue_at=due_at)
    subject = Subject(id=venue.pk, area=area, last_on=day, from_=moment(day, time.min))
    open_duties(county=county, kind=KIND_VENUE, subjects=[subject], slots=[slot])
    write_event(action="venue.suspended", area=area, by=by.user_id, now=now, subject=venue.pk)
    return venue


@dataclass(frozen=True)
class NewInspection:
    """One look as told. id: made by the sender."""

    id: UUID
    venue: Venue
    found_open: bool
    at: datetime
    note: str = ""


@transaction.atomic
def inspect_venue(*, new: NewInspection, by: Viewer, now: datetime) -> Inspection:
    """Write down one look; it answers the day's duty. The same again changes nothing."""
    venue = new.venue
    told = {"venue": venue, "found_open": new.found_open, "note": new.note, "at": new.at}
    place = {"county": venue.county, "community": venue.community, "area": venue.area}
    row, _made = Inspection.objects.get_or_create(
        id=new.id, defaults={**told, **place, "received_at": now, "by": by.user_id}
    )
    answer = Discharge(
        subject=venue.pk, slot_on=day_of(new.at), session="DAY", outcome="DONE", fact_id=row.pk
    )
    discharge_duties(county=venue.county, kind=KIND_VENUE, discharges=[answer], now=now)
    write_event(action="venue.inspected", area=venue.area, by=by.user_id, now=now, subject=venue.pk)
    return row
