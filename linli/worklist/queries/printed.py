"""The day's list as it is printed: door by door in walking order, with who is due and when, and what else is to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.queries.day import CheckLine
from linli.observation.queries.period import period_of
from linli.people.queries.households import notes_of
from linli.staff.rules import Viewer
from linli.worklist.queries.doors import Narrowing, walk
from linli.worklist.queries.lines import Door, Line, doors_told
from linli.worklist.queries.reach import answered_by

# What still wants a check today.
DUE = frozenset({"LATER", "OPEN", "OVERDUE", "NOBODY_HOME", "REFUSED"})


@dataclass(frozen=True)
class PersonLine:
    """One person of the list: day of how many, the sessions still due today, and whether a call is not enough."""

    name: str
    day_number: int
    length: int
    sessions: tuple[str, ...]
    away: bool
    over: bool  # the period is complete; release waits
    needs_visit: bool


@dataclass(frozen=True)
class TaskLine:
    """Anything else that is to be done there, by when; is_overdue: that moment has passed."""

    words: str
    title: str
    due_at: datetime
    is_overdue: bool


@dataclass(frozen=True)
class DoorLines:
    """One door of the list, or a place without household."""

    household: UUID | None
    address: str
    note: str
    people: tuple[PersonLine, ...]
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True)
class GridSheet:
    """The list of one grid, or of what no grid walks to."""

    area: str
    name: str
    doors: tuple[DoorLines, ...]
    people: frozenset[UUID]  # under observation, whose names stand on it


def day_sheets(*, viewer: Viewer, grid: str, now: datetime) -> list[GridSheet]:
    """Return today's list of what the viewer goes and does, of one area where `grid` names it."""
    reach, asked = answered_by(viewer=viewer), Narrowing(day=day_of(now), now=now, grid=grid)
    walked = walk(reach=reach, asked=asked)
    doors = doors_told(viewer=viewer, reach=reach, walk=walked, stops=walked.stops, asked=asked)
    notes = _notes(doors)
    names = names_of(codes=[AreaCode(door.area) for door in doors])
    return [
        GridSheet(
            area=area,
            name=names.get(AreaCode(area), area),
            doors=tuple(_door(door, notes, now) for door in those),
            people=frozenset(
                line.check.observation.person_id for door in those for line in door.lines if line.check
            ),
        )
        for area, in_area in groupby(doors, key=lambda door: door.area)
        for those in [list(in_area)]
    ]


def _notes(doors: Sequence[Door]) -> dict[UUID, str]:
    """Return what is noted of the households: read with who is watched there, or else asked for."""
    homes = [line.check.observation.person.household for door in doors for line in door.lines if line.check]
    read = {home.pk: home.note for home in homes}
    return read | notes_of(ids={door.household for door in doors if door.household} - read.keys())


def _door(door: Door, notes: Mapping[UUID, str], now: datetime) -> DoorLines:
    return DoorLines(
        household=door.household,
        address=door.address,
        note=notes.get(door.household, "") if door.household else "",
        people=tuple(_person(line.check, now) for line in door.lines if line.check),
        tasks=tuple(task for line in door.lines if not line.check for task in _tasks(line)),
    )


def _person(line: CheckLine, now: datetime) -> PersonLine:
    observation = line.observation
    period = period_of(observation=observation, day=day_of(now))
    return PersonLine(
        name=observation.person.name,
        day_number=period.number,
        length=period.length,
        sessions=tuple(slot.session for slot in line.slots if slot.state in DUE),
        away=line.away,
        over=line.over,
        needs_visit=line.needs_visit,
    )


def _tasks(line: Line) -> list[TaskLine]:
    return [
        TaskLine(
            words=str(line.kind.words),
            title=line.shown.title,
            due_at=slot.due_at,
            is_overdue=slot.state == "OVERDUE",
        )
        for slot in line.slots
        if slot.state in DUE
    ]
