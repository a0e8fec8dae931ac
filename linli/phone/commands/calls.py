"""Calls, visits and needs that a worker noted at a door."""

from datetime import datetime
from typing import Any

from linli.people.commands import CallIdReused, CallInFuture, CallTooEarly, NewCall, log_call
from linli.people.models import Person
from linli.phone.operations import Operation
from linli.phone.refusals import Refused
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def take_call(*, operation: Operation, by: Viewer, reach: Viewer, now: datetime) -> dict[str, Any]:
    """Write down a call. A note says why it was before the time that the family asked for. Raises Refused."""
    told = operation.data
    mine = in_scope(viewer=reach, action=Action.RECORD_CHECK)
    person = Person.objects.filter(mine, pk=told.person, identity_removed_at=None).first()
    if person is None:
        raise Refused("not_yours")
    new = NewCall(
        id=operation.id,
        way=told.way,
        purpose=told.purpose,
        outcome=told.outcome,
        at=operation.claimed_at,
        note=told.note,
        early_reason=told.note,
    )
    try:
        log_call(person=person, new=new, by=by, now=now)
    except CallIdReused as error:
        raise Refused("id_reused") from error
    except CallInFuture as error:
        raise Refused("future") from error
    except CallTooEarly as error:
        raise Refused("too_early") from error
    return {"status": "ok"}
