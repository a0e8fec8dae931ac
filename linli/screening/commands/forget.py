"""Names and telephones of a list removed; the doors stay."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.people.models import Person
from linli.screening.commands.base import NotYourDoors
from linli.screening.models import Door, DoorList
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


@transaction.atomic
def clear_names(*, community: AreaCode, by: Viewer, now: datetime) -> int:
    """Remove every name and telephone of the community's lists for good; return of how many doors.

    Raises NotYourDoors.
    """
    if not may_at(viewer=by, action=Action.KEEP_DOORS, area=community):
        raise NotYourDoors(community)
    DoorList.objects.filter(community=community).update(told_sealed=b"")
    cleared = Door.objects.filter(community=community).update(head="", phone_sealed=b"")
    write_event(
        action="screening.names_cleared", area=community, by=by.user_id, now=now, changed={"doors": cleared}
    )
    return cleared


def forget_doors_of(*, people: Collection[UUID]) -> None:
    """Remove what lists tell of the doors of people. One statement. Call it inside a transaction."""
    homes = Person.objects.filter(pk__in=people).values("household")
    Door.objects.filter(household__in=homes).update(head="", phone_sealed=b"")
