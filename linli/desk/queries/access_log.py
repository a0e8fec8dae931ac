"""Who looked at a person, with all that stands for the person: observations, and leads that led to them."""

from linli.desk.registers import LOOKS
from linli.observation.models import Observation
from linli.people.queries import PersonFile
from linli.people.queries.access_log import Look, looks_at
from linli.tracing.queries.leads import leads_of


def looks_of(*, file: PersonFile) -> list[Look]:
    """Return every look at a visible person wherever they were, newest first. Four statements however many looks."""
    observed = Observation.objects.filter(person__in=file.ids).values_list("pk", "county")
    rows = list(observed.union(leads_of(entries=file.ids).values_list("pk", "county")))
    return looks_at(
        subjects=[*file.ids, *(pk for pk, _ in rows)],
        looks=LOOKS,
        counties=sorted({file.person.county, *(county for _, county in rows)}),
    )
