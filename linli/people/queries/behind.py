"""A person as a row behind a figure."""

from datetime import datetime

from django.urls import reverse

from linli.figures.registers import RowBehind
from linli.people.models import Person


def person_behind(
    *, person: Person, community: str, at: datetime, due_at: datetime | None = None, is_undone: bool = False
) -> RowBehind:
    """Return the row of a person with the household at hand; one who has moved away has neither page nor place here."""
    is_away = person.community != community
    return RowBehind(
        label=person.name,
        place="" if is_away else person.household.address,
        at=at,
        page="" if is_away else reverse("desk:person", args=[person.pk]),
        is_away=is_away,
        due_at=due_at,
        is_undone=is_undone,
    )
