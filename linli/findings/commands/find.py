"""Findings found: each written once, however often a day is looked through; what is no longer so is closed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode, Level
from linli.findings.models import ReportFinding
from linli.findings.queries.contradictions import sum_in
from linli.findings.queries.evidence import found_in
from linli.findings.queries.found import Found
from linli.findings.rules import FindingKind
from linli.findings.rules.steps import MAY_CEASE, SETTLED, FindingState, judged_at, why_gone
from linli.reports.queries.taking_part import expected_of


def find(*, areas: Sequence[AreaCode], day: date, now: datetime) -> int:
    """Look for what does not fit in areas' day; return how much is new. Found again it is told as it stands now.

    A community that was expected to report that day is held against its rows, its peers and the clinic; an area above against
    the reports below it. An area is read first and written then, in a transaction of its own: nobody who writes waits while
    we read. What is no longer so is closed, with why; a report that was missing and came late is one finding, not two.
    """
    communities = [area for area in areas if area.level is Level.COMMUNITY]
    expected = expected_of(areas=communities, on=day)
    looked_at = [area for area in areas if area in expected or area.level is not Level.COMMUNITY]
    for area in communities:
        if area not in expected:
            _close(area, day, [], now, is_expected=False)
    return sum(_keep(area, day, list(_found(area, day, now)), now) for area in looked_at)


@transaction.atomic
def _keep(area: AreaCode, day: date, found: Sequence[Found], now: datetime) -> int:
    late = next((one for one in found if one.kind is FindingKind.LATE), None)
    if late:
        _came_late(area, day, late)
    _close(area, day, found, now, is_expected=True)
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


def _came_late(area: AreaCode, day: date, late: Found) -> None:
    """Let the finding of a report that was missing go on as that of its lateness: it was answered, or judged, once."""
    rows = ReportFinding.objects.filter(area=area, day=day)
    if not rows.filter(kind=FindingKind.LATE).exists():
        missing = rows.filter(kind=FindingKind.MISSING)
        missing.update(kind=FindingKind.LATE, said=late.said, evidence=list(late.evidence))


def _close(area: AreaCode, day: date, found: Sequence[Found], now: datetime, *, is_expected: bool) -> None:
    """Close what may cease to be so and was not found again; open again what was closed and is found; tell new numbers.

    What was answered keeps the numbers that were answered.
    """
    again = {(str(one.kind), one.key): one for one in found}
    is_late = (str(FindingKind.LATE), "") in again
    for row in ReportFinding.objects.filter(area=area, day=day, kind__in=sorted(MAY_CEASE)):
        one = again.get((row.kind, row.key))
        if one is None and row.state not in SETTLED:
            row.state, row.gone_at = FindingState.GONE, now
            row.gone_why = why_gone(kind=FindingKind(row.kind), is_expected=is_expected, is_late=is_late)
        elif one is not None and row.state == FindingState.GONE:
            row.state = FindingState.ANSWERED if row.answered_at else FindingState.OPEN
            row.gone_at, row.gone_why = None, ""
            row.said, row.evidence = one.said, list(one.evidence)
        elif one is not None and not row.answered_at and row.said != one.said:
            row.said, row.evidence = one.said, list(one.evidence)
        else:
            continue
        row.save(update_fields=["state", "gone_at", "gone_why", "said", "evidence"])


def _found(area: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    if area.level is Level.COMMUNITY:
        return found_in(community=area, day=day, now=now)
    return sum_in(area=area, day=day)
