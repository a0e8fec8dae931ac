"""What was said of children's guardians where they were registered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from linli.arrivals.commands.arrivals_told import NewArrival
from linli.people.commands import record_guardians
from linli.people.models import Person
from linli.people.queries.guardians import newest_words
from linli.people.rules.guardians import Consent, GuardianSaid, adds
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


def keep_guardians(
    *, told: Sequence[tuple[NewArrival, Person]], first: Collection[UUID], by: Viewer, now: datetime
) -> None:
    """Keep what adds to what is known, of whoever was added just now (`first`) or may be seen."""
    said = [(person, arrival.guardian) for arrival, person in told if arrival.guardian]
    mine = [(person, one) for person, one in said if person.pk in first or _may_see(by, person)]
    known = {person.pk for person, _one in mine if person.pk not in first}
    before = newest_words(people=known) if known else {}
    kept = []
    for person, one in mine:
        word = before.get(person.pk)
        last = GuardianSaid(Consent(word.consent), word.guardian, word.told_by) if word else None
        if adds(said=one, before=last):
            kept.append((person, one))
    if kept:
        record_guardians(told=kept, by=by, now=now)


def _may_see(by: Viewer, person: Person) -> bool:
    return may_at(viewer=by, action=Action.SEE_PERSON, area=person.area)
