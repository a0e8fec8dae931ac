"""A request for a shorter version."""

from typing import Any

from django.utils import timezone

from linli.ids import new_id
from linli.observation.models import ObservationDecision
from linli.observation.rules import DecisionKind
from tests.made import GROUND, Made


def rows(made: Made) -> dict[str, Any]:
    """Return a request that somebody asks for."""
    days = {"from": "2020-02-09", "to": "2020-01-31"}
    asking = ObservationDecision.objects.create(
        county=made.observation.county,
        community=made.observation.community,
        area=made.observation.area,
        observation=made.observation,
        kind=DecisionKind.SHORTER_ASKED,
        at=timezone.now(),
        by=new_id(),
        reason=GROUND,
        values={"protocol": {"from": "P2020-01", "to": "P2022-12"}, "would_end": days},
    )
    return {"asking_id": asking.pk}
