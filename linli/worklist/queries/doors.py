"""The day's list decided: which doors, in walking order, and how it is narrowed.

A community may watch thousands of people. So the order is made of a few columns of their doors by the database, and who
stands at a door is read for one page of doors only: linli.worklist.queries.lines.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.duties.kinds import DutyKind, DutySubject, Watch
from linli.duties.models import Duty
from linli.observation.duties import CHECK
from linli.observation.queries.day import period_over, to_remeasure
from linli.people.queries.households import walk_orders
from linli.staff.rules import Scope
from linli.worklist.queries.due import due, in_state
from linli.worklist.queries.reach import Reach, areas_of

# What the list may be narrowed to, and which state of a duty that means.
STATES: Final = {"open": "OPEN", "overdue": "OVERDUE", "tried": "TRIED", "done": "DONE"}


class Stop(NamedTuple):
    """A place in the walk: a household, or a subject without one, after the doors of its area. Sorts as one walks."""

    area: str
    alone: bool
    order: str
    id: UUID  # of the household, or of the subject that is alone


class Entry(NamedTuple):
    """One subject of one kind on the list."""

    kind: DutyKind
    subject: UUID
    shown: DutySubject


@dataclass(frozen=True)
class Narrowing:
    """What of the day is asked for. grid: one area, '' for all. shown: "all", "action", "over", or one of STATES."""

    day: date
    now: datetime
    grid: str = ""
    shown: str = "all"


@dataclass(frozen=True)
class Walk:
    """The stops of a day in walking order, with the entries at each of kinds that are not watched."""

    stops: list[Stop]
    entries: dict[UUID, list[Entry]]


def areas_listed(*, reach: Reach, day: date) -> set[str]:
    """Return the areas in which somebody stands on the day's list. One statement a kind."""
    found: set[str] = set()
    for kind, where in reach.items():
        if kind.watch is not None:
            found.update(_areas(kind.watch.rows(areas_of(reach=where))))
        else:
            found.update(_areas(due(kind=kind, reach=where, first=day, last=day)))
    return found


def _areas(rows: QuerySet[Any]) -> QuerySet[Any, str]:
    return rows.order_by().values_list("area", flat=True).distinct()


def walk(*, reach: Reach, asked: Narrowing) -> Walk:
    """Return the doors of a day in walking order. A fixed number of statements for each kind."""
    stops: set[Stop] = set()
    entries: dict[UUID, list[Entry]] = {}
    for kind, where in reach.items():
        if kind.watch is not None:
            stops.update(_watched_doors(kind, kind.watch, where, asked))
        else:
            for entry in _entries(kind, where, asked):
                entries.setdefault(entry.shown.household or entry.subject, []).append(entry)
    orders = walk_orders(
        ids={e.shown.household for those in entries.values() for e in those if e.shown.household}
    )
    for place, those in entries.items():
        at_home = those[0].shown.household is not None
        stops.add(Stop(those[0].shown.area, not at_home, orders.get(place, ""), place))
    return Walk(sorted(stops), entries)


def _watched_doors(kind: DutyKind, watch: Watch, where: Scope, asked: Narrowing) -> list[Stop]:
    rows = watched_rows(kind=kind, watch=watch, where=where, asked=asked).order_by()
    doors = rows.values_list("area", f"{watch.household}__walk_order", watch.household).distinct()
    return [Stop(area, alone=False, order=order, id=home) for area, order, home in doors]


def watched_rows(*, kind: DutyKind, watch: Watch, where: Scope, asked: Narrowing) -> QuerySet[Any]:
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


def _entries(kind: DutyKind, where: Scope, asked: Narrowing) -> list[Entry]:
    """Return who stands on the list of a kind that is not watched: whoever has a duty of the day."""
    if asked.shown == "over":
        return []
    rows = due(kind=kind, reach=where, first=asked.day, last=asked.day, grid=asked.grid)
    if asked.shown == "action":
        rows = rows.filter(in_state(state="ANSWERABLE", now=asked.now))
    elif asked.shown in STATES:
        rows = rows.filter(in_state(state=STATES[asked.shown], now=asked.now))
    shown = kind.subjects(set(rows.order_by().values_list("subject", flat=True)))
    return [
        Entry(kind, subject, told)
        for subject, told in shown.items()
        if not (asked.shown == "action" and told.away)
    ]
