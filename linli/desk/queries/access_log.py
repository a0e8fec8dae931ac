"""Who looked at a person, with all that stands for the person: observations, and leads that led to them."""

from linli.desk.registers import LOOKS
from linli.observation.models import Observation
from linli.people.models import Person
from linli.people.queries import one_person
from linli.people.queries.access_log import Look, looks_at
from linli.tracing.queries.leads import leads_of_person


def looks_of(*, person: Person) -> list[Look]:
    """Return every look at a visible person wherever they were, newest first."""
    observed = Observation.objects.filter(one_person(person=person, field="person"))
    rows = [*observed.values_list("pk", "county"), *leads_of_person(person=person)]
    return looks_at(
        person=person,
        looks=LOOKS,
        counties=sorted({person.county, *(county for _, county in rows)}),
        subjects=[pk for pk, _ in rows],
    )
