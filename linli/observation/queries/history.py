"""What was decided and found about observations, told with names; a fixed number of statements however many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.observation.models import Finding, Observation, ObservationDecision
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
