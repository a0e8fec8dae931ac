"""ID numbers and phones of many people at once, for a list that somebody may take away."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import prefetch_related_objects

from linli.people.models import Person
from linli.sealing.seals import unseal


def numbers_of_all(*, people: Sequence[Person]) -> dict[UUID, tuple[str, str]]:
    """Return (ID number, phone) in clear by person, '' where no entry of theirs tells one. Never for a page.

    One statement however many; what a person's own entry does not tell comes from those joined to it.
    """
    prefetch_related_objects(people, "joined")
    found = {}
    for person in people:
        entries = [person, *sorted(person.joined.all(), key=lambda entry: (entry.joined_at, entry.pk))]
        id_sealed = next((entry.id_sealed for entry in entries if entry.id_digest), b"")
        phone_sealed = next((entry.phone_sealed for entry in entries if entry.phone_digest), b"")
        found[person.pk] = (unseal(id_sealed), unseal(phone_sealed))
    return found
