"""Emergencies that a worker raised at a door."""

from datetime import datetime
from typing import Any

from linli.areas.rules import AreaCode
from linli.emergencies.commands import (
    EmergencyIdReused,
    EmergencyInFuture,
    NewEmergency,
    raise_emergency,
)
from linli.emergencies.rules import EmergencyKind
from linli.people.models import Household, Person
from linli.phone.operations import Operation
from linli.phone.refusals import Refused
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


def take_emergency(*, operation: Operation, by: Viewer, reach: Viewer, now: datetime) -> dict[str, Any]:
    """Raise an emergency. A kind that nobody knows is kept as another one: it must not be lost. Raises Refused."""
    told = operation.data
    if not may_at(viewer=reach, action=Action.RAISE_EMERGENCY, area=told.grid):
        raise Refused("not_yours")
    mine = in_scope(viewer=reach, action=Action.RAISE_EMERGENCY)
    known = told.emergency_kind in {*EmergencyKind}
    new = NewEmergency(
        id=operation.id,
        area=AreaCode(told.grid),
        kind=EmergencyKind(told.emergency_kind) if known else EmergencyKind.OTHER,
        found_at=operation.claimed_at,
        words=told.words,
        people=told.people,
        person=told.person if Person.objects.filter(mine, pk=told.person).exists() else None,
        household=told.household if Household.objects.filter(mine, pk=told.household).exists() else None,
    )
    try:
        raise_emergency(new=new, by=by, now=now)
    except EmergencyIdReused as error:
        raise Refused("id_reused") from error
    except EmergencyInFuture as error:
        raise Refused("future") from error
    return {"status": "ok"}
