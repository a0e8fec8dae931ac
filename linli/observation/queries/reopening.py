"""Which observation that was ended may go on again."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from linli.observation.models import Observation
from linli.observation.rules import REOPENABLE, State
from linli.people.models import Person


def may_reopen(*, observation: Observation) -> bool:
    """Say whether an ended observation may go on: ended by a statement, its person's newest, and the person still here."""
    person = observation.person.joined_to or observation.person
    later = Q(opened_at__gt=observation.opened_at) | Q(state=State.OBSERVING)
    return (
        observation.state in REOPENABLE
        and person.community == observation.community
        and not Observation.objects.filter(later, person=person).exists()
    )


def ended_among(*, people: Collection[UUID]) -> dict[UUID, Observation]:
    """Return of each of these the observation that may go on again; none of whom one is open or nothing was ended so.

    people: those who stand for themselves, no joined entries. One statement.
    """
    newest: dict[UUID, Observation] = {}
    is_observed: set[UUID] = set()
    rows = Observation.objects.filter(person__in=people).select_related("person")
    for row in rows.order_by("opened_at", "pk"):
        newest[row.person_id] = row
        if row.state == State.OBSERVING:
            is_observed.add(row.person_id)
    return {
        person: row
        for person, row in newest.items()
        if person not in is_observed and row.state in REOPENABLE and row.person.community == row.community
    }


def ended_of(*, person: Person) -> Observation | None:
    """Return the observation of a person that may go on again; None where one is open or nothing was ended so."""
    rows = Observation.objects.filter(person=person).select_related("person__joined_to")
    newest = rows.order_by("-opened_at", "-pk").first()
    return newest if newest and may_reopen(observation=newest) else None
