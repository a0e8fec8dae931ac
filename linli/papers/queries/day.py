"""The day's list as it is printed: household by household in walking order, with who is due and when."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.queries.day import Door, doors, observations_open
from linli.people.models import Household
from linli.protocols.versions import rules_of
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer

# What still wants a check today.
DUE = frozenset({"LATER", "OPEN", "OVERDUE", "NOBODY_HOME", "REFUSED"})


@dataclass(frozen=True)
class PersonLine:
    """One person of the list: day of how many, and the sessions still due today."""

    name: str
    day_number: int
    length: int
    sessions: tuple[str, ...]
    away: bool
    over: bool  # the period is complete; release waits


@dataclass(frozen=True)
class HouseholdLines:
    """One door of the list."""

    household: Household
    people: tuple[PersonLine, ...]


@dataclass(frozen=True)
class GridSheet:
    """The list of one grid, or of what no grid walks to."""

    area: str
    name: str
    households: tuple[HouseholdLines, ...]
    people: frozenset[UUID]  # whose names stand on it


def day_sheets(*, viewer: Viewer, grid: str, now: datetime) -> list[GridSheet]:
    """Return today's list of the areas where the viewer records checks, of one of them where `grid` names it."""
    mine = observations_open(viewer=viewer).filter(in_scope(viewer=viewer, action=Action.RECORD_CHECK))
    rows = doors(
        viewer=viewer, observations=list(mine.filter(area=grid) if grid else mine), day=day_of(now), now=now
    )
    # One household at a time: two may share a place in the walk.
    rows.sort(key=_place)
    names = names_of(codes=[AreaCode(door.observation.area) for door in rows])
    return [
        GridSheet(
            area=area,
            name=names.get(AreaCode(area), area),
            households=tuple(
                HouseholdLines(
                    household=(members := list(those))[0].observation.person.household,
                    people=tuple(_line(door, now) for door in members),
                )
                for _, those in groupby(listed, key=lambda door: door.observation.person.household_id)
            ),
            people=frozenset(door.observation.person_id for door in listed),
        )
        for area, in_area in groupby(rows, key=lambda door: door.observation.area)
        for listed in [list(in_area)]
    ]


def _place(door: Door) -> tuple[str, str, str, str]:
    household = door.observation.person.household
    return door.observation.area, household.walk_order, str(household.pk), door.observation.person.name


def _line(door: Door, now: datetime) -> PersonLine:
    observation = door.observation
    rules = rules_of(observation.protocol_id)
    first = rules.counts_anchor_day
    return PersonLine(
        name=observation.person.name,
        day_number=(day_of(now) - observation.anchor_on).days + first,
        length=(observation.last_on - observation.anchor_on).days + first,
        sessions=tuple(slot.session for slot in door.slots if slot.state in DUE),
        away=door.away,
        over=door.over,
    )
