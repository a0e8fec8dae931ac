"""Reads of the audit: whether its chain holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import F

from linli.audit.models import AuditAbout, AuditEvent, AuditHead
from linli.audit.rules import ABOUT, BEGINNING, Broken, Head, Linked, Written, faults
from linli.stream.guard import national

_SAID = [field.name for field in fields(Written)]


@dataclass(frozen=True)
class CountyChain:
    """How a county's chain stands: where it ends, how many events wait for their link, and what does not hold."""

    county: str
    head: Head
    waiting: int
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
    return CountyChain(county, head, rows.filter(position=None).count(), broken)


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
