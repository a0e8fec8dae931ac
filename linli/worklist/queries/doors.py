"""The day's list decided: which doors, in walking order, and how it is narrowed.

A community may watch thousands of people. So the order is made of a few columns of their doors by the database, and who
stands at a door is read for one page of doors only: linli.worklist.queries.lines.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Q, QuerySet, Value

from linli import kept
from linli.areas.models import Area
from linli.areas.queries import note_names
from linli.duties.kinds import DutyKind, DutySubject
from linli.duties.models import Duty
from linli.duties.queries import duties_of_days
from linli.duties.rules import ANSWERABLE, state_of
from linli.observation.duties import CHECK
from linli.people.queries.households import households_of
from linli.staff.rules import Scope
from linli.worklist.queries.check_lines import period_over
from linli.worklist.queries.due import Told, due, due_unwatched, in_state
from linli.worklist.queries.reach import Reach, areas_of
from linli.worklist.queries.remeasure import to_remeasure

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

    watched: of each kind that is watched what makes the query of the rows that stand on the list, told a moment and the doors
    that are looked at. areas: in which somebody stands on the list, where it is not narrowed. low: who must be measured again,
    where the walk had to know; else None.
    """

    stops: list[Stop]
    entries: dict[UUID, list[Entry]]
    watched: dict[DutyKind, kept.Query]
    areas: set[str]
    low: frozenset[UUID] | None


def areas_listed(*, reach: Reach, day: date) -> set[str]:
    """Return the areas in which somebody stands on the day's list, not narrowed, and note their names.

    One statement, however many kinds.
    """
    names = dict(kept.rows(kept.query(_areas_listed, reach=tuple(reach.items()), day=day)))
    note_names(names=names)
    return set(names)


def _areas_listed(*, reach: Told, day: date) -> kept.Values:
    somebody = Q(pk__in=[])
    for kind, where in reach:
        rows: QuerySet[Any] = (
            kind.watch.rows(areas_of(reach=where))
            if kind.watch is not None
            else due(kind=kind, reach=where, first=day, last=day)
        )
        somebody |= Q(code__in=rows.order_by().values("area"))
    return Area.objects.filter(somebody).values_list("code", "name")


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
    low = _low(reach, asked)
    narrowed = Narrowed(asked.day, asked.grid, asked.shown, low or frozenset())
    watched = {
        kind: kept.query(watched_rows, kind=kind, where=where, narrowed=narrowed)
        for kind, where in reach.items()
        if kind.watch is not None
    }
    doors = kept.rows(kept.query(_doors, watched=tuple(watched.items())), at=asked.now, ids=sorted(homes))
    stops = [Stop(area, False, order, home) for area, order, home, is_watched in doors if is_watched]  # noqa: FBT003 (named, it costs a millisecond a page)
    areas |= {stop.area for stop in stops}
    orders = {home: order for _area, order, home, _is_watched in doors} if entries else {}
    for place, those in entries.items():
        at_home = those[0].shown.household is not None
        stops.append(Stop(those[0].shown.area, not at_home, orders.get(place, ""), place))
    # What is watched at a door, and what is due there besides, is one stop.
    return Walk([stop for stop, _same in groupby(sorted(stops))], entries, watched, areas, low)


def _doors(
    *, watched: tuple[tuple[DutyKind, kept.Query], ...], at: datetime, ids: Sequence[UUID] = ()
) -> kept.Values:
    """Return area, walking order, id, and whether it is watched: of the watched doors and of the households of some ids."""
    doors = [
        rows(at=at)
        .order_by()
        .values_list(
            "area", f"{kind.watch.household}__walk_order", kind.watch.household, _literal(is_watched=True)
        )
        .distinct()
        for kind, rows in watched
        if kind.watch is not None
    ]
    others: kept.Values = (
        households_of(ids=ids).order_by().values_list("area", "walk_order", "pk", _literal(is_watched=False))
    )
    return others.union(*doors, all=True)


def _literal(*, is_watched: bool) -> Value:
    return Value(is_watched, output_field=BooleanField())


class Narrowed(NamedTuple):
    """How the rows of a watched kind are narrowed: as Narrowing says but for its moment. low: who must be measured again."""

    day: date
    grid: str
    shown: str
    low: frozenset[UUID]


def _low(reach: Reach, asked: Narrowing) -> frozenset[UUID] | None:
    if asked.shown != "action" or CHECK not in reach:
        return None
    return frozenset(to_remeasure(reach=reach[CHECK], grid=asked.grid, day=asked.day))


def watched_rows(
    *, kind: DutyKind, where: Scope, narrowed: Narrowed, at: datetime, ids: Sequence[UUID] | None = None
) -> QuerySet[Any]:
    """Return the watched rows that stand on the list as it is narrowed; ids: those behind some doors. A kept query."""
    watch = kind.watch
    assert watch is not None  # noqa: S101 (only such kinds are asked for)
    areas = areas_of(reach=where, grid=narrowed.grid)
    day = narrowed.day
    rows = watch.rows(areas) if ids is None else watch.rows(areas).filter(**{f"{watch.household}__in": ids})
    # Whose they are, the rows say: they are asked for by their subjects alone.
    duties = duties_of_days(counties=where.counties, kinds=[kind.code], ends=kind.ends, first=day, last=day)
    if narrowed.shown == "over":
        return rows.filter(pk__in=period_over(areas=areas, day=day)) if kind is CHECK else rows.none()
    if narrowed.shown == "action":
        now = duties.filter(in_state(state="ANSWERABLE", now=at))
        due_now = Q(pk__in=_subjects(now)) | Q(pk__in=narrowed.low)
        return rows.filter(due_now).exclude(pk__in=watch.away(areas))
    if narrowed.shown in STATES:
        return rows.filter(pk__in=_subjects(duties.filter(in_state(state=STATES[narrowed.shown], now=at))))
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
