"""People whose data went to others and whom, as far as anybody noted, nobody told: for the day's line and its list."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db.models import CharField, F, Value

from linli.areas.queries import paths_of
from linli.desk.disclosures import HANDED_ON
from linli.desk.queries.around import Rows
from linli.disclosures.kinds import Given
from linli.disclosures.queries import people_in, untold
from linli.disclosures.rules import Kind
from linli.people.queries import Person, people_visible
from linli.staff.rules import Viewer

KEY = "untold"


@dataclass(frozen=True)
class Untold:
    """A giving of which nobody noted that the person was told. is_here: the viewer sees the person's page."""

    person: Person
    given: Given
    to: str
    is_here: bool


def untold_counted(*, viewer: Viewer) -> dict[str, Rows]:
    """Return what is counted of it in the day's one statement; `untold_number` adds it up."""
    return {
        f"{KEY} {number}": partial(untold, source=source, viewer=viewer)
        for number, source in enumerate(HANDED_ON)
    }


def untold_number(*, counted: dict[str, int]) -> int:
    """Return how many givings nobody noted."""
    return sum(found for key, found in counted.items() if key.startswith(KEY + " "))


def untold_people(*, viewer: Viewer) -> list[Untold]:
    """Return the givings of which nobody noted anything, the oldest first. Four statements."""
    first, *others = (
        untold(source=source, viewer=viewer)
        .order_by()
        .values_list(
            Value(source.kind.value, CharField()),
            F(source.about),
            F(source.person),
            F(source.recipient),
            F(source.at),
        )
        for source in HANDED_ON
    )
    given = [Given(Kind(kind), *rest) for kind, *rest in first.union(*others, all=True)]
    entries: set[UUID] = {one.person for one in given}
    people = people_in(given=given)
    here = set(people_visible(viewer=viewer).filter(pk__in=entries).values_list("pk", flat=True))
    places = paths_of(codes={one.recipient for one in given if one.recipient.isdigit()})
    told = [
        Untold(people[one.person], one, places.get(one.recipient, one.recipient), one.person in here)
        for one in given
    ]
    return sorted(told, key=lambda row: (row.given.at, row.given.about))
