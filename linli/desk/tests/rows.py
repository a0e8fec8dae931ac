"""Sections of the pages of a person and of a household, and a move of households."""

from typing import Any

from django.utils import timezone

from linli.people.models import GridMove
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Name one section of each page; linli/desk/tests/test_sections.py opens them all. Keep that a household was moved."""
    home = made.observation.person.household_id
    move = GridMove.objects.create(
        community=made.community,
        to_area=made.area,
        households={str(home): made.area},
        at=timezone.now(),
        by=made.by.user_id,
    )
    return {"person_section": "sheets", "household_section": "members", "grid_move_id": move.pk}
