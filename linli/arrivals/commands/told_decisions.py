"""Something told again, decided: what stood is right, what was told is right, or it was another journey."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from linli.arrivals.commands.correct_arrivals import correct_arrival
from linli.arrivals.commands.told_again import observe_again
from linli.ids import new_id
from linli.observation.commands.arrivals import keep_journey
from linli.observation.commands.doors import follow_door
from linli.observation.commands.period import DAYS, refit
from linli.observation.models import Arrival, Observation
from linli.observation.rules import State
from linli.people.commands import NothingCorrected, correct_person, decide_told_again
from linli.people.models import DuplicatePair, Person, ToldAgain
from linli.people.origins import origin_class
from linli.people.queries.corrections import stood_in, told_in
from linli.people.rules import BadIdNumber, id_number
from linli.people.rules.corrections import JOURNEY, PERSON, Verdict
from linli.staff.rules import Viewer

CONFIRMS: Final = frozenset({Verdict.TAKEN, Verdict.JOURNEY})


class NoJourneyTold(Exception):
    """Nothing of what differs is of a journey, or a journey of that day is on file."""


@dataclass(frozen=True)
class Decided:
    """What followed: the observation as it stands where one is open, and a pair where a number belongs to somebody else."""

    observation: Observation | None
    pair: DuplicatePair | None = None


@transaction.atomic
def decide_again(*, telling: ToldAgain, verdict: Verdict, reason: str, by: Viewer, now: datetime) -> Decided:
    """Decide what is right of something told again; last day, category and duties follow at once.

    KEPT changes no fact. TAKEN puts what differs on the person and on the arrival that it was held against, as corrections
    that can be undone. JOURNEY keeps it as another arrival; the observation counts from the one that ends later.
    Raises CorrectionNeedsReason, DecidedAlready, NoJourneyTold, and what correct_arrival and correct_person raise.
    """
    decide_told_again(telling=telling, verdict=verdict, reason=reason, by=by, now=now)
    person = Person.objects.select_related("joined_to", "household").get(pk=telling.person_id)
    person = person.joined_to or person
    pair = None
    if telling.is_unseen and verdict in CONFIRMS and set(DAYS) & set(stood_in(telling=telling)):
        observe_again(person=person, told=told_in(telling=telling), by=by, now=now)
    if verdict == Verdict.TAKEN:
        pair = _take(telling, person, reason, by, now)
    elif verdict == Verdict.JOURNEY:
        _keep_journey(telling, person)
    follow_door(person=person, by=by, now=now)
    rows = Observation.objects.filter(person=person, state=State.OBSERVING).select_related("arrival")
    observation = rows.first()
    if observation is not None:
        refit(observation=observation, reason=reason, by=by, now=now)
    return Decided(observation, pair)


def _take(telling: ToldAgain, person: Person, reason: str, by: Viewer, now: datetime) -> DuplicatePair | None:
    told = told_in(telling=telling)
    differing = {name: told[name] for name in stood_in(telling=telling)}
    journey = {name: text for name, text in differing.items() if name in JOURNEY}
    if journey and telling.arrival:
        with suppress(NothingCorrected):  # put right meanwhile
            correct_arrival(
                arrival=Arrival.objects.get(pk=telling.arrival), said=journey, reason=reason, by=by, now=now
            )
    own: dict[str, str] = {name: differing[name] for name in PERSON if name in differing}
    if not own:
        return None
    if "id_number" in own:
        own["id_type"] = _kind(own["id_number"])
    try:
        return correct_person(person=person, said=own, reason=reason, by=by, now=now).pair
    except NothingCorrected:
        return None


def _kind(number: str) -> str:
    try:
        id_number(text=number)
    except BadIdNumber:
        return ""
    return "ID_CARD"


def _keep_journey(telling: ToldAgain, person: Person) -> None:
    """Keep an arrival of its own; an open observation counts from it where it then ends later."""
    told, stood = told_in(telling=telling), stood_in(telling=telling)
    arrived = date.fromisoformat(told["arrived_on"])
    on_file = Arrival.objects.filter(person=person, arrived_on=arrived).exists()
    if not set(JOURNEY) & set(stood) or on_file:
        raise NoJourneyTold(telling.pk)
    arrival = Arrival(
        id=new_id(),
        county=person.county,
        community=person.community,
        area=person.area,
        person=person,
        arrived_on=arrived,
        origin_class=origin_class(told.get("origin", "")),
        known_by=telling.kind,
    )
    keep_journey(arrival=arrival, facts={name: told[name] for name in JOURNEY if name in told})
