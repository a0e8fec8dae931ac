"""Reads of findings: what the viewer answers or judges, in one sentence each, and what was said to it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.findings.models import FindingStep
from linli.findings.models import ReportFinding as ReportFinding
from linli.findings.queries.found import Said, late_said
from linli.findings.queries.reach import in_reach, offices_answering, offices_judging
from linli.findings.rules import FindingKind
from linli.findings.rules.steps import SETTLED, TO_ANSWER, FindingState
from linli.findings.words import WHY_GONE, sentence_of
from linli.reports.models import Report
from linli.reports.rules.forms import FORM
from linli.staff.queries import names_of as staff_names
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class FindingTold:
    """A finding in words. answered_by: '' where nobody answered. waits: for this viewer."""

    finding: ReportFinding
    place: str
    sentence: str
    answered_by: str
    waits: bool = False

    @property
    def why_gone(self) -> str:
        """Why it is no longer so, '' where it is."""
        return str(WHY_GONE[self.finding.gone_why]) if self.finding.gone_why else ""


def waiting_for(*, viewer: Viewer) -> QuerySet[ReportFinding]:
    """Return what waits for the viewer: to be answered for the own office, to be judged of the level below.

    Two walks along an index each, for it is counted on every page.
    """
    return ReportFinding.objects.filter(_waits(viewer))


def to_answer(*, viewer: Viewer) -> QuerySet[ReportFinding]:
    """Return what the viewer is to say something to, for the own office."""
    return ReportFinding.objects.filter(_to_answer(viewer))


def to_judge(*, viewer: Viewer) -> QuerySet[ReportFinding]:
    """Return what was answered right below and waits for the viewer's judgement."""
    return ReportFinding.objects.filter(_to_judge(viewer))


def _waits(viewer: Viewer | None) -> Q:
    return _to_answer(viewer) | _to_judge(viewer)


def _to_answer(viewer: Viewer | None) -> Q:
    return Q(area__in=offices_answering(viewer=viewer), state__in=TO_ANSWER)


def _to_judge(viewer: Viewer | None) -> Q:
    return Q(above__in=offices_judging(viewer=viewer), state=FindingState.ANSWERED)


def findings_seen(*, viewer: Viewer | None) -> QuerySet[ReportFinding]:
    """Return what the viewer answers or judges: first what waits for the viewer, then for others; the newest days first."""
    order = Case(
        When(_waits(viewer), then=Value(0)),
        When(state__in=SETTLED, then=Value(2)),
        default=Value(1),
    )
    return (
        ReportFinding.objects.filter(in_reach(viewer=viewer))
        .annotate(turn=order)
        .order_by("turn", "-day", "area", "kind", "key")
    )


def told(*, findings: list[ReportFinding]) -> list[FindingTold]:
    """Return findings in words; three statements at most. What is missing no more is told as late before it is looked for."""
    came = _came(findings)
    places = names_of(codes=[AreaCode(row.area) for row in findings])
    names = staff_names(ids={row.answered_by for row in findings if row.answered_by})
    return [
        FindingTold(
            finding=row,
            place=places.get(AreaCode(row.area), row.area),
            sentence=sentence_of(kind=FindingKind.LATE, said=came[row.pk])
            if row.pk in came
            else sentence_of(kind=row.kind, said=row.said),
            answered_by=names.get(row.answered_by, "") if row.answered_by else "",
            waits=getattr(row, "turn", 1) == 0,
        )
        for row in findings
    ]


def _came(findings: list[ReportFinding]) -> dict[UUID, Said]:
    """Return what is to be said of reports that were missing, and came since; no statement where none is told as missing."""
    missing = [row for row in findings if row.kind == FindingKind.MISSING and row.state not in SETTLED]
    if not missing:
        return {}
    first = Report.objects.filter(
        form=FORM, version=1, area__in={row.area for row in missing}, day__in={row.day for row in missing}
    )
    here = {(report.area, report.day): report for report in first}
    return {
        row.pk: late_said(report=here[row.area, row.day]) for row in missing if (row.area, row.day) in here
    }


@dataclass(frozen=True)
class StepTold:
    """Something that was said to a finding, and by whom."""

    step: FindingStep
    by: str


def steps_of(*, finding: ReportFinding) -> list[StepTold]:
    """Return what was said to a finding, in order; two statements."""
    steps = list(FindingStep.objects.filter(finding=finding).order_by("at", "pk"))
    names = staff_names(ids={step.by for step in steps})
    return [StepTold(step, names.get(step.by, "")) for step in steps]
