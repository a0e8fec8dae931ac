"""The duties behind every list: those of a day and those overdue, of one kind within a scope. Stream rows only.

Which subjects are watched is asked of the owner's rows in a subquery, never in a join (a distributed database joins no
stream table with a register table).
"""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from linli.duties.kinds import DutyKind
from linli.duties.models import Duty
from linli.duties.queries import duties_of_days
from linli.duties.queries import overdue as overdue_of_kind
from linli.duties.rules import Ends, Escalation, Level
from linli.staff.rules import Scope
from linli.worklist.queries.reach import Reach, areas_of

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


def due_unwatched(*, reach: Reach, day: date, grid: str = "") -> QuerySet[Duty]:
    """Duties of a day of every kind that is not watched, as they are due. One statement."""
    unwatched = {kind: where for kind, where in reach.items() if kind.watch is None}
    rows = [those.order_by() for those in each_due(reach=unwatched, first=day, last=day, grid=grid)]
    return Duty.objects.none().union(*rows, all=True).order_by("due_at", "id")


def unanswered(*, reach: Reach, first: date, last: date, grid: str = "") -> QuerySet[Duty]:
    """Unanswered duties of some days of every kind. One statement; in no order."""
    rows = [
        those.filter(outcome=Duty.Outcome.OPEN).order_by()
        for those in each_due(reach=reach, first=first, last=last, grid=grid)
    ]
    return Duty.objects.none().union(*rows, all=True)


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
