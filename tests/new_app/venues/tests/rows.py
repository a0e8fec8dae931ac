"""A suspended venue."""

from typing import Any

from django.utils import timezone
from linli.venues.commands import suspend_venue

from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Suspend a venue."""
    venue = suspend_venue(area=made.area, name=f"{made.name}棋牌室", by=made.by, now=timezone.now())
    return {"venue_id": venue.pk}
