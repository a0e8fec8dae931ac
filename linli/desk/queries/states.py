"""How people of the register stand: their observations, by which a list names each of them."""

from uuid import UUID

from linli.observation.models import Observation
from linli.observation.queries.cases import observations_on_file, observations_visible
from linli.people.models import Person
from linli.people.queries import entries_among, one_person
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def observations_of(*, viewer: Viewer | None, person: Person) -> list[Observation]:
    """Return a visible person's observations that the viewer may see, the newest first, joined entries included."""
    on_file = observations_on_file(viewer=viewer, action=Action.SEE_PERSON)
    return list(on_file.filter(one_person(person=person, field="person")))


def newest_states(*, viewer: Viewer | None, people: list[Person]) -> dict[UUID, Observation]:
    """Return each visible person's newest observation, by person id."""
    entries = entries_among(people=[person.pk for person in people])
    rows = observations_visible(viewer=viewer).filter(person__in=entries.values("pk")).order_by("opened_at")
    return {row.person.joined_to_id or row.person_id: row for row in rows}
