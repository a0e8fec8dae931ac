"""Who was met by a look-up without being seen finds it among who looked."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.budgets.commands import count_met
from linli.people.models import Person
from linli.staff.rules import Viewer


@transaction.atomic
def note_met(*, people: Collection[Person], by: Viewer, now: datetime) -> None:
    """Write down in the looks of people that somebody who may not see them asked for them; an event for each community."""
    there: dict[str, set[Person]] = defaultdict(set)
    for person in people:
        there[person.community].add(person)
    for community, met in sorted(there.items()):
        write_event(
            action="person.recognised",
            area=community,
            by=by.user_id,
            now=now,
            about=sorted(person.pk for person in met),
        )
    if there:
        count_met(people=sum(len(met) for met in there.values()), by=by, now=now)
