"""How much is due today, kind by kind: numbers for the tiles of the day and for the load of grids."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, QuerySet

from linli.duties.kinds import DutyKind
from linli.duties.models import Duty
from linli.worklist.queries.due import due, in_state
from linli.worklist.queries.reach import Reach

STATES: Final = ("done", "tried", "overdue", "open", "later")


@dataclass(frozen=True)
class Tally:
    """Duties of a day. due = done + tried + overdue + open + later; what is not needed is left out.

    A visit that met nobody counts as tried, never as done. Of what stands, only what is unanswered is here.
    """

    due: int = 0
    done: int = 0
    tried: int = 0
    overdue: int = 0
    open: int = 0
    later: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(
            self.due + other.due,
            self.done + other.done,
            self.tried + other.tried,
            self.overdue + other.overdue,
            self.open + other.open,
            self.later + other.later,
        )


def _counts(now: datetime) -> dict[str, Count]:
    return {"due": Count("id")} | {
        state: Count("id", filter=in_state(state=state.upper(), now=now)) for state in STATES
    }


def tallies(*, reach: Reach, day: date, now: datetime, grid: str = "") -> dict[DutyKind, Tally]:
    """Count the duties of today by kind, of one area where `grid` names it. One statement, however many kinds."""
    counted = _counted(reach, day, now, ("kind",), grid)
    found = {code: Tally(*numbers) for code, *numbers in counted}
    return {kind: found.get(kind.code, Tally()) for kind in reach}


def tallies_by_area(*, reach: Reach, day: date, now: datetime) -> dict[DutyKind, Mapping[str, Tally]]:
    """Count the duties of today by kind and area. One statement, however many kinds."""
    found: dict[str, dict[str, Tally]] = defaultdict(dict)
    for code, area, *numbers in _counted(reach, day, now, ("kind", "area")):
        found[code][area] = Tally(*numbers)
    return {kind: found[kind.code] for kind in reach}


def _counted(
    reach: Reach, day: date, now: datetime, by: tuple[str, ...], grid: str = ""
) -> QuerySet[Duty, Any]:
    """Count by some fields: a union, for each kind walks its own index."""
    rows = [
        due(kind=kind, reach=where, first=day, last=day, grid=grid)
        .order_by()
        .values_list(*by)
        .annotate(**_counts(now))
        .values_list(*by, "due", *STATES)
        for kind, where in reach.items()
    ]
    return Duty.objects.none().values_list(*by).union(*rows, all=True)
