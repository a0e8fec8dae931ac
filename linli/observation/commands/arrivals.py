"""Arrivals written down, and the observations that count from them. Who came, and what is right of it, is decided above."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.ids import new_id
from linli.observation.commands.check_duties import open_check_duties
from linli.observation.commands.period import DAYS, last_day_of, refit
from linli.observation.models import Arrival, Observation
from linli.observation.rules import Category, State, category_of
from linli.protocols.models import Protocol
from linli.protocols.rules import anchor_of, last_day
from linli.protocols.versions import protocol_on, rules_of
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows


def open_observations(
    *, community: AreaCode, arrivals: Sequence[Arrival], now: datetime
) -> list[Observation]:
    """Write down arrivals in a community that are not saved yet; open the observation of each, in order, with its duties.

    Under the version that is in force there today. Nobody of them is observed yet. A handful of statements however many.
    Call it inside a transaction.
    """
    protocol = protocol_on(day=day_of(now), area=community)
    insert_rows(arrivals)
    observations = [_observation_row(row, protocol, now) for row in arrivals]
    insert_rows(observations)
    open_check_duties(observations=observations, from_=now)
    return observations


def put_on_arrival(*, arrival: Arrival, facts: Mapping[str, str]) -> None:
    """Put facts on an arrival and save it; '' is unknown."""
    for name, text in facts.items():
        if name in DAYS:
            setattr(arrival, name, date.fromisoformat(text) if text else None)
        elif name == "contact_history":
            arrival.contact_history = text or "UNKNOWN"
        else:
            setattr(arrival, name, text)
    if facts:
        arrival.save(update_fields=list(facts))


def put_right(*, arrival: Arrival, facts: Mapping[str, str], reason: str, by: Viewer, now: datetime) -> None:
    """Put facts on an arrival, `category` on its observations; the last day of an open one follows, with its duties."""
    put_on_arrival(arrival=arrival, facts={n: t for n, t in facts.items() if n != "category"})
    rows = Observation.objects.filter(arrival=arrival)
    if "category" in facts:
        rows.update(category=Category(facts["category"]))
    for observation in rows.filter(state=State.OBSERVING).select_related("arrival"):
        refit(observation=observation, reason=reason, by=by, now=now)


def keep_journey(*, arrival: Arrival, facts: Mapping[str, str]) -> None:
    """Write down an arrival that is not saved yet, with its facts, beside those on file.

    The open observation of its person counts from it where it then ends later; whoever calls fits its period anew.
    """
    arrival.save(force_insert=True)
    put_on_arrival(arrival=arrival, facts=facts)
    rows = Observation.objects.filter(person=arrival.person_id, state=State.OBSERVING)
    observation = rows.select_related("arrival").first()
    if observation is None:
        return
    ends = last_day_of(observation=observation, told=_days(arrival))
    if ends > last_day_of(observation=observation, told=_days(observation.arrival)):
        observation.arrival = arrival
        observation.category = category_of(origin_class=arrival.origin_class)
        observation.save(update_fields=["arrival", "category"])


def _days(arrival: Arrival) -> dict[str, str]:
    days = {name: getattr(arrival, name) for name in DAYS}
    return {name: day.isoformat() for name, day in days.items() if day}


def _observation_row(arrival: Arrival, protocol: Protocol, now: datetime) -> Observation:
    rules = rules_of(protocol.pk)
    anchor, anchor_on = anchor_of(
        protocol=rules,
        exposed_on=arrival.exposed_on,
        left_on=arrival.left_on,
        arrived_on=arrival.arrived_on,
        started_on=day_of(now),
    )
    return Observation(
        id=new_id(),
        county=arrival.county,
        community=arrival.community,
        area=arrival.area,
        person=arrival.person,
        arrival=arrival,
        protocol=protocol,
        anchor=anchor,
        anchor_on=anchor_on,
        last_on=last_day(protocol=rules, anchor_on=anchor_on),
        category=category_of(origin_class=arrival.origin_class),
        opened_at=now,
    )
