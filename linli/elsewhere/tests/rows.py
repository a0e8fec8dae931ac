"""Somebody who stands here and is registered elsewhere."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from linli.clock import day_of
from linli.elsewhere.models import FoundHere
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
    """Return somebody who was found where they are registered."""
    return {"found_id": _found(made)}
