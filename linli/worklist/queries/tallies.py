"""How much is due today, kind by kind: numbers for the tiles of the day and for the load of grids."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from linli.duties.kinds import DutyKind
from linli.duties.models import Duty
from linli.worklist.queries.due import each_due
from linli.worklist.queries.reach import Reach


@dataclass(frozen=True)
class Tally:
    """Duties of a day. due = done + tried + refused + overdue + open + later; what is not needed is left out.

    A visit that met nobody counts as tried, one that met somebody unwilling as refused, neither as done. Of what stands, only
    what is unanswered is here.
    """

    due: int = 0
    done: int = 0
    tried: int = 0
    refused: int = 0
    overdue: int = 0
    open: int = 0
    later: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(
            self.due + other.due,
            self.done + other.done,
            self.tried + other.tried,
            self.refused + other.refused,
            self.overdue + other.overdue,
            self.open + other.open,
            self.later + other.later,
        )


def tallies(*, reach: Reach, day: date, now: datetime, grid: str = "") -> dict[DutyKind, Tally]:
    """Count the duties of today by kind, of one area where `grid` names it. One statement, however many kinds."""
    found = _counted(reach, day, now, ("kind",), grid)
    return {kind: found.get((kind.code,), Tally()) for kind in reach}


def tallies_by_area(*, reach: Reach, day: date, now: datetime) -> dict[DutyKind, Mapping[str, Tally]]:
    """Count the duties of today by kind and area. One statement, however many kinds."""
    found: dict[str, dict[str, Tally]] = defaultdict(dict)
    for (code, area), tally in _counted(reach, day, now, ("kind", "area")).items():
        found[code][area] = tally
    return {kind: found[kind.code] for kind in reach}


def _counted(
    reach: Reach, day: date, now: datetime, by: tuple[str, ...], grid: str = ""
) -> dict[tuple[str, ...], Tally]:
    """Count by some fields: the database by how they stand, of which there are a dozen, which are then added up here."""
    told = (*by, "outcome", "opened", "passed")
    rows = [
        those.order_by()
        .annotate(opened=_is_past("opens_at", now), passed=_is_past("overdue_at", now))
        .values_list(*told)
        .annotate(n=Count("id"))
        for those in each_due(reach=reach, first=day, last=day, grid=grid)
    ]
    found: dict[tuple[str, ...], Tally] = defaultdict(Tally)
    for *key, outcome, opened, passed, n in Duty.objects.none().values_list(*by).union(*rows, all=True):
        found[tuple(key)] += Tally(due=n, **{_state(Duty.Outcome(outcome), opened=opened, passed=passed): n})
    return found


def _is_past(field: str, now: datetime) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(Q(**{f"{field}__lte": now}), output_field=BooleanField())


def _state(outcome: Duty.Outcome, *, opened: bool, passed: bool) -> str:
    """Return the count of a Tally to which a duty of today belongs, as linli.duties.rules.state_of says of one."""
    if outcome == Duty.Outcome.OPEN:
        return "overdue" if passed else "open" if opened else "later"
    return {Duty.Outcome.NOBODY_HOME: "tried", Duty.Outcome.REFUSED: "refused"}.get(outcome, "done")
