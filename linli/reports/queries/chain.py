"""Chains of sealed reports: what each seal holds, and what is wrong with them now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.audit.queries.told import said_of
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries.daily import digest_of, is_community
from linli.reports.registers import COLUMNS
from linli.reports.rules import PLAIN_SEAL, Window
from linli.reports.rules.chain import Fault, Link, differing, faults_of, says_what_was_sealed, told
from linli.reports.rules.forms import FORM, SEALED_WITH_COLUMNS, SEALED_WITH_HOURS, lines_of
from linli.staff.queries import names_of

# The acts that seal a report; their events hold its hash under this word.
SEALED_BY: Final = ("report.sealed", "report.corrected")
HASH: Final = "hash"


@dataclass(frozen=True)
class Broken:
    """A link that does not hold: a report of an area and day, or one that is no longer there."""

    area: str
    day: date
    version: int
    report: UUID
    fault: Fault


def content_of(*, report: Report) -> dict[str, object]:
    """Return what a report's hash is made of: from version 2 of the form on the hours too, from 3 its columns and lines.

    Under a seal with a key also which seal it is, and where the county's audit ended.
    """
    content: dict[str, object] = {
        "area": report.area,
        "form": report.form,
        "form_version": report.form_version,
        "day": report.day.isoformat(),
        "version": report.version,
        "from_at": told(report.from_at),
        "as_of": told(report.as_of),
        "figures": report.figures,
        "rows_digest": report.rows_digest,
        "sealed_at": told(report.sealed_at),
        "sealed_by": str(report.sealed_by),
        "reason": report.reason,
    }
    if report.form_version >= SEALED_WITH_HOURS:
        content |= {
            "id": str(report.pk),
            "county": report.county,
            "due_at": told(report.due_at),
            "late_after": told(report.late_after),
            "closes_at": told(report.closes_at),
            "first_sealed_at": told(report.first_sealed_at),
        }
    if report.form_version >= SEALED_WITH_COLUMNS:
        content |= {"left_out": report.left_out, "lines": report.lines}
    if report.seal_version != PLAIN_SEAL:
        content |= {"seal_version": report.seal_version, "audit_head": report.audit_head}
    return content


def reports_in(*, area: AreaCode | None) -> int:
    """Return how many sealed reports stand in an area and below; without an area, everywhere."""
    return Report.objects.filter(_within(area, "area")).count()


def broken_in(*, area: AreaCode | None) -> Iterator[Broken]:
    """Yield every link that does not hold, of the chains of an area and all below it, chain by chain.

    Without an area, of every row, also of one whose area or form is none that is known. Then what the level above
    holds of reports that are no longer there.
    """
    received = {row.report: row for row in ReceivedHash.objects.filter(_within(area, "of_area"))}
    rows = Report.objects.filter(_within(area, "area")).order_by("area", "form", "sealed_at", "version")
    for _, reports in groupby(rows.iterator(), key=lambda report: (report.area, report.form)):
        chain = list(reports)
        newest = _newest_versions(chain)
        events = _hashes_told(chain[0].area)
        links = [_link(report, received, events, is_newest=report.pk in newest) for report in chain]
        known = {report.pk: report for report in chain}
        for pk, fault in faults_of(chain=links, key=settings.AUDIT_KEY):
            yield Broken(known[pk].area, known[pk].day, known[pk].version, pk, fault)
        for pk in known:
            received.pop(pk, None)
    for gone in sorted(received.values(), key=lambda row: (row.of_area, row.day, row.version)):
        yield Broken(gone.of_area, gone.day, gone.version, gone.report, Fault.RECEIVED)


def broken_on(*, community: AreaCode, day: date) -> Iterator[Broken]:
    """Yield every link of a community's day that does not hold; rows are counted again for that day only."""
    received = {row.report: row for row in ReceivedHash.objects.filter(of_area=community)}
    chain = list(Report.objects.filter(area=community, form=FORM).order_by("sealed_at", "version"))
    newest = _newest_versions(chain)
    events = _hashes_told(community)
    links = [
        _link(report, received, events, is_newest=report.day == day and report.pk in newest)
        for report in chain
    ]
    known = {report.pk: report for report in chain}
    for pk, fault in faults_of(chain=links, key=settings.AUDIT_KEY):
        if known[pk].day == day:
            yield Broken(community, day, known[pk].version, pk, fault)
    for row in sorted(received.values(), key=lambda row: row.version):
        if row.day == day and row.report not in known:
            yield Broken(community, day, row.version, row.report, Fault.RECEIVED)


def _within(area: AreaCode | None, field: str) -> Q:
    if area is None:
        return Q()
    from_, until = area.range
    return Q(**{f"{field}__gte": from_, f"{field}__lt": until})


def _newest_versions(chain: list[Report]) -> set[UUID]:
    newest = {report.day: report.pk for report in chain if report.withdrawn_at is None}
    return set(newest.values())


def _hashes_told(area: str) -> dict[UUID, str]:
    """Return the hash that the event of each seal of an area holds, by report; '' where it holds none."""
    return {report: str(said.get(HASH, "")) for report, said in said_of(area=area, actions=SEALED_BY).items()}


def _link(
    report: Report, received: Mapping[UUID, ReceivedHash], events: Mapping[UUID, str], *, is_newest: bool
) -> Link:
    held = received.get(report.pk)
    link = Link(
        id=report.pk,
        content=content_of(report=report),
        hash=report.hash,
        previous_hash=report.previous_hash,
        rows_digest=report.rows_digest,
        rows=None,
        received_hash=held.hash if held else None,
        seal_version=report.seal_version,
        event_hash=events.get(report.pk),
    )
    # Where it does not say what was sealed, the rows to count again cannot be told either. A sum is made of the
    # newest versions below it: an older one cannot be counted again.
    if is_newest and says_what_was_sealed(link=link, key=settings.AUDIT_KEY):
        return replace(link, rows=_rows_now(report))
    return link


def _rows_now(report: Report) -> str | None:
    area = AreaCode(report.area)
    if not is_community(area):
        # What came from below later changes no seal above; the communities' own chains are walked.
        return None
    lines = lines_of(version=report.form_version, named=report.lines)
    return digest_of(area=area, covered=Window(report.from_at, report.as_of), lines=lines)


@dataclass(frozen=True)
class Version:
    """A sealed version of a day's report, with the columns that differ from the one before: before and now."""

    report: Report
    signer: str
    changed: tuple[tuple[str, int | None, int | None], ...]


def versions_of(*, reports: Sequence[Report]) -> list[Version]:
    """Return the sealed versions of an area's day with their signers, the newest first; `reports`: the oldest first."""
    names = names_of(ids={row.sealed_by for row in reports}) if reports else {}
    told_versions = []
    for place, row in enumerate(reports):
        before = reports[place - 1].figures if place else row.figures
        # How many communities had reported differs too, and is no column.
        keys = [key for key in differing(one=before, other=row.figures) if key in COLUMNS]
        changed = tuple((key, before.get(key), row.figures[key]) for key in keys)
        told_versions.append(Version(row, names.get(row.sealed_by, ""), changed))
    return told_versions[::-1]
