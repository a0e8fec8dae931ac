"""Who must be measured again, because the last reading of the day is too low to believe."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, Subquery

from linli import kept
from linli.observation.duties import watched
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import OUTDOOR_LOW_TENTHS, must_remeasure
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.staff.rules import Scope
from linli.worklist.queries.reach import areas_of


def counties_of(whole: Whole) -> tuple[str, ...]:
    """Return the counties of whole observations in order, as a kept query is told them."""
    return tuple(sorted(whole.counties))


def too_low(whole: Whole, protocols: Mapping[UUID, str], day: date) -> set[UUID]:
    """Return those observations, given with their protocols, whose last reading of the day must be taken again."""
    if not protocols:
        return set()
    asked = kept.query(_readings, counties=counties_of(whole), day=day)
    # By observation its last reading: temperature, site, outdoors.
    last: dict[UUID, list[Any]] = {}
    for row, *reading in kept.rows(asked, ids=whole.rows):
        last |= dict.fromkeys(whole.asked[row], reading)
    return {
        subject
        for subject, (temperature_tenths, site, outdoors) in last.items()
        if must_remeasure(
            protocol=rules_of(protocols[subject]),
            temperature_tenths=temperature_tenths,
            site=site,
            outdoors=outdoors,
        )
    }


def _readings(*, counties: Sequence[str], day: date, ids: Sequence[UUID]) -> kept.Values:
    """Return the readings of a day, the oldest first."""
    rows = standing_checks(
        county__in=counties, observation__in=ids, slot_on=day, temperature_tenths__isnull=False
    )
    return rows.order_by("received_at", "id").values_list(
        "observation_id", "temperature_tenths", "site", "outdoors"
    )


def to_remeasure(*, reach: Scope, grid: str, day: date) -> set[UUID]:
    """Return the open observations of a scope whose last reading of the day must be taken again, or of one area of it.

    Only who had a reading that any version finds low, or goes on from another row, is looked at. One statement, two more
    where there is somebody, and one where somebody goes on.
    """
    asked = kept.query(_looked_at, reach=reach, grid=grid, day=day)
    rows = [_Looked(*row) for row in kept.rows(asked)]
    return too_low(whole_of(observations=rows), {row.pk: row.protocol for row in rows}, day)


class _Looked(NamedTuple):
    """An open observation whose readings are looked at."""

    pk: UUID
    county: str
    continues_id: UUID | None
    protocol: str


def _looked_at(*, reach: Scope, grid: str, day: date) -> kept.Values:
    open_ = watched(areas_of(reach=reach, grid=grid))
    low = Q(pk__in=_maybe_low(reach=reach, grid=grid, day=day))
    rows = open_.filter(low | Q(continues__isnull=False))
    return rows.values_list("pk", "county", "continues_id", "protocol_id")


def _maybe_low(*, reach: Scope, grid: str, day: date) -> kept.Values:
    """Return whoever had a reading of a day that some version finds low, or that is low where it was taken outdoors."""
    lowest = Protocol.objects.order_by("-remeasure_below_tenths").values("remeasure_below_tenths")[:1]
    return standing_checks(
        Q(temperature_tenths__lt=OUTDOOR_LOW_TENTHS) | Q(temperature_tenths__lt=Subquery(lowest)),
        county__in=reach.counties,
        observation__in=watched(areas_of(reach=reach, grid=grid)).values("pk"),
        slot_on=day,
    ).values_list("observation_id")
