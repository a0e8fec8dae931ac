"""What another version would mean for an observation, and what was decided of it."""

from datetime import date

from django.db.models import Min

from linli.clock import day_of
from linli.observation.models import Observation, ObservationDecision
from linli.protocols.models import Protocol as Protocol
from linli.protocols.rules import Anchor, anchor_of, last_day
from linli.protocols.versions import rules_of
from linli.staff.queries import names_of


def started_on(*, observation: Observation) -> date:
    """Return the day on which the first observation of the same arrival was opened, here or before a move."""
    rows = Observation.objects.filter(arrival=observation.arrival_id)
    return day_of(rows.aggregate(at=Min("opened_at"))["at"] or observation.opened_at)


def period_under(
    *, observation: Observation, protocol: Protocol, started_on: date
) -> tuple[Anchor, date, date]:
    """Return the anchor, its day and the last day that an observation would have under a version.

    Days that an earlier decision added to the period or took from it are kept. `observation` with its arrival; started_on:
    as the function of that name tells.
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
    return anchor, anchor_on, last_day(protocol=rules, anchor_on=anchor_on) + decided


def decisions_of(*, observation: Observation) -> list[tuple[ObservationDecision, str]]:
    """Return what was decided about a visible observation, in order of time, with the names of who did."""
    rows = list(ObservationDecision.objects.filter(observation=observation).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows})
    return [(row, names.get(row.by, "")) for row in rows]
