"""Who looked at somebody's numbers, or took them away in a list, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from linli.audit.models import AuditEvent
from linli.people.models import Person
from linli.staff.queries import names_of

REVEALED: Final = "identity.revealed"
EXPORTED: Final = "identity.exported"


@dataclass(frozen=True)
class Look:
    """One time that somebody read a person's numbers in clear, or took the person away in a list.

    copy: number of the copy taken away, '' for a look on a page; numbers: as the list held them, '' for none.
    """

    at: datetime
    by: str
    reason: str
    copy: str = ""
    numbers: str = "CLEAR"


def looks_at(*, person: Person, counties: Collection[str]) -> list[Look]:
    """Return every look at a person and at entries joined to them, and every list that held them, newest first.

    counties: where the person ever was; events lie by county. Three statements however many looks.
    """
    entries: list[UUID] = [person.pk, *person.joined.values_list("pk", flat=True)]
    events = list(
        AuditEvent.objects.filter(
            county__in=counties, subject__in=entries, action__in=[REVEALED, EXPORTED]
        ).order_by("-at", "-id")
    )
    names = names_of(ids={event.actor_id for event in events if event.actor_id})
    return [
        Look(
            at=event.at,
            by=names.get(event.actor_id, "") if event.actor_id else "",
            reason=event.changed["reason"],
            copy=event.changed.get("copy", ""),
            numbers=event.changed.get("numbers", "CLEAR"),
        )
        for event in events
    ]
