"""What was told of an observation and may be taken back, and what was: tests, findings, a death in hospital."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.observation.models import Finding, Observation, ObservationDecision
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


def taken_back(*, observations: Iterable[UUID]) -> set[UUID]:
    """Return the decisions and findings of observations that were taken back. One statement."""
    rows = ObservationDecision.objects.filter(
        observation__in=list(observations), kind=DecisionKind.TAKEN_BACK
    )
    return {UUID(values["of"]) for values in rows.values_list("values", flat=True)}


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


def died_in_hospital(*, observations: Iterable[Observation]) -> set[UUID]:
    """Return those that ended in a hospital bed of whom a death was told since. At most two statements."""
    ids = [o.pk for o in observations if o.state == State.REFERRED]
    if not ids:
        return set()
    gone = taken_back(observations=ids)
    rows = ObservationDecision.objects.filter(observation__in=ids, kind=DecisionKind.DIED)
    return {subject for pk, subject in rows.values_list("pk", "observation_id") if pk not in gone}
