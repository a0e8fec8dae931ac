"""Reads of the audit: whether its chain holds, and what waits to be linked into it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import F

from linli.audit.models import AuditAbout, AuditEvent, AuditHead
from linli.audit.rules import ABOUT, BEGINNING, Broken, Head, Linked, Written, faults
from linli.ids import made_at
from linli.stream.guard import national
from linli.stream.tables import county_of

_SAID = [field.name for field in fields(Written)]


# The beat links every few seconds; an event that waits longer says that it has stopped.
LINKED_WITHIN: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Waiting:
    """Events that are no link of a chain yet, and when the oldest was written; None where none waits."""

    count: int
    since: datetime | None


@dataclass(frozen=True)
class CountyChain:
    """How a county's chain stands: where it ends, which events wait for their link, and what does not hold."""

    county: str
    head: Head
    waiting: Waiting
    broken: Sequence[Broken]


def chains(*, noted: Mapping[str, Sequence[Head]]) -> Iterator[CountyChain]:
    """Walk the chain of every county that has events, and of those whose end was noted elsewhere."""
    with national("the whole audit is verified"):
        counties = set(AuditEvent.objects.values_list("county", flat=True).distinct())
    counties |= set(AuditHead.objects.values_list("county", flat=True)) | set(noted)
    for county in sorted(counties):
        yield chain_of(county=county, noted=noted.get(county, ()))


def chain_of(*, county: str, noted: Sequence[Head] = ()) -> CountyChain:
    """Walk one county's chain; its rows are streamed, never held together."""
    head = _head(county)
    rows = AuditEvent.objects.filter(county=county).order_by(F("position").asc(nulls_last=True), "id")
    broken = faults(
        key=settings.AUDIT_KEY,
        events=_linked(rows.iterator()),
        head=head,
        head_now=partial(_head, county),
        noted=noted,
    )
    return CountyChain(county, head, waiting_in(counties=[county]), broken)


def _head(county: str) -> Head:
    held = AuditHead.objects.filter(county=county).first()
    return Head(held.position, held.link) if held else Head(0, BEGINNING)


def _linked(rows: Iterator[AuditEvent]) -> Iterator[Linked]:
    for row in rows:
        written = Written(**{name: getattr(row, name) for name in _SAID})
        yield Linked(written, row.digest, row.position, row.link, _about(row) if ABOUT in row.changed else ())


def _about(row: AuditEvent) -> list[UUID]:
    rows = AuditAbout.objects.filter(county=row.county, event=row.id)
    return list(rows.values_list("subject", flat=True))


def counties_waiting() -> list[str]:
    """List the counties with events that wait for their link, in order; along an index of those events alone."""
    with national("which counties wait is asked over all of them"):
        waiting = AuditEvent.objects.filter(position=None)
        return list(waiting.order_by("county").values_list("county", flat=True).distinct())


def waiting_in(*, counties: Collection[str]) -> Waiting:
    """Return what waits for its link in counties. Two statements, one where nothing waits.

    An event's id tells when it was written; its `at` is the moment of the act, which may lie far back.
    """
    rows = AuditEvent.objects.filter(county__in=counties, position=None)
    oldest = rows.order_by("id").values_list("id", flat=True).first()
    return Waiting(rows.count(), made_at(oldest)) if oldest else Waiting(0, None)


def waiting_anywhere() -> Waiting:
    """Return what waits for its link in the whole database."""
    return waiting_in(counties=counties_waiting())


def stopped_in(*, areas: Collection[str], now: datetime) -> Waiting | None:
    """Return what waits in the counties of areas where it has waited longer than LINKED_WITHIN.

    None while linking goes on. Three statements, one where nothing waits.
    """
    keys = tuple({county_of(area) for area in areas})
    counties = [county for county in counties_waiting() if county.startswith(keys)]
    waiting = waiting_in(counties=counties) if counties else Waiting(0, None)
    return waiting if waiting.since and waiting.since <= now - LINKED_WITHIN else None
