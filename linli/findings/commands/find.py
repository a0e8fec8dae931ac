"""Findings found: each written once, however often a day is looked through."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode, Level
from linli.findings.models import ReportFinding
from linli.findings.queries.contradictions import sum_in
from linli.findings.queries.evidence import found_in
from linli.findings.queries.found import Found
from linli.findings.rules.steps import judged_at
from linli.reports.queries.taking_part import expected_of


def find(*, areas: Sequence[AreaCode], day: date, now: datetime) -> int:
    """Look for what does not fit in areas' day; return how much is new. Found again it is left as it is.

    A community that was expected to report that day is held against its rows, its peers and the clinic; an area above against
    the reports below it. An area is read first and written then, in a transaction of its own: nobody who writes waits while
    we read.
    """
    communities = [area for area in areas if area.level is Level.COMMUNITY]
    expected = expected_of(areas=communities, on=day)
    looked_at = [area for area in areas if area in expected or area.level is not Level.COMMUNITY]
    return sum(_keep(area, day, list(_found(area, day, now)), now) for area in looked_at)


@transaction.atomic
def _keep(area: AreaCode, day: date, found: Sequence[Found], now: datetime) -> int:
    if not found:
        return 0
    rows = ReportFinding.objects.filter(area=area, day=day)
    before = rows.count()
    ReportFinding.objects.bulk_create(
        [
            ReportFinding(
                county=area.county,
                area=area,
                above=judged_at(area=area),
                day=day,
                kind=one.kind,
                key=one.key,
                said=one.said,
                evidence=list(one.evidence),
                found_at=now,
            )
            for one in found
        ],
        ignore_conflicts=True,
    )
    return rows.count() - before


def _found(area: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    if area.level is Level.COMMUNITY:
        return found_in(community=area, day=day, now=now)
    return sum_in(area=area, day=day)
