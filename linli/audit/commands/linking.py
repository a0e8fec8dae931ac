"""Linking events into their county's chain, by the hundred, apart from the acts that wrote them."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from linli.audit.models import AuditEvent, AuditHead
from linli.audit.queries import counties_waiting
from linli.audit.rules import link

# Events linked in one transaction: it holds the chain's end for some milliseconds.
EVENTS_A_BATCH: Final = 500


class _Place(NamedTuple):
    """An event's place in the chain."""

    event: UUID
    position: int
    link: str


def link_waiting() -> int:
    """Link what waits in every county, and return how many events that were."""
    return sum(_link_all(county) for county in counties_waiting())


def _link_all(county: str) -> int:
    total = linked = link_events(county=county)
    while linked == EVENTS_A_BATCH:
        linked = link_events(county=county)
        total += linked
    return total


@transaction.atomic
def link_events(*, county: str) -> int:
    """Link up to EVENTS_A_BATCH of a county's events that wait, oldest first, and return how many there were.

    Under a lock on the chain's end, so two that link one county wait for one another. An act that commits later with an
    earlier id gets its place behind what is linked already: the chain's order is that of linking.
    """
    head = _locked_end(county)
    waiting = AuditEvent.objects.filter(county=county, position=None).order_by("id")
    places: list[_Place] = []
    for event, digest in waiting.values_list("id", "digest")[:EVENTS_A_BATCH]:
        head.position += 1
        head.link = link(key=settings.AUDIT_KEY, previous=head.link, position=head.position, digest=digest)
        places.append(_Place(event, head.position, head.link))
    if places:
        _write_places(county, places)
        head.save(update_fields=["position", "link"])
    return len(places)


def _locked_end(county: str) -> AuditHead:
    """Return the end of a county's chain, locked; a county's first event makes it."""
    ends = AuditHead.objects.select_for_update().filter(county=county)
    if head := ends.first():
        return head
    AuditHead.objects.bulk_create([AuditHead(county=county)], ignore_conflicts=True)
    return ends.get()


def _write_places(county: str, places: Sequence[_Place]) -> None:
    """Write places in one statement: arrays on PostgreSQL, one prepared UPDATE on SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "UPDATE audit_auditevent AS event SET position = place.position, link = place.link"
                " FROM unnest(%s::uuid[], %s::bigint[], %s::text[]) AS place (id, position, link)"
                " WHERE event.county = %s AND event.id = place.id",
                [
                    [place.event for place in places],
                    [place.position for place in places],
                    [place.link for place in places],
                    county,
                ],
            )
        else:
            cursor.executemany(
                "UPDATE audit_auditevent SET position = %s, link = %s WHERE county = %s AND id = %s",
                [(place.position, place.link, county, place.event.hex) for place in places],
            )
