"""Reads of findings: what is open in the viewer's areas, in one sentence each."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.findings.models import ReportFinding as ReportFinding
from linli.findings.words import sentence_of
from linli.staff.queries import in_scope
from linli.staff.queries import names_of as staff_names
from linli.staff.rights import Action
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class FindingTold:
    """A finding in words. answered_by: '' where nobody answered."""

    finding: ReportFinding
    place: str
    sentence: str
    answered_by: str


def findings_seen(*, viewer: Viewer | None) -> QuerySet[ReportFinding]:
    """Return findings where the viewer sees reports: those without an answer first, then the newest day."""
    return ReportFinding.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REPORT)).order_by(
        F("answered_at").asc(nulls_first=True), "-day", "area", "kind", "key"
    )


def told(*, findings: list[ReportFinding]) -> list[FindingTold]:
    """Return findings in words; two statements."""
    places = names_of(codes=[AreaCode(row.area) for row in findings])
    names = staff_names(ids={row.answered_by for row in findings if row.answered_by})
    return [
        FindingTold(
            finding=row,
            place=places.get(AreaCode(row.area), row.area),
            sentence=sentence_of(kind=row.kind, said=row.said),
            answered_by=names.get(row.answered_by, "") if row.answered_by else "",
        )
        for row in findings
    ]


def findings_to_answer(*, viewer: Viewer | None) -> QuerySet[ReportFinding]:
    """Return findings without an answer where the viewer says what is behind them; in no order."""
    mine = in_scope(viewer=viewer, action=Action.ANSWER_FINDING)
    return ReportFinding.objects.filter(mine, answered_at=None)
