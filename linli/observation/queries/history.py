"""What was decided, found and asked about observations, told with names; a fixed number of statements however many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.observation.models import Finding, MoveRequest, Observation, ObservationDecision, PoliceHandOver
from linli.observation.queries.moves import MoveTold
from linli.observation.queries.moves import told as moves_told
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


@dataclass(frozen=True)
class AskedOfPolice:
    """A hand-over to the police as the community shows it."""

    row: PoliceHandOver
    by: str
    answered_by: str


@dataclass(frozen=True)
class HandedOn:
    """To which communities and to which police an observation was handed, the newest first."""

    observation: Observation
    moves: tuple[MoveTold, ...]
    police: tuple[AskedOfPolice, ...]


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


def handed_on_of(*, observations: Sequence[Observation]) -> list[HandedOn]:
    """Return where visible observations were handed, in their order. Five statements at most."""
    ids = [o.pk for o in observations]
    requests = list(MoveRequest.objects.filter(observation__in=ids).order_by("-asked_at", "-pk"))
    asked = list(PoliceHandOver.objects.filter(observation__in=ids).order_by("-at", "-pk"))
    names = names_of(ids=_staff(requests) | _staff(asked))
    moves: dict[UUID, list[MoveTold]] = defaultdict(list)
    police: dict[UUID, list[AskedOfPolice]] = defaultdict(list)
    for told in moves_told(requests=requests):
        moves[told.request.observation_id].append(told)
    for row in asked:
        answered_by = names.get(row.answered_by, "") if row.answered_by else ""
        police[row.observation_id].append(AskedOfPolice(row, names.get(row.by, ""), answered_by))
    return [HandedOn(o, tuple(moves[o.pk]), tuple(police[o.pk])) for o in observations]


def _staff(rows: Sequence[MoveRequest | PoliceHandOver]) -> set[UUID]:
    """Return who asked and who answered."""
    asked = {row.by if isinstance(row, PoliceHandOver) else row.asked_by for row in rows}
    return asked | {row.answered_by for row in rows if row.answered_by}
