"""Whom who sees an emergency rings at each level that has not said that it knows, and what has told each level of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.channels.queries import Carried, carried
from linli.clock import day_of
from linli.emergencies.queries import Emergency, LevelTold
from linli.emergencies.telling import thing_of
from linli.staff.queries.reached import Reached, rung_at
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Outward:
    """What stands beside the levels. to_ring: at the community; rung: at the offices whose word is asked, by level."""

    to_ring: Sequence[Reached]
    rung: dict[str, list[Reached]]
    carried: dict[str, list[Carried]]


def outward_of(
    *, viewer: Viewer, emergency: Emergency, levels: Sequence[LevelTold], now: datetime
) -> Outward:
    """Return whom to ring and what was sent; telephones only along the viewer's chain. Two statements."""
    asked = {one.level: one.area for one in levels if one.waiting}
    found = rung_at(viewer=viewer, areas={emergency.community, *asked.values()}, on=day_of(now))
    areas = {one.area: one.level for one in levels}
    told: dict[str, list[Carried]] = {}
    for one in carried(
        thing=thing_of(emergency=emergency.pk), areas=list(areas), since=emergency.received_at
    ):
        told.setdefault(areas[one.area], []).append(one)
    return Outward(
        found.get(emergency.community, []),
        {level: found.get(area, []) for level, area in asked.items()},
        told,
    )
