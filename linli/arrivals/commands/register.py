"""Registration of arrivals: person, household, arrival, observation, duties, and the first check if one was told."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from linli.areas.rules import AreaCode
from linli.arrivals.commands.arrivals_told import NewArrival as NewArrival
from linli.arrivals.commands.found_elsewhere import note_elsewhere
from linli.arrivals.commands.told_again import hold_against
from linli.arrivals.commands.told_checks import judge_told, record_first, record_told
from linli.arrivals.commands.told_guardians import keep_guardians
from linli.audit.commands import write_event
from linli.cases.commands.clinic_visits import alert_of_earlier_visits
from linli.ids import new_id
from linli.observation.commands.arrivals import open_observations
from linli.observation.commands.households import observe_together
from linli.observation.models import Arrival, Observation
from linli.observation.rules import State
from linli.people.commands import (
    NewSource,
    PersonCard,
    Recognised,
    add_people,
    add_sources,
    complete_people,
    completed,
    hold_people,
    note_duplicates,
    note_met,
    recognise_people,
    recognised_as,
)
from linli.people.models import Household, Person
from linli.people.rules.sources import source_kind
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class Outcome(StrEnum):
    """What became of one arrival of a batch."""

    NEW = "NEW"
    KNOWN_HERE = (
        "KNOWN_HERE"  # under observation here, or this arrival is registered already; everything agreed
    )
    DIFFERS = "DIFFERS"  # likewise, but something was told otherwise: it waits side by side
    KNOWN_ELSEWHERE = "KNOWN_ELSEWHERE"  # another community has the person


@dataclass(frozen=True)
class Registered:
    """One answer of a batch: the person and, when new, the observation. differs: what was told otherwise than it stands."""

    outcome: Outcome
    person: Person
    observation: Observation | None
    differs: tuple[str, ...] = ()


@transaction.atomic
def register_arrivals(
    *, community: AreaCode, arrivals: Sequence[NewArrival], by: Viewer, now: datetime
) -> list[Registered]:
    """Register arrivals in a community, answered item by item in order; one transaction, a handful of statements.

    Somebody known here with no open observation and another day of arrival is observed anew. The same person further
    down the batch is known by then; a person of another community is never taken over here, and noted as found here.
    Whoever is known here already is one person with one source more; what the report tells for the first time is kept,
    and what it tells otherwise waits side by side (told_again). Of whom `by` may not see, everything that is told waits.
    Everything that is told is judged before anybody is looked up; raises UnbelievableTemperature.
    Who only may be known is observed as somebody of their own and noted as a pair; nothing is joined.
    """
    judge_told(community=community, arrivals=arrivals, now=now)
    recognised = recognise_people(community=community, cards=[arrival.card for arrival in arrivals])
    return _registered(community, arrivals, recognised, by, now)


@transaction.atomic
def register_as(*, person: Person, arrival: NewArrival, by: Viewer, now: datetime) -> Registered:
    """Register an arrival of somebody registered here whom it does not tell by itself: a person said that it is they."""
    judge_told(community=AreaCode(person.community), arrivals=[arrival], now=now)
    return _registered(AreaCode(person.community), [arrival], [recognised_as(person=person)], by, now)[0]


def _registered(
    community: AreaCode,
    arrivals: Sequence[NewArrival],
    recognised: Sequence[Recognised],
    by: Viewer,
    now: datetime,
) -> list[Registered]:
    cards = [arrival.card for arrival in arrivals]
    known = [found.person for found in recognised]
    there = {person.pk for person in known if person and person.community == community}
    better_known: set[UUID] = set()
    if there:
        # Whose identity was removed in this moment is nobody any more: a new person.
        there = hold_people(people=there)
        known = [p if p and (p.pk in there or p.community != community) else None for p in known]
        told = list(zip(recognised, cards, strict=True))
        seen = there - {p.pk for p in known if p and not _may_see(by, p)}
        better_known = complete_people(told=told, held=seen, by=by, now=now)
    open_ = set(
        Observation.objects.filter(person__in=there, state=State.OBSERVING).values_list(
            "person_id", flat=True
        )
    )
    days = _days_told(there)
    strangers: dict[int, list[PersonCard]] = defaultdict(list)  # index of the first card -> all of the person
    for found, person, card in zip(recognised, known, cards, strict=True):
        if person is None:
            strangers[found.first].append(card)
    new_cards = [completed(card=first, others=later) for first, *later in strangers.values()]
    added = dict(zip(strangers, add_people(community=community, cards=new_cards, now=now), strict=True))
    people = [person or added[found.first] for found, person in zip(recognised, known, strict=True)]
    answers = _answered(community, list(zip(arrivals, people, strict=True)), open_, days)
    _keep_sources(community, arrivals, answers, by, now)
    elsewhere = _answered_as(Outcome.KNOWN_ELSEWHERE, arrivals, answers)
    note_elsewhere(community=community, told=elsewhere, by=by, now=now)
    note_met(people=[p for p in known if p and not _may_see(by, p)], by=by, now=now)
    strange = {person.pk for person in added.values()}
    note_duplicates(community=community, people=strange | better_known, now=now)
    new = _answered_as(Outcome.NEW, arrivals, answers)
    keep_guardians(told=list(zip(arrivals, people, strict=True)), first=strange, by=by, now=now)
    rows = _open_observations(community, new, by, now) if new else []
    _observe_together({o.person.household_id for o in rows}, by, now)
    opened = iter(rows)
    answers = [replace(a, observation=next(opened)) if a.outcome == Outcome.NEW else a for a in answers]
    return _told_again(arrivals, answers, strange, by, now)


def _answered_as(
    outcome: Outcome, arrivals: Sequence[NewArrival], answers: Sequence[Registered]
) -> list[tuple[NewArrival, Person]]:
    return [
        (arrival, answer.person)
        for arrival, answer in zip(arrivals, answers, strict=True)
        if answer.outcome == outcome
    ]


def _answered(
    community: AreaCode,
    told: Sequence[tuple[NewArrival, Person]],
    open_: Collection[UUID],
    days: Collection[tuple[UUID, date]],
) -> list[Registered]:
    """Return what becomes of each arrival, with the person it is of; open_: who is observed; days: on which who arrived."""
    observed = set(open_)
    answers = []
    for arrival, person in told:
        if person.community != community:
            outcome = Outcome.KNOWN_ELSEWHERE
        elif person.pk in observed or (person.pk, arrival.arrived_on) in days:
            outcome = Outcome.KNOWN_HERE
        else:
            observed.add(person.pk)  # the same person further down the batch is known by now
            outcome = Outcome.NEW
        answers.append(Registered(outcome, person, None))
    return answers


def _days_told(people: set[UUID]) -> set[tuple[UUID, date]]:
    """Return on which days people are known to have arrived; of joined entries as of the one person."""
    told_before = Arrival.objects.filter(Q(person__in=people) | Q(person__joined_to__in=people))
    return set(told_before.values_list(Coalesce("person__joined_to_id", "person_id"), "arrived_on"))


def _told_again(
    arrivals: Sequence[NewArrival], answers: list[Registered], first: set[UUID], by: Viewer, now: datetime
) -> list[Registered]:
    """Return the answers with what was told otherwise of whoever was known before; `first`: who was not, added just now."""
    again = [
        at
        for at, answer in enumerate(answers)
        if answer.outcome == Outcome.KNOWN_HERE
        or (answer.outcome == Outcome.NEW and answer.person.pk not in first)
    ]
    told = [(arrivals[at], answers[at].person) for at in again]
    record_told(
        told=[
            pair
            for pair, at in zip(told, again, strict=True)
            if answers[at].observation is None and _may_see(by, pair[1])
        ],
        by=by,
        now=now,
    )
    is_new = [answers[at].outcome == Outcome.NEW for at in again]
    answered = list(answers)
    may_see = [_may_see(by, person) for _, person in told]
    held = hold_against(told=told, is_new=is_new, may_see=may_see, by=by, now=now)
    for at, differs in zip(again, held, strict=True):
        outcome = answers[at].outcome
        if differs and outcome == Outcome.KNOWN_HERE:
            outcome = Outcome.DIFFERS
        answered[at] = replace(answers[at], outcome=outcome, differs=differs)
    return answered


def _may_see(by: Viewer, person: Person) -> bool:
    return may_at(viewer=by, action=Action.SEE_PERSON, area=person.area)


def _keep_sources(
    community: AreaCode,
    arrivals: Sequence[NewArrival],
    answers: Sequence[Registered],
    by: Viewer,
    now: datetime,
) -> None:
    """Keep who told of each person of this community, known before or not."""
    sources = [
        NewSource(
            person=answer.person,
            kind=source_kind(known_by=arrival.known_by),
            note=arrival.source_note,
            reference=arrival.source_reference,
        )
        for arrival, answer in zip(arrivals, answers, strict=True)
        if answer.outcome != Outcome.KNOWN_ELSEWHERE
    ]
    add_sources(community=community, sources=sources, by=by, now=now)


def _open_observations(
    community: AreaCode, new: Sequence[tuple[NewArrival, Person]], by: Viewer, now: datetime
) -> list[Observation]:
    arrivals = [_arrival_row(arrival, person) for arrival, person in new]
    observations = open_observations(community=community, arrivals=arrivals, now=now)
    write_event(
        action="arrival.registered",
        area=community,
        by=by.user_id,
        now=now,
        subject=observations[0].person_id if len(observations) == 1 else None,
        changed={"observations": [str(o.pk) for o in observations]},
    )
    alert_of_earlier_visits(observations=observations, now=now)
    first_told = [(arrival, row) for (arrival, _), row in zip(new, observations, strict=True)]
    record_first(told=first_told, by=by, now=now)
    return observations


def _observe_together(homes: set[UUID], by: Viewer, now: datetime) -> None:
    """Let the households among these that cannot keep apart be observed together."""
    for household in Household.objects.filter(pk__in=homes, cannot_separate=True):
        observe_together(household=household, by=by, now=now)


def _arrival_row(arrival: NewArrival, person: Person) -> Arrival:
    return Arrival(
        id=new_id(),
        county=person.county,
        community=person.community,
        area=person.area,
        person=person,
        origin=arrival.origin,
        origin_class=arrival.origin_class,
        exposed_on=arrival.exposed_on,
        left_on=arrival.left_on,
        arrived_on=arrival.arrived_on,
        transport=arrival.transport,
        vehicle=arrival.vehicle,
        seat=arrival.seat,
        companions=arrival.companions,
        contact_history=arrival.contact_history,
        note=arrival.note,
        known_by=arrival.known_by,
    )
