"""What events say, held against their digests before anybody believes it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import Final
from uuid import UUID

from django.conf import settings

from linli.audit.models import AuditEvent
from linli.audit.rules import NOTED, Head, Written, digest
from linli.stream.guard import national
from linli.stream.tables import county_of

_SAID: Final = [field.name for field in fields(Written)]


def written_in(*, row: AuditEvent) -> Written:
    """Return what an event says."""
    return Written(**{name: getattr(row, name) for name in _SAID})


def said_of(*, area: str, actions: Collection[str]) -> dict[UUID, Mapping[str, object]]:
    """Return what the events of some acts in an area say, by subject; the newest of each. One statement.

    An event that is not what Linli wrote is none.
    """
    rows = AuditEvent.objects.filter(county=county_of(area), area=area, action__in=actions).order_by("id")
    return {row.subject: row.changed for row in rows if row.subject and _is_true(row)}


def heads_noted_above() -> Iterator[tuple[str, Head]]:
    """Yield where counties' chains ended, as the chains of the areas above them hold it."""
    with national("the ends of all chains are noted in others"):
        for row in AuditEvent.objects.filter(action=NOTED).iterator():
            if _is_true(row):
                said = row.changed
                yield said["county"], Head(said["position"], said["link"])


def _is_true(row: AuditEvent) -> bool:
    return row.digest == digest(key=settings.AUDIT_KEY, written=written_in(row=row))
