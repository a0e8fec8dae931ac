"""Somebody known who is told of again: what agrees, what is new, and what differs and waits for a person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from linli.arrivals.commands.arrivals_told import NewArrival, facts_of
from linli.arrivals.queries.facts import arrival_facts, person_facts
from linli.clock import day_of
from linli.observation.commands.arrivals import put_on_arrival
from linli.observation.commands.check_duties import open_check_duties
from linli.observation.commands.decisions import write_decision
from linli.observation.commands.period import DAYS, fit_period, last_day_of, refit
from linli.observation.commands.reopen import open_again
from linli.observation.models import Arrival, Observation
from linli.observation.rules import DecisionKind, State
from linli.people.commands import NewTelling, keep_told_again, write_correction
from linli.people.models import Person
from linli.people.queries import entries_among
from linli.people.queries.corrections import stood_in, told_in, told_of_people
from linli.people.rules.corrections import HEALTH, JOURNEY, PERSON, About, Verdict, compare
from linli.people.rules.sources import source_kind
from linli.staff.rules import Viewer

# Written by the product where no person typed a reason; pages say it in the reader's language.
TOLD_AGAIN: Final = "TOLD_AGAIN"
FACTS: Final = (*JOURNEY, *PERSON, *HEALTH)


def hold_against(
    *,
    told: Sequence[tuple[NewArrival, Person]],
    is_new: Sequence[bool],
    may_see: Sequence[bool],
    by: Viewer,
    now: datetime,
) -> list[tuple[str, ...]]:
    """Hold what is told of people known here against what stands; return of each, in order, which fields differ.

    is_new: what is told is an arrival of its own by now, so that only the person is compared. What was unknown and
    changes no last day is kept at once; everything else waits side by side, and until it is decided the later last day
    holds. may_see: whether `by` sees the person; of whom they do not, all of it waits, how they are as well, and no last
    day follows from it. What waits or was decided already is not asked again. Four statements where everything agrees. Call it
    inside the transaction that registers them.
    """
    if not told:
        return []
    standing = _Standing({person.pk for _, person in told})
    answers: list[tuple[str, ...]] = []
    new: list[NewTelling] = []
    for (arrival, person), only_person, seen in zip(told, is_new, may_see, strict=True):
        against = None if only_person else standing.arrival(person.pk, arrival.arrived_on)
        said = _said(arrival, against, is_recorded=only_person or (seen and person.pk in standing.open_))
        known = standing.of_person(person.pk) | (_journey(against) if against else {})
        found = compare(standing=known, told=said)
        differs = dict(found.differs)
        if seen and _fits_in(found.first, differs, against, standing.open_.get(person.pk)):
            _keep_first(found.first, against, person, by, now)
        else:
            differs |= found.first
        answers.append(tuple(name for name in FACTS if name in differs))
        asked = standing.asked[person.pk] | (set() if seen else standing.asked_unseen[person.pk])
        if differs.items() - asked:
            (standing.asked if seen else standing.asked_unseen)[person.pk] |= differs.items()
            stood = {name: next(iter(known.get(name, ())), "") for name in differs}
            kind = source_kind(known_by=arrival.known_by)
            new.append(NewTelling(person, against.pk if against else None, said, stood, kind, not seen))
    keep_told_again(new=new, by=by, now=now)
    moving = [one for one in new if set(DAYS) & set(one.stood) and not one.is_unseen]
    _let_later_day_win(moving, standing.open_, by, now)
    return answers


def _said(arrival: NewArrival, against: Arrival | None, *, is_recorded: bool) -> dict[str, str]:
    """Return what is told as far as it is compared: of health only what no check records."""
    compared = {*PERSON, *(JOURNEY if against else ()), *(() if is_recorded else HEALTH)}
    return {name: text for name, text in facts_of(arrival=arrival).items() if name in compared}


def _let_later_day_win(
    new: Sequence[NewTelling], open_: Mapping[UUID, Observation], by: Viewer, now: datetime
) -> None:
    for pk in sorted({one.person.pk for one in new} & set(open_)):
        refit(observation=open_[pk], reason=TOLD_AGAIN, by=by, now=now)
    for one in new:
        if one.person.pk not in open_:
            observe_again(person=one.person, told=one.told, by=by, now=now)


def observe_again(*, person: Person, told: Mapping[str, str], by: Viewer, now: datetime) -> None:
    """Observe somebody released again, where what is told would have it go on. Call it inside a transaction."""
    rows = Observation.objects.filter(person=person).select_related("person__joined_to")
    newest = rows.order_by("-opened_at", "-pk").first()
    if newest is None or newest.state != State.RELEASED:
        return
    if last_day_of(observation=newest, told=told) < max(day_of(now), newest.last_on):
        return
    again = open_again(old=newest, person=person, now=now)
    write_decision(
        observation=again,
        kind=DecisionKind.REOPENED,
        reason=TOLD_AGAIN,
        values={"of": str(newest.pk), "ended_as": newest.state},
        by=by,
        now=now,
    )
    fit_period(observation=again, now=now)
    open_check_duties(observations=[again], from_=now)


class _Standing:
    """What is known of people, read in four statements."""

    def __init__(self, people: set[UUID]) -> None:
        entries = list(entries_among(people=people).select_related("household"))
        self.owner = {entry.pk: entry.joined_to_id or entry.pk for entry in entries}
        self.entries: dict[UUID, list[Person]] = defaultdict(list)
        for entry in sorted(entries, key=lambda e: e.pk != self.owner[e.pk]):
            self.entries[self.owner[entry.pk]].append(entry)
        rows = Observation.objects.filter(person__in=people, state=State.OBSERVING).select_related("arrival")
        self.open_ = {row.person_id: row for row in rows}
        self.arrivals: dict[UUID, list[Arrival]] = defaultdict(list)
        for arrival in Arrival.objects.filter(person__in=self.owner).order_by("arrived_on", "pk"):
            self.arrivals[self.owner[arrival.person_id]].append(arrival)
        self.asked: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
        self.asked_unseen: dict[UUID, set[tuple[str, str]]] = defaultdict(
            set
        )  # whoever sees them tells it first
        for entry_id, rows_told in told_of_people(people=self.owner).items():
            for row in rows_told:
                if row.decision == Verdict.WITHDRAWN:
                    continue  # told again, it is asked again
                said, differing = told_in(telling=row), stood_in(telling=row)
                asked = self.asked_unseen if row.is_unseen and not row.decision else self.asked
                asked[self.owner[entry_id]] |= {(n, said[n]) for n in differing if n in said}

    def arrival(self, person: UUID, on: date) -> Arrival | None:
        """Return the arrival of the same day, else that of the open observation, else the newest."""
        rows = self.arrivals[person]
        same = [row for row in rows if row.arrived_on == on]
        if same:
            return same[-1]
        observation = self.open_.get(person)
        if observation is not None:
            return next((row for row in rows if row.pk == observation.arrival_id), None)
        return rows[-1] if rows else None

    def of_person(self, person: UUID) -> dict[str, list[str]]:
        """Return what any entry of a person tells, the own one first."""
        return {
            name: [told for entry in self.entries[person] if (told := person_facts(person=entry)[name])]
            for name in PERSON
        }


def _journey(arrival: Arrival) -> dict[str, list[str]]:
    return {name: [text] for name, text in arrival_facts(arrival=arrival).items() if text}


def _fits_in(
    first: Mapping[str, str],
    differs: Mapping[str, str],
    arrival: Arrival | None,
    observation: Observation | None,
) -> bool:
    """Say whether what is told for the first time belongs to the arrival without a doubt and without an earlier end."""
    if not first or arrival is None or not set(first) <= set(JOURNEY) or set(JOURNEY) & set(differs):
        return False  # it may have been another journey
    if "origin" in first:
        return False  # the group follows it
    if not set(DAYS) & set(first):
        return True
    if observation is None or observation.arrival_id != arrival.pk:
        return False
    facts = arrival_facts(arrival=arrival)
    return last_day_of(observation=observation, told={**facts, **first}) >= last_day_of(
        observation=observation, told=facts
    )


def _keep_first(
    first: Mapping[str, str], arrival: Arrival | None, person: Person, by: Viewer, now: datetime
) -> None:
    """Put on an arrival what nobody had told before, with its period where a day is among it."""
    assert arrival is not None  # noqa: S101 (asked by _fits_in)
    put_on_arrival(arrival=arrival, facts=first)
    write_correction(
        about=About.ARRIVAL,
        subject=arrival.pk,
        of=person,
        before=dict.fromkeys(first, ""),
        after=first,
        reason=TOLD_AGAIN,
        by=by,
        now=now,
    )
    if set(DAYS) & set(first):
        for observation in Observation.objects.filter(arrival=arrival, state=State.OBSERVING):
            refit(observation=observation, reason=TOLD_AGAIN, by=by, now=now)
