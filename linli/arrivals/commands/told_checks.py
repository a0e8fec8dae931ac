"""How somebody was, as told when they were registered: the first check, and what is told again of whoever is known."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.arrivals.commands.arrivals_told import NewArrival
from linli.clock import day_of, start_of
from linli.ids import new_id
from linli.observation.commands.checks import NewCheck, record_checks
from linli.observation.models import Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, CheckOutcome, State, cause_of
from linli.people.models import Person
from linli.protocols.versions import protocol_on, rules_of
from linli.staff.rules import Viewer

ROSTER = "ROSTER"


def judge_told(*, community: AreaCode, arrivals: Sequence[NewArrival], now: datetime) -> None:
    """Judge readings before anybody is looked up: a refusal says nothing of who is known. Raises UnbelievableTemperature."""
    told = [arrival for arrival in arrivals if tells(arrival=arrival)]
    if not told:
        return
    protocol = rules_of(protocol_on(day=day_of(now), area=community).code)
    for arrival in told:
        cause_of(protocol=protocol, temperature_tenths=arrival.temperature_tenths, symptoms=arrival.symptoms)


def record_first(*, told: Sequence[tuple[NewArrival, Observation]], by: Viewer, now: datetime) -> None:
    """Record the first check of observations just opened, where one was told.

    A reading that the protocol does not believe refuses the whole batch with UnbelievableTemperature: the caller has
    checked it before.
    """
    _record([(a, o) for a, o in told if tells(arrival=a)], by, now)


def record_told(*, told: Sequence[tuple[NewArrival, Person]], by: Viewer, now: datetime) -> None:
    """Record how people were who are under observation already, as told once more; alerts follow as from any check.

    Left out: what the same door told of them today, and a reading of a roster that asks nobody to look. Two statements
    at most before the first record. Raises as record_first.
    """
    _record([pair for pair in _unknown(told, now) if pair[0].known_by != ROSTER or _alerts(*pair)], by, now)


def record_listed(*, told: Sequence[tuple[NewArrival, Person]], by: Viewer, now: datetime) -> None:
    """Record what lists tell of people whom other communities observe, of whichever county; once for each day of a list.

    Raises as record_first.
    """
    counties: dict[str, list[tuple[NewArrival, Person]]] = defaultdict(list)
    for arrival, person in told:
        counties[person.county].append((arrival, person))
    for county in sorted(counties):
        _record(_unknown(counties[county], now), by, now)


def _unknown(
    told: Sequence[tuple[NewArrival, Person]], now: datetime
) -> list[tuple[NewArrival, Observation]]:
    """Return what is told of people of one county who are under observation, without what the same door told that day."""
    telling = [(arrival, person) for arrival, person in told if tells(arrival=arrival)]
    if not telling:
        return []
    rows = Observation.objects.filter(person__in={p.pk for _, p in telling}, state=State.OBSERVING)
    open_ = {row.person_id: row for row in rows}
    wanted = [(arrival, open_[p.pk]) for arrival, p in telling if p.pk in open_]
    if not wanted:
        return []
    today = standing_checks(
        county=wanted[0][1].county,
        observation__in=[o.pk for _, o in wanted],
        slot_on__in={day_of(_read_at(arrival, now)) for arrival, _ in wanted},
        channel__in={arrival.channel for arrival, _ in wanted},
    )
    known: set[tuple[UUID, int | None, frozenset[str]]] = {
        (check.observation_id, check.temperature_tenths, frozenset(check.symptoms)) for check in today
    }
    new = []
    for arrival, observation in wanted:
        same = observation.pk, arrival.temperature_tenths, frozenset(arrival.symptoms)
        if same not in known:
            known.add(same)
            new.append((arrival, observation))
    return new


def _read_at(arrival: NewArrival, now: datetime) -> datetime:
    """Return when a reading was taken: now, and of a list at 00:00 of its own day, for nobody told the hour."""
    if arrival.channel != Channel.ROSTER:
        return now
    return start_of(arrival.read_on or day_of(now))


def tells(*, arrival: NewArrival) -> bool:
    """Say whether temperature or symptoms are told."""
    return arrival.temperature_tenths is not None or bool(arrival.symptoms)


def _alerts(arrival: NewArrival, observation: Observation) -> bool:
    cause = cause_of(
        protocol=rules_of(observation.protocol_id),
        temperature_tenths=arrival.temperature_tenths,
        symptoms=arrival.symptoms,
        antipyretic=None,
    )
    return cause is not None


def _record(told: Sequence[tuple[NewArrival, Observation]], by: Viewer, now: datetime) -> None:
    if not told:
        return
    checks = [
        NewCheck(
            id=new_id(),
            observation=observation,
            outcome=CheckOutcome.DONE,
            channel=arrival.channel,
            claimed_at=_read_at(arrival, now),
            temperature_tenths=arrival.temperature_tenths,
            symptoms=arrival.symptoms,
        )
        for arrival, observation in told
    ]
    for answer in record_checks(county=told[0][1].county, new=checks, by=by, now=now):
        if answer.refused:
            raise answer.refused
