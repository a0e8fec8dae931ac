"""A person as a row behind a figure."""

from datetime import datetime

from django.urls import reverse

from linli.figures.registers import RowBehind
from linli.people.models import Person


def person_behind(*, person: Person, community: str, at: datetime) -> RowBehind:
    """Return the row of a person with the household at hand; one who has moved away has neither page nor place here."""
    if person.community != community:
        return RowBehind(person.name, "", at, "", is_away=True)
    return RowBehind(person.name, person.household.address, at, reverse("desk:person", args=[person.pk]))
