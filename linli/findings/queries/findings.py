"""Reads of findings: what the viewer answers or judges, in one sentence each, and what was said to it."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.findings.models import FindingStep
from linli.findings.models import ReportFinding as ReportFinding
from linli.findings.queries.reach import in_reach, offices_answering, offices_judging
from linli.findings.rules.steps import TO_ANSWER, FindingState
from linli.findings.words import sentence_of
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
        When(state=FindingState.ENOUGH, then=Value(2)),
        default=Value(1),
    )
    return (
        ReportFinding.objects.filter(in_reach(viewer=viewer))
        .annotate(turn=order)
        .order_by("turn", "-day", "area", "kind", "key")
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
            waits=getattr(row, "turn", 1) == 0,
        )
        for row in findings
    ]


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
