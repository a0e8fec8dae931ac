"""Somebody whose identity goes within a week."""

from typing import Any

from django.utils import timezone

from linli.clock import day_of
from linli.retention.models import Announcement
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Announce somebody."""
    Announcement.objects.create(
        county=made.observation.county,
        community=made.community,
        area=made.observation.area,
        person=made.observation.person,
        due_on=day_of(timezone.now()),
        announced_at=timezone.now(),
    )
    return {}
