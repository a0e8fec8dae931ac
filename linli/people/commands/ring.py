"""Numbers shown to whoever must ring a door: each showing is a look at those whose numbers stand there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import Listed, write_lists
from linli.people.models import Household, Person
from linli.people.queries.numbers import numbers_of_all
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Ringable:
    """Somebody of a household with a number, whole."""

    person: Person
    phone: str


@transaction.atomic
def show_phones(*, households: Sequence[Household], by: Viewer, now: datetime) -> dict[UUID, list[Ringable]]:
    """Return the telephones of households by household, and write down whose were shown, to whom and when.

    The caller has seen that something is to be done there now. A household without any number is left out. Four statements
    however many.
    """
    members = Person.objects.filter(
        household__in=households, joined_to=None, identity_removed_at=None, taken_back_at=None
    )
    people = list(members.order_by("born_on", "name", "pk"))
    numbers = numbers_of_all(people=people)
    found: dict[UUID, list[Ringable]] = defaultdict(list)
    shown: dict[str, set[UUID]] = defaultdict(set)
    for person in people:
        if phone := numbers[person.pk][1]:
            found[person.household_id].append(Ringable(person, phone))
            shown[person.area].add(person.pk)
    lists = [Listed(area=area, changed={"people": len(those)}, about=those) for area, those in shown.items()]
    if lists:
        write_lists(action="phone.shown", by=by.user_id, now=now, lists=lists)
    return dict(found)
