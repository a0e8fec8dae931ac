"""An alert with the check that raised it, and somebody who stands here and is registered elsewhere."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Alert, FoundHere
from tests.made import ADDRESS, Made


def _found(made: Made) -> UUID:
    """Make somebody who stands where they are registered themselves, so that one community has both sides."""
    found = FoundHere.objects.create(
        county=made.community.county,
        community=made.community,
        area=made.area,
        person=made.observation.person,
        name=made.name,
        address=ADDRESS,
        arrived_on=day_of(timezone.now()),
        found_at=timezone.now(),
        found_by=made.by.user_id,
    )
    return found.pk


def rows(made: Made) -> dict[str, Any]:
    """Return the alert of somebody, and them as found where they are registered."""
    alert = Alert.objects.get(observation=made.observation)
    return {"check_id": alert.check_id, "alert_id": alert.pk, "found_id": _found(made)}
