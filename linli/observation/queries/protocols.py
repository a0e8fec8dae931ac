"""What another version would mean for an observation."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Min

from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.rules import is_over_before
from linli.protocols.models import Protocol as Protocol
from linli.protocols.rules import Anchor, anchor_of, last_day
from linli.protocols.versions import rules_of


def started_on(*, observation: Observation) -> date:
    """Return the day on which the first observation of the same arrival was opened, here or before a move."""
    rows = Observation.objects.filter(arrival=observation.arrival_id)
    return day_of(rows.aggregate(at=Min("opened_at"))["at"] or observation.opened_at)


def started_each(*, arrivals: Collection[UUID]) -> dict[UUID, date]:
    """Return by arrival the day on which its first observation was opened. One statement."""
    rows = Observation.objects.filter(arrival__in=arrivals).order_by().values_list("arrival")
    return {arrival: day_of(at) for arrival, at in rows.annotate(at=Min("opened_at"))}


def period_under(
    *, observation: Observation, protocol: Protocol, started_on: date
) -> tuple[Anchor, date, date]:
    """Return the anchor, its day and the last day that an observation would have under a version.

    Days that an earlier decision added to the period or took from it are kept. Who is observed here was so on the first day at
    least: no version makes that an observation that was over before. `observation` with its arrival; started_on: as the function
    of that name tells.
    """
    arrival = observation.arrival
    rules = rules_of(protocol.pk)
    anchor, anchor_on = anchor_of(
        protocol=rules,
        exposed_on=arrival.exposed_on,
        left_on=arrival.left_on,
        arrived_on=arrival.arrived_on,
        started_on=started_on,
    )
    before = last_day(protocol=rules_of(observation.protocol_id), anchor_on=observation.anchor_on)
    decided = observation.last_on - before
    last_on = last_day(protocol=rules, anchor_on=anchor_on) + decided
    if not is_over_before(last_on=observation.last_on, began_on=observation.began_on):
        last_on = max(last_on, observation.began_on)
    return anchor, anchor_on, last_on
