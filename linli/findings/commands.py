"""Findings: written once, answered by a person."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.findings.models import ReportFinding
from linli.findings.queries.contradictions import sum_in
from linli.findings.queries.evidence import found_in
from linli.findings.queries.found import Found
from linli.reports.queries.taking_part import expected_of
from linli.staff.rules import Viewer


class FindingNeedsAnswer(Exception):
    """An answer must say something."""


class AnsweredAlready(Exception):
    """Somebody answered meanwhile; the answer stands."""


@transaction.atomic
def find(*, areas: Sequence[AreaCode], day: date, now: datetime) -> int:
    """Look for what does not fit in areas' day; return how much is new. Found again it is left as it is.

    A community that was expected to report that day is held against its rows, its peers and the clinic; an area above against
    the reports below it.
    """
    before = ReportFinding.objects.filter(area__in=areas, day=day).count()
    communities = [area for area in areas if area.level is Level.COMMUNITY]
    expected = expected_of(areas=communities, on=day)
    looked_at = [area for area in areas if area in expected or area.level is not Level.COMMUNITY]
    ReportFinding.objects.bulk_create(
        [
            ReportFinding(
                county=area.county,
                area=area,
                day=day,
                kind=found.kind,
                key=found.key,
                said=found.said,
                evidence=list(found.evidence),
                found_at=now,
            )
            for area in looked_at
            for found in _found(area, day, now)
        ],
        ignore_conflicts=True,
    )
    return ReportFinding.objects.filter(area__in=areas, day=day).count() - before


def _found(area: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    if area.level is Level.COMMUNITY:
        return found_in(community=area, day=day, now=now)
    return sum_in(area=area, day=day)


@transaction.atomic
def answer_finding(*, finding: ReportFinding, answer: str, by: Viewer, now: datetime) -> None:
    """Keep what a person says to a finding. Raises FindingNeedsAnswer, AnsweredAlready."""
    if not answer.strip():
        raise FindingNeedsAnswer
    same = ReportFinding.objects.filter(pk=finding.pk, answered_at=None)
    if not same.update(answer=answer.strip(), answered_at=now, answered_by=by.user_id):
        raise AnsweredAlready(finding.pk)
    write_event(action="finding.answered", area=finding.area, by=by.user_id, now=now, subject=finding.pk)
