"""Where anybody is registered: counties, never a person."""

from linli.people.models import Person


def counties_registered() -> set[str]:
    """Return the counties in which anybody is or was registered."""
    return set(Person.objects.values_list("county", flat=True).distinct())
