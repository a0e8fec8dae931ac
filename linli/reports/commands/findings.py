"""Findings: written once, answered by a person."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.reports.models import ReportFinding
from linli.reports.queries.evidence import found_in
from linli.staff.rules import Viewer


class FindingNeedsAnswer(Exception):
    """An answer must say something."""


class AnsweredAlready(Exception):
    """Somebody answered meanwhile; the answer stands."""


@transaction.atomic
def find(*, communities: Sequence[AreaCode], day: date, now: datetime) -> int:
    """Look for what does not fit in communities' day; return how much is new. Found again it is left as it is."""
    before = ReportFinding.objects.filter(area__in=communities, day=day).count()
    ReportFinding.objects.bulk_create(
        [
            ReportFinding(
                county=community.county,
                area=community,
                day=day,
                kind=found.kind,
                key=found.key,
                said=found.said,
                evidence=list(found.evidence),
                found_at=now,
            )
            for community in communities
            for found in found_in(community=community, day=day, now=now)
        ],
        ignore_conflicts=True,
    )
    return ReportFinding.objects.filter(area__in=communities, day=day).count() - before


@transaction.atomic
def answer_finding(*, finding: ReportFinding, answer: str, by: Viewer, now: datetime) -> None:
    """Keep what a person says to a finding. Raises FindingNeedsAnswer, AnsweredAlready."""
    if not answer.strip():
        raise FindingNeedsAnswer
    same = ReportFinding.objects.filter(pk=finding.pk, answered_at=None)
    if not same.update(answer=answer.strip(), answered_at=now, answered_by=by.user_id):
        raise AnsweredAlready(finding.pk)
    write_event(action="finding.answered", area=finding.area, by=by.user_id, now=now, subject=finding.pk)
