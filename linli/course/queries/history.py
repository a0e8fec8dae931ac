"""What was decided and found about observations, told with names; a fixed number of statements however many."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from linli.observation.models import Finding, Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State
from linli.staff.models import User
from linli.staff.queries import names_of


@dataclass(frozen=True)
class FindingTold:
    """A finding with the name of the doctor."""

    finding: Finding
    by: str


@dataclass(frozen=True)
class Judged:
    """What was decided about an observation, in order of time, and what doctors found, the newest first."""

    observation: Observation
    decisions: tuple[tuple[ObservationDecision, str], ...]
    findings: tuple[FindingTold, ...]


def judged_of(*, observations: Sequence[Observation]) -> list[Judged]:
    """Return what was decided and found about visible observations, in their order. Three statements."""
    ids = [o.pk for o in observations]
    decisions = list(ObservationDecision.objects.filter(observation__in=ids).order_by("at", "pk"))
    findings = list(Finding.objects.filter(observation__in=ids).order_by("-found_at", "-pk"))
    names = names_of(ids={*(row.by for row in decisions), *(row.by for row in findings)})
    decided: dict[UUID, list[tuple[ObservationDecision, str]]] = defaultdict(list)
    found: dict[UUID, list[FindingTold]] = defaultdict(list)
    for decision in decisions:
        decided[decision.observation_id].append((decision, names.get(decision.by, "")))
    for finding in findings:
        found[finding.observation_id].append(FindingTold(finding, names.get(finding.by, "")))
    return [Judged(o, tuple(decided[o.pk]), tuple(found[o.pk])) for o in observations]


def taken_back_by(*, judged: Judged, gone: Collection[UUID], judges: bool, ends: bool) -> bool:
    """Say whether something of it stands that is taken back on the page of taking back: a test, a finding, a death in hospital.

    judges, ends: what its reader may do there.
    """
    stands = {row.kind for row, _by in judged.decisions if row.pk not in gone}
    found = any(told.finding.pk not in gone for told in judged.findings)
    died_there = DecisionKind.DIED in stands and judged.observation.state == State.REFERRED
    return (judges and (found or DecisionKind.TEST in stands)) or (ends and died_there)


@dataclass(frozen=True)
class WentOn:
    """That an end was taken back, or the person came again: who said so, when and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class AfterEnd:
    """What was decided of an end. went_on: where it does not stand; died_on: where a day is known.

    died_there: of one that ended in a hospital bed, that a death was told since and stands.
    """

    went_on: WentOn | None = None
    died_on: date | None = None
    died_there: bool = False


def after_ends(*, observations: Sequence[Observation]) -> dict[UUID, AfterEnd]:
    """Return by observation what was decided of its end. One statement, two where one goes on, none where nothing has ended."""
    if all(o.state == State.OBSERVING for o in observations):
        return {o.pk: AfterEnd() for o in observations}
    kinds = (DecisionKind.REOPENED, DecisionKind.DIED, DecisionKind.TAKEN_BACK)
    rows = ObservationDecision.objects.filter(observation__in=[o.pk for o in observations], kind__in=kinds)
    name = User.objects.filter(pk=OuterRef("by")).values("full_name")
    known = list(rows.order_by("at", "pk").annotate(by_name=Subquery(name)))
    gone = {UUID(row.values["of"]) for row in known if row.kind == DecisionKind.TAKEN_BACK}
    reopened = {
        UUID(row.values["of"]): row
        for row in known
        if row.kind == DecisionKind.REOPENED and "of" in row.values
    }
    went_on = {pk: WentOn(row.at, row.by_name or "", row.reason) for pk, row in reopened.items()}
    days: dict[UUID, str] = {}
    stands: set[UUID] = set()
    for row in known:
        if row.kind == DecisionKind.DIED:
            days[row.observation_id] = row.values["died_on"] or ""
            if row.pk not in gone:
                stands.add(row.observation_id)
    return {
        o.pk: AfterEnd(
            went_on.get(o.pk),
            date.fromisoformat(days[o.pk]) if o.state == State.DIED and days.get(o.pk) else None,
            o.state == State.REFERRED and o.pk in stands,
        )
        for o in observations
    }
