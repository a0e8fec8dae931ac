"""Calls, visits and needs that a worker noted at a door."""

from datetime import datetime
from typing import Any

from linli.field.operations import Operation
from linli.field.refusals import Refused
from linli.people.commands import ContactIdReused, ContactInFuture, ContactTooEarly, NewContact, log_contact
from linli.people.models import Person
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def take_contact(*, operation: Operation, by: Viewer, reach: Viewer, now: datetime) -> dict[str, Any]:
    """Write down a contact. A note says why it was before the time that the family asked for. Raises Refused."""
    told = operation.data
    mine = in_scope(viewer=reach, action=Action.RECORD_CHECK)
    person = Person.objects.filter(mine, pk=told.person, identity_removed_at=None).first()
    if person is None:
        raise Refused("not_yours")
    new = NewContact(
        id=operation.id,
        way=told.way,
        purpose=told.purpose,
        outcome=told.outcome,
        at=operation.claimed_at,
        note=told.note,
        early_reason=told.note,
    )
    try:
        log_contact(person=person, new=new, by=by, now=now)
    except ContactIdReused as error:
        raise Refused("id_reused") from error
    except ContactInFuture as error:
        raise Refused("future") from error
    except ContactTooEarly as error:
        raise Refused("too_early") from error
    return {"status": "ok"}
