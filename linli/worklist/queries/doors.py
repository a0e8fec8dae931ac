"""The day's list decided: which doors, in walking order, and how it is narrowed.

A community may watch thousands of people. So the order is made of a few columns of their doors by the database, and who
stands at a door is read for one page of doors only: linli.worklist.queries.lines.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Q, QuerySet, Value

from linli.duties.kinds import DutyKind, DutySubject, Watch
from linli.duties.models import Duty
from linli.duties.rules import ANSWERABLE, state_of
from linli.observation.duties import CHECK
from linli.people.queries.households import households_of
from linli.staff.rules import Scope
from linli.worklist.queries.check_lines import period_over, to_remeasure
from linli.worklist.queries.due import due, due_unwatched, in_state
from linli.worklist.queries.reach import Reach, areas_of

# What the list may be narrowed to, and which state of a duty that means.
STATES: Final = {
    "open": "OPEN",
    "overdue": "OVERDUE",
    "tried": "NOBODY_HOME",
    "refused": "REFUSED",
    "done": "DONE",
}


class Stop(NamedTuple):
    """A place in the walk: a household, or a subject without one, after the doors of its area. Sorts as one walks."""

    area: str
    alone: bool
    order: str
    id: UUID  # of the household, or of the subject that is alone


class Entry(NamedTuple):
    """One subject of one kind that is not watched, with its duties of the day, as they are due."""

    kind: DutyKind
    subject: UUID
    shown: DutySubject
    duties: Sequence[Duty]


@dataclass(frozen=True)
class Narrowing:
    """What of the day is asked for. grid: one area, '' for all. shown: "all", "action", "over", or one of STATES."""

    day: date
    now: datetime
    grid: str = ""
    shown: str = "all"


@dataclass(frozen=True)
class Walk:
    """The stops of a day in walking order, with the entries at each of kinds that are not watched.

    watched: of each kind that is watched the rows that stand on the list, not yet read. areas: in which somebody stands on the
    list, where it is not narrowed.
    """

    stops: list[Stop]
    entries: dict[UUID, list[Entry]]
    watched: dict[DutyKind, QuerySet[Any]]
    areas: set[str]


def areas_listed(*, reach: Reach, day: date) -> set[str]:
    """Return the areas in which somebody stands on the day's list, not narrowed. One statement, however many kinds."""
    rows: list[QuerySet[Any]] = [
        kind.watch.rows(areas_of(reach=where))
        if kind.watch is not None
        else due(kind=kind, reach=where, first=day, last=day)
        for kind, where in reach.items()
    ]
    areas = [those.order_by().values_list("area", flat=True).distinct() for those in rows]
    return set(Duty.objects.none().values_list("area", flat=True).union(*areas))


def walk(*, reach: Reach, asked: Narrowing) -> Walk:
    """Return the doors of a day in walking order. Two statements, and the subjects of each kind that is on the list."""
    duties: dict[str, dict[UUID, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    areas = set()
    # Of a period that is over nothing is due.
    if asked.shown != "over":
        for duty in due_unwatched(reach=reach, day=asked.day, grid=asked.grid):
            duties[duty.kind][duty.subject].append(duty)
            areas.add(duty.area)
    entries: dict[UUID, list[Entry]] = {}
    for kind in reach:
        for entry in _entries(kind, duties[kind.code], asked):
            entries.setdefault(entry.shown.household or entry.subject, []).append(entry)
    homes = {e.shown.household for those in entries.values() for e in those if e.shown.household}
    stops, orders = set(), {}
    watched = {
        kind: _watched_rows(kind=kind, watch=kind.watch, where=where, asked=asked)
        for kind, where in reach.items()
        if kind.watch is not None
    }
    for area, order, home, is_watched in _doors(watched, homes):
        orders[home] = order
        if is_watched:
            stops.add(Stop(area, alone=False, order=order, id=home))
    areas |= {stop.area for stop in stops}
    for place, those in entries.items():
        at_home = those[0].shown.household is not None
        stops.add(Stop(those[0].shown.area, not at_home, orders.get(place, ""), place))
    return Walk(sorted(stops), entries, watched, areas)


def _doors(watched: Mapping[DutyKind, QuerySet[Any]], homes: set[UUID]) -> QuerySet[Any, Any]:
    """Return area, walking order, id, and whether it is watched: of the watched doors and of some households."""
    doors = [
        rows.order_by()
        .values_list(
            "area", f"{kind.watch.household}__walk_order", kind.watch.household, _literal(is_watched=True)
        )
        .distinct()
        for kind, rows in watched.items()
        if kind.watch is not None
    ]
    others = households_of(ids=homes).order_by()
    return others.values_list("area", "walk_order", "pk", _literal(is_watched=False)).union(*doors, all=True)


def _literal(*, is_watched: bool) -> Value:
    return Value(is_watched, output_field=BooleanField())


def _watched_rows(*, kind: DutyKind, watch: Watch, where: Scope, asked: Narrowing) -> QuerySet[Any]:
    """Return the watched rows that stand on the list as it is narrowed."""
    areas = areas_of(reach=where, grid=asked.grid)
    rows = watch.rows(areas)
    duties = due(kind=kind, reach=where, first=asked.day, last=asked.day, grid=asked.grid)
    if asked.shown == "over":
        return rows.filter(pk__in=period_over(areas=areas, day=asked.day)) if kind is CHECK else rows.none()
    if asked.shown == "action":
        low = to_remeasure(reach=where, areas=areas, day=asked.day) if kind is CHECK else set()
        now = duties.filter(in_state(state="ANSWERABLE", now=asked.now))
        return rows.filter(Q(pk__in=_subjects(now)) | Q(pk__in=low)).exclude(pk__in=watch.away(areas))
    if asked.shown in STATES:
        return rows.filter(
            pk__in=_subjects(duties.filter(in_state(state=STATES[asked.shown], now=asked.now)))
        )
    return rows


def _subjects(duties: QuerySet[Duty]) -> QuerySet[Duty, Any]:
    return duties.order_by().values("subject")


def _entries(kind: DutyKind, duties: Mapping[UUID, Sequence[Duty]], asked: Narrowing) -> list[Entry]:
    """Return who stands on the list of a kind that is not watched: whoever has a duty of the day that is asked for."""
    ids = {
        subject for subject, those in duties.items() if any(_is_asked(kind, duty, asked) for duty in those)
    }
    if not ids:
        return []
    return [
        Entry(kind, subject, told, duties[subject])
        for subject, told in kind.subjects(ids).items()
        if not (asked.shown == "action" and told.away)
    ]


def _is_asked(kind: DutyKind, duty: Duty, asked: Narrowing) -> bool:
    state = state_of(slot=duty, ends=kind.ends, day=asked.day, at=asked.now)
    if asked.shown == "action":
        return state in ANSWERABLE
    return asked.shown not in STATES or state == STATES[asked.shown]
