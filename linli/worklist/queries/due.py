"""The duties behind every list: those of a day and those overdue, of one kind within a scope. Stream rows only.

Which subjects are watched is asked of the owner's rows in a subquery, never in a join (a distributed database joins no
stream table with a register table).
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet

from linli import kept
from linli.duties.kinds import DutyKind
from linli.duties.models import Duty
from linli.duties.queries import duties_of_days
from linli.duties.queries import overdue as overdue_of_kind
from linli.duties.rules import Ends, Escalation, Level
from linli.staff.rules import Scope
from linli.worklist.queries.reach import Reach, areas_of

_COLUMNS: Final = tuple(field.attname for field in Duty._meta.concrete_fields)
# Outcomes of a visit that met nobody, or nobody willing.
TRIED: Final = (Duty.Outcome.NOBODY_HOME, Duty.Outcome.REFUSED)


def due(*, kind: DutyKind, reach: Scope, first: date, last: date, grid: str = "") -> QuerySet[Duty]:
    """Duties of a kind that belong to some days, both included, within a scope; of one area where `grid` names it."""
    rows = duties_of_days(counties=reach.counties, kinds=[kind.code], ends=kind.ends, first=first, last=last)
    areas = areas_of(reach=reach, grid=grid)
    if kind.watch is None:
        return rows.filter(areas)
    return rows.filter(subject__in=kind.watch.rows(areas).values("pk"))


def each_due(*, reach: Reach, first: date, last: date, grid: str = "") -> list[QuerySet[Duty]]:
    """Duties of every kind as `due` returns those of one: a query for each that is watched, then one for all that are alike.

    Alike are those that end alike and are asked for in the same areas, so that a union of these costs as much when there
    are more kinds.
    """
    watched = [
        due(kind=kind, reach=where, first=first, last=last, grid=grid)
        for kind, where in reach.items()
        if kind.watch is not None
    ]
    alike: dict[tuple[Ends, Scope], list[str]] = {}
    for kind, where in reach.items():
        if kind.watch is None:
            alike.setdefault((kind.ends, where), []).append(kind.code)
    return watched + [
        duties_of_days(counties=where.counties, kinds=codes, ends=ends, first=first, last=last).filter(
            areas_of(reach=where, grid=grid)
        )
        for (ends, where), codes in alike.items()
    ]


# Kinds with where they are asked for, as a kept query is told of a Reach.
Told = tuple[tuple[DutyKind, Scope], ...]


def due_unwatched(*, reach: Reach, day: date, grid: str = "") -> list[Duty]:
    """Duties of a day of every kind that is not watched, as they are due. One statement."""
    unwatched = tuple((kind, where) for kind, where in reach.items() if kind.watch is None)
    rows = kept.rows(kept.query(_due_of_all, reach=unwatched, first=day, last=day, grid=grid))
    return sorted(map(_duty, rows), key=lambda duty: (duty.due_at, duty.id))


def unanswered(*, reach: Reach, first: date, last: date, grid: str = "") -> list[Duty]:
    """Unanswered duties of some days of every kind. One statement; in no order."""
    said = kept.query(_open_of_all, reach=tuple(reach.items()), first=first, last=last, grid=grid)
    return [_duty(row) for row in kept.rows(said)]


def _due_of_all(*, reach: Told, first: date, last: date, grid: str) -> kept.Values:
    return _together(each_due(reach=dict(reach), first=first, last=last, grid=grid))


def _open_of_all(*, reach: Told, first: date, last: date, grid: str) -> kept.Values:
    rows = each_due(reach=dict(reach), first=first, last=last, grid=grid)
    return _together([those.filter(outcome=Duty.Outcome.OPEN) for those in rows])


def _together(rows: list[QuerySet[Duty]]) -> kept.Values:
    none: kept.Values = Duty.objects.none().values_list(*_COLUMNS)
    return none.union(*(those.order_by().values_list(*_COLUMNS) for those in rows), all=True)


def _duty(row: tuple[Any, ...]) -> Duty:
    return Duty.from_db(connection.alias, _COLUMNS, row)


def overdue(*, kind: DutyKind, reach: Scope, now: datetime, grid: str = "") -> QuerySet[Duty]:
    """Overdue duties of a kind within a scope, the oldest first; of one area where `grid` names it."""
    rows = overdue_of_kind(counties=reach.counties, kind=kind, now=now)
    areas = areas_of(reach=reach, grid=grid)
    # What is unanswered goes along when its subject changes its area, so its own area is the right one.
    rows = rows.filter(areas)
    return rows if kind.watch is None else rows.filter(subject__in=kind.watch.rows(areas).values("pk"))


def in_state(*, state: str, now: datetime) -> Q:
    """Return the condition that a duty of today stands so at a moment, as linli.duties.rules.state_of says of one.

    state: LATER, OPEN, OVERDUE, ANSWERABLE for the latter two, NOBODY_HOME, REFUSED, TRIED for these two, DONE.
    """
    unanswered = Q(outcome=Duty.Outcome.OPEN)
    return {
        "LATER": unanswered & Q(opens_at__gt=now, overdue_at__gt=now),
        "OPEN": unanswered & Q(opens_at__lte=now, overdue_at__gt=now),
        "OVERDUE": unanswered & Q(overdue_at__lte=now),
        "ANSWERABLE": unanswered & Q(opens_at__lte=now),
        "TRIED": Q(outcome__in=TRIED),
        "NOBODY_HOME": Q(outcome=Duty.Outcome.NOBODY_HOME),
        "REFUSED": Q(outcome=Duty.Outcome.REFUSED),
        "DONE": Q(outcome=Duty.Outcome.DONE),
    }[state]


def reached(*, level: Level, now: datetime, escalation: Escalation) -> datetime:
    """Return the moment of overdue from which on backwards a duty has reached a level."""
    after = {
        Level.WORKER: timedelta(0),
        Level.SECRETARY: escalation.secretary_after,
        Level.TOWNSHIP: escalation.township_after,
    }
    return now - after[level]
