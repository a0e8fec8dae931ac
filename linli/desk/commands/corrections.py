"""Facts put right, with the papers that said otherwise revoked in the same transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from linli.observation import commands
from linli.observation.models import Arrival, Observation
from linli.observation.rules import State
from linli.papers.commands import revoke_overtaken
from linli.people.commands import correct_person as put_person_right
from linli.people.commands import undo_person
from linli.people.models import Correction, DuplicatePair, Person, ToldAgain
from linli.people.rules.corrections import About, Verdict
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Followed:
    """What followed: the last day of the open observation before and after, papers revoked, and a pair to be looked at."""

    had: date | None = None
    has: date | None = None
    papers: tuple[str, ...] = ()
    pair: DuplicatePair | None = None


@transaction.atomic
def correct_arrival(
    *, arrival: Arrival, said: Mapping[str, str], reason: str, by: Viewer, now: datetime
) -> Followed:
    """Put an arrival right as observation.commands.correct_arrival, which says what is raised."""
    person = arrival.person.joined_to or arrival.person
    had = _last_on(person)
    commands.correct_arrival(arrival=arrival, said=said, reason=reason, by=by, now=now)
    return _followed(person, had, by, now)


@transaction.atomic
def correct_person(
    *, person: Person, said: Mapping[str, str], reason: str, by: Viewer, now: datetime
) -> Followed:
    """Put a person right as people.commands.correct_person, which says what is raised."""
    had = _last_on(person)
    corrected = put_person_right(person=person, said=said, reason=reason, by=by, now=now)
    return _followed(person, had, by, now, corrected.pair)


@transaction.atomic
def decide_again(*, telling: ToldAgain, verdict: Verdict, reason: str, by: Viewer, now: datetime) -> Followed:
    """Decide something told again as observation.commands.decide_again, which says what is raised."""
    person = telling.person.joined_to or telling.person
    had = _last_on(person)
    decided = commands.decide_again(telling=telling, verdict=verdict, reason=reason, by=by, now=now)
    return _followed(person, had, by, now, decided.pair)


@transaction.atomic
def undo_correction(*, correction: Correction, reason: str, by: Viewer, now: datetime) -> Followed:
    """Put back what stood before a correction. Raises UndoneAlready and what correcting that thing raises."""
    undo = UNDO[About(correction.about)]
    person = correction.person
    if person is None:
        undo(correction=correction, reason=reason, by=by, now=now)
        return Followed()
    person = person.joined_to or person
    had = _last_on(person)
    undo(correction=correction, reason=reason, by=by, now=now)
    return _followed(person, had, by, now)


UNDO: Final[Mapping[About, Callable[..., object]]] = {
    About.ARRIVAL: commands.undo_arrival,
    About.PERSON: undo_person,
}


def _last_on(person: Person) -> date | None:
    rows = Observation.objects.filter(person=person, state=State.OBSERVING)
    return rows.values_list("last_on", flat=True).first()


def _followed(
    person: Person, had: date | None, by: Viewer, now: datetime, pair: DuplicatePair | None = None
) -> Followed:
    papers = revoke_overtaken(people=[person.pk], by=by, now=now)
    return Followed(had, _last_on(person), tuple(paper.number for paper in papers), pair)
