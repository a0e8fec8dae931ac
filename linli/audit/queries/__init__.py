"""Reads of the audit: whether its chain holds, and what waits to be linked into it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import F

from linli.audit.models import AuditAbout, AuditEvent, AuditHead
from linli.audit.queries.told import heads_noted_above, written_in
from linli.audit.rules import ABOUT, BEGINNING, Broken, Fault, Head, Linked, faults
from linli.ids import made_at
from linli.stream.guard import national
from linli.stream.tables import county_of

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


def chains(*, noted: Iterable[tuple[str, Head]], peopled: Collection[str]) -> Iterator[CountyChain]:
    """Walk the chain of every county that has events, of those whose end was noted, here or elsewhere, and of the peopled.

    peopled: counties that have posts or rows, and therefore a chain; one that has none is GONE.
    """
    with national("the whole audit is verified"):
        counties = set(AuditEvent.objects.values_list("county", flat=True).distinct())
    counties |= set(AuditHead.objects.values_list("county", flat=True))
    known: dict[str, set[Head]] = defaultdict(set)
    for county, head in (*noted, *heads_noted_above()):
        known[county].add(head)
    for county in sorted(counties.union(known, peopled)):
        chain = chain_of(county=county, noted=known.get(county, ()))
        yield (
            replace(chain, broken=[Broken(0, Fault.GONE), *chain.broken]) if county not in counties else chain
        )


def chain_of(*, county: str, noted: Collection[Head] = ()) -> CountyChain:
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


def end_of(*, county: str) -> str:
    """Return where a county's chain ends now, POSITION:LINK; '' where nothing is linked. One statement."""
    head = _head(county)
    return str(head) if head.position else ""


def _head(county: str) -> Head:
    held = AuditHead.objects.filter(county=county).first()
    return Head(held.position, held.link) if held else Head(0, BEGINNING)


def _linked(rows: Iterator[AuditEvent]) -> Iterator[Linked]:
    for row in rows:
        yield Linked(
            written_in(row=row),
            row.digest,
            row.position,
            row.link,
            _about(row) if ABOUT in row.changed else (),
        )


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
