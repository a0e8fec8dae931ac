"""Decisions about one observation, each with its reason. Written once, never changed."""

from collections.abc import Mapping
from datetime import datetime

from linli.audit.commands import write_event
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind
from linli.staff.rules import Viewer


class DecisionNeedsReason(Exception):
    """A decision says why."""


def write_decision(
    *,
    observation: Observation,
    kind: DecisionKind,
    reason: str,
    values: Mapping[str, object],
    by: Viewer,
    now: datetime,
) -> ObservationDecision:
    """Write down what was decided about an observation, with its audit row. Call it inside a transaction.

    values: plain JSON, what was decided. Raises DecisionNeedsReason for a blank reason.
    """
    if not reason.strip():
        raise DecisionNeedsReason(kind)
    decision = ObservationDecision.objects.create(
        county=observation.county,
        community=observation.community,
        area=observation.area,
        observation=observation,
        kind=kind,
        at=now,
        by=by.user_id,
        reason=reason.strip(),
        values=dict(values),
    )
    write_event(
        action=f"observation.decided_{kind.value.lower()}",
        area=observation.area,
        by=by.user_id,
        now=now,
        subject=observation.pk,
        changed={**values, "decision": str(decision.pk)},  # whose reason is sealed; events lie open
    )
    return decision
