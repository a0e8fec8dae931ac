"""Emergencies that a worker raised at a door."""

from typing import Annotated, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints

from linli.areas.rules import AreaCode
from linli.emergencies.commands import (
    EmergencyIdReused,
    EmergencyInFuture,
    NewEmergency,
    raise_emergency,
)
from linli.emergencies.rules import EmergencyKind
from linli.messages import (
    FUTURE,
    ID_REUSED,
    NOT_YOURS,
    Answer,
    Area,
    Message,
    MessageKind,
    Refused,
    Short,
    Strict,
)
from linli.people.models import Household, Person
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import may_at


class Emergency(Strict):
    """Something that the community and those above must know at once."""

    emergency_kind: Short
    words: Annotated[str, StringConstraints(max_length=500)] = ""
    people: int | None = Field(default=None, ge=0, le=100_000)
    household: UUID | None = None
    person: UUID | None = None
    grid: Area


def place_of_emergency(*, message: Message) -> str:
    """Return the place that an emergency names."""
    return str(message.data.grid)


def take_emergency(*, message: Message) -> Answer:
    """Raise an emergency. A kind that nobody knows is kept as another one: it must not be lost. Raises Refused."""
    told = message.data
    if not may_at(viewer=message.reach, action=Action.RAISE_EMERGENCY, area=told.grid):
        raise Refused(NOT_YOURS)
    mine = in_scope(viewer=message.reach, action=Action.RAISE_EMERGENCY)
    known = told.emergency_kind in {*EmergencyKind}
    new = NewEmergency(
        id=message.id,
        area=AreaCode(told.grid),
        kind=EmergencyKind(told.emergency_kind) if known else EmergencyKind.OTHER,
        found_at=message.claimed_at,
        words=told.words,
        people=told.people,
        person=told.person if Person.objects.filter(mine, pk=told.person).exists() else None,
        household=told.household if Household.objects.filter(mine, pk=told.household).exists() else None,
    )
    try:
        raise_emergency(new=new, by=message.by, now=message.now)
    except EmergencyIdReused as error:
        raise Refused(ID_REUSED) from error
    except EmergencyInFuture as error:
        raise Refused(FUTURE) from error
    return {"status": "ok"}


EMERGENCY: Final = MessageKind(
    code="emergency",
    words=_("紧急情况"),
    shape=Emergency,
    right=Action.RAISE_EMERGENCY,
    place=place_of_emergency,
    take=take_emergency,
    cannot_wait=True,
)
