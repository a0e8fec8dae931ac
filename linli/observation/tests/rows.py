"""The check that raised an alert, and a request for a shorter version."""

from typing import Any

from linli.ids import new_id
from linli.observation.models import Alert, ObservationDecision
from linli.observation.rules import DecisionKind
from tests.made import GROUND, Made


def rows(made: Made) -> dict[str, Any]:
    """Return the check that raised the alert of somebody, and a request that somebody asks for."""
    alert = Alert.objects.get(observation=made.observation)
    days = {"from": "2020-02-09", "to": "2020-01-31"}
    asking = ObservationDecision.objects.create(
        county=made.observation.county,
        community=made.observation.community,
        area=made.observation.area,
        observation=made.observation,
        kind=DecisionKind.SHORTER_ASKED,
        at=alert.raised_at,
        by=new_id(),
        reason=GROUND,
        values={"protocol": {"from": "P2020-01", "to": "P2022-12"}, "would_end": days},
    )
    return {"check_id": alert.check_id, "asking_id": asking.pk}
