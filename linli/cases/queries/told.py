"""What was told of an observation and may be taken back: tests, findings, a death in hospital."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.observation.models import Finding, Observation, ObservationDecision
from linli.observation.queries.taken_back import taken_back
from linli.observation.rules import DecisionKind, State
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


@dataclass(frozen=True)
class Told:
    """One thing that may be taken back. what: a DecisionKind, or FINDING; said: the result, the judgement, the day of a death."""

    id: UUID
    what: str
    at: datetime
    said: str


FINDING = "FINDING"


def to_take_back(*, viewer: Viewer, observation: Observation) -> list[Told]:
    """Return what the viewer may take back of a visible observation, the newest first.

    A doctor takes tests and findings back, whoever ends observations a death in hospital.
    """
    gone = taken_back(observations=[observation.pk])
    told: list[Told] = []
    rows = ObservationDecision.objects.filter(observation=observation)
    if may_at(viewer=viewer, action=Action.REVIEW_ALERT, area=observation.area):
        told += [Told(r.pk, r.kind, r.at, r.values["result"]) for r in rows.filter(kind=DecisionKind.TEST)]
        findings = Finding.objects.filter(observation=observation)
        told += [Told(f.pk, FINDING, f.found_at, f.judgement) for f in findings]
    if may_at(viewer=viewer, action=Action.CLOSE_OBSERVATION, area=observation.area):
        deaths = rows.filter(kind=DecisionKind.DIED) if observation.state == State.REFERRED else ()
        told += [Told(r.pk, r.kind, r.at, r.values["died_on"] or "") for r in deaths]
    return sorted((one for one in told if one.id not in gone), key=lambda one: one.at, reverse=True)
