"""On which day somebody died, as it was told."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State


def died_on(*, observations: Sequence[Observation]) -> dict[UUID, date]:
    """Return the day of death by observation, of those that ended so; nothing where nobody knows it.

    One statement where anybody died, none else.
    """
    dead = [o.pk for o in observations if o.state == State.DIED]
    if not dead:
        return {}
    rows = ObservationDecision.objects.filter(observation__in=dead, kind=DecisionKind.DIED).order_by(
        "at", "pk"
    )
    told = {row.observation_id: row.values["died_on"] for row in rows}
    return {pk: date.fromisoformat(day) for pk, day in told.items() if day}
