"""A move that waits for an answer."""

from typing import Any

from django.utils import timezone

from linli.moves.models import MoveRequest
from linli.observation.models import Observation
from linli.staff.rules import Viewer
from tests.made import ADDRESS, Made


def _move(observation: Observation, by: Viewer) -> MoveRequest:
    """Make a hand-over that its own community may answer and withdraw."""
    return MoveRequest.objects.create(
        county=observation.county,
        community=observation.community,
        area=observation.area,
        observation=observation,
        to_community=observation.community,
        address=ADDRESS,
        asked_at=timezone.now(),
        asked_by=by.user_id,
    )


def rows(made: Made) -> dict[str, Any]:
    """Ask to move somebody."""
    return {"move_id": _move(made.observation, made.by).pk}
