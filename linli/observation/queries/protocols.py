"""Reads of protocol versions: who may read which, what is in force, what a version would mean for somebody."""

from datetime import date

from django.db.models import Min, Q, QuerySet

from linli.clock import day_of
from linli.observation.models import Observation, ObservationDecision, ProtocolInForce

# Pages may name the type of a row, though never reach for its table.
from linli.observation.models import Protocol as Protocol
from linli.observation.protocols import areas_above, rules_of
from linli.observation.rules import Anchor, anchor_of, last_day
from linli.staff.queries import names_of
from linli.staff.rules import Viewer

COUNTY_DIGITS = 6


def protocols_readable(*, viewer: Viewer) -> QuerySet[Protocol]:
    """Versions that a viewer may read, the newest first: a county's own in the county and above it, the rest by all."""
    # A county's own version has six digits; the nation's and the local sets that came with Linli fewer.
    condition = Q(area__regex=r"^\d{0,5}$")
    for post in viewer.posts:
        condition |= Q(area=post.area[:COUNTY_DIGITS]) | Q(area__startswith=post.area)
    return Protocol.objects.filter(condition).select_related("base").order_by("-valid_from", "-code")


def protocols_for(*, area: str) -> QuerySet[Protocol]:
    """Versions that hold in an area, the newest first: the nation's, and its own and those of the levels above it."""
    return (
        Protocol.objects.filter(area__in=areas_above(area=area))
        .select_related("base")
        .order_by("-valid_from", "-code")
    )


def declarations(*, area: str) -> list[tuple[ProtocolInForce, str]]:
    """Return what was declared for an area itself or above it, the latest first, with the names of who did."""
    rows = list(
        ProtocolInForce.objects.filter(area__in=areas_above(area=area))
        .select_related("protocol")
        .order_by("-from_on", "-at", "-pk")
    )
    names = names_of(ids={row.by for row in rows if row.by})
    return [(row, names.get(row.by, "") if row.by else "") for row in rows]


def version_names() -> dict[str, str]:
    """Return the names of all versions by code, for what was decided in their terms."""
    return dict(Protocol.objects.values_list("code", "name"))


def next_code(*, county: str) -> str:
    """Return a code for the next version of a county: 340102-01, 340102-02, ..."""
    return f"{county}-{Protocol.objects.filter(area=county).count() + 1:02}"


def period_under(*, observation: Observation, protocol: Protocol) -> tuple[Anchor, date, date]:
    """Return the anchor, its day and the last day that an observation would have under a version.

    Days that an earlier decision added to the period or took from it are kept. `observation` with its arrival.
    """
    arrival = observation.arrival
    first = Observation.objects.filter(arrival=arrival).aggregate(at=Min("opened_at"))["at"]
    rules = rules_of(protocol.pk)
    anchor, anchor_on = anchor_of(
        protocol=rules,
        exposed_on=arrival.exposed_on,
        left_on=arrival.left_on,
        arrived_on=arrival.arrived_on,
        started_on=day_of(first or observation.opened_at),
    )
    before = last_day(protocol=rules_of(observation.protocol_id), anchor_on=observation.anchor_on)
    decided = observation.last_on - before
    return anchor, anchor_on, last_day(protocol=rules, anchor_on=anchor_on) + decided


def decisions_of(*, observation: Observation) -> list[tuple[ObservationDecision, str]]:
    """Return what was decided about a visible observation, in order of time, with the names of who did."""
    rows = list(ObservationDecision.objects.filter(observation=observation).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows})
    return [(row, names.get(row.by, "")) for row in rows]
