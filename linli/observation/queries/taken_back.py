"""What was told of an observation and taken back since, and of whom a death in hospital still stands."""

from collections.abc import Iterable
from uuid import UUID

from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State


def taken_back(*, observations: Iterable[UUID]) -> set[UUID]:
    """Return the decisions and findings of observations that were taken back. One statement."""
    rows = ObservationDecision.objects.filter(
        observation__in=list(observations), kind=DecisionKind.TAKEN_BACK
    )
    return {UUID(values["of"]) for values in rows.values_list("values", flat=True)}


def died_in_hospital(*, observations: Iterable[Observation]) -> set[UUID]:
    """Return those that ended in a hospital bed of whom a death was told since. At most two statements."""
    ids = [o.pk for o in observations if o.state == State.REFERRED]
    if not ids:
        return set()
    gone = taken_back(observations=ids)
    rows = ObservationDecision.objects.filter(observation__in=ids, kind=DecisionKind.DIED)
    return {subject for pk, subject in rows.values_list("pk", "observation_id") if pk not in gone}
