"""An emergency raised: it stands at every level at once, and the clock begins to run."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.clock import is_in_future
from linli.emergencies.commands.climbing import tell_due, tell_own
from linli.emergencies.commands.steps import note
from linli.emergencies.models import Emergency, EmergencyLevel
from linli.emergencies.queries import levels_of
from linli.emergencies.rules import LEVELS, EmergencyKind, due_of, office_of
from linli.staff.rules import Viewer


class EmergencyIdReused(Exception):
    """The id already names a different emergency; nothing was written."""


class EmergencyInFuture(Exception):
    """The emergency claims a moment that has not come."""


@dataclass(frozen=True)
class NewEmergency:
    """An emergency as told. area: the grid or community where it happened; found_at: by our clock."""

    id: UUID
    area: AreaCode
    kind: EmergencyKind
    found_at: datetime
    words: str = ""
    people: int | None = None
    person: UUID | None = None
    household: UUID | None = None


@transaction.atomic
def raise_emergency(*, new: NewEmergency, by: Viewer, now: datetime) -> Emergency:
    """Raise an emergency; its clocks run from our receipt. The same again is returned as it stands.

    The level of whoever raises it knows by the report itself. Raises EmergencyIdReused, EmergencyInFuture; nothing is written
    then.
    """
    said = {
        "area": new.area,
        "kind": new.kind,
        "words": new.words.strip(),
        "people": new.people,
        "person": new.person,
        "household": new.household,
    }
    known = Emergency.objects.filter(pk=new.id).first()
    if known is not None:
        if any(getattr(known, name) != value for name, value in said.items()):
            raise EmergencyIdReused(new.id)
        return known
    if is_in_future(at=new.found_at, now=now):
        raise EmergencyInFuture(new.found_at)
    emergency = Emergency.objects.create(
        id=new.id,
        county=new.area.county,
        community=new.area.community,
        found_at=new.found_at,
        received_at=now,
        by=by.user_id,
        **said,
    )
    own = levels_of(viewer=by, area=new.area)
    EmergencyLevel.objects.bulk_create(
        EmergencyLevel(
            emergency=emergency,
            level=level,
            area=office_of(level=level, area=new.area),
            due_at=due_of(level=level, raised_at=now),
            waiting=level not in own,
            acknowledged_at=now if level in own else None,
            acknowledged_by=by.user_id if level in own else None,
        )
        for level in LEVELS
    )
    tell_due(emergency=emergency, now=now)
    tell_own(emergency=emergency, now=now)
    note(emergency=emergency, action="emergency.raised", by=by, now=now, what=new.kind)
    return emergency
