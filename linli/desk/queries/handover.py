"""What is open in a grid when it changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.desk.labels import kind_key
from linli.duties.models import Duty
from linli.observation.duties import CHECK, watched
from linli.observation.models import Alert, MoveRequest
from linli.observation.rules import MoveState
from linli.people.queries import people_visible
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.worklist.queries.due import due, in_state
from linli.worklist.queries.reach import seen_by


@dataclass(frozen=True)
class OpenThings:
    """One kind of open things: how many, and whose, by name; for households their addresses."""

    kind: str
    count: int
    names: tuple[str, ...]


def open_in(*, viewer: Viewer, grid: AreaCode, now: datetime) -> list[OpenThings]:
    """Return what is open in a grid at a moment, as far as the viewer may see it, in the order of the page."""
    people = watched(in_scope(viewer=viewer, action=Action.SEE_PERSON)).filter(area=grid)
    observed = list(people.values_list("person__name", flat=True))
    checks, late, tasks = _open_duties(viewer, grid, now)
    alerts = Alert.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), area=grid, reviewed_at=None
    ).select_related("observation__person")
    referrals = (
        Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL), area=grid)
        .exclude(state__in=CLOSED)
        .select_related("person")
    )
    moves = MoveRequest.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), observation__area=grid, state=MoveState.ASKED
    ).select_related("observation__person")
    residents = people_visible(viewer=viewer).filter(area=grid)
    homes = dict(residents.values_list("household_id", "household__address")).values()
    return [
        _things("checks", checks),
        *tasks,
        _things("overdue", late),
        _things("alerts", [row.observation.person.name for row in alerts]),
        _things("referrals", [row.person.name for row in referrals]),
        _things("moves", [row.observation.person.name for row in moves]),
        _things("people", observed),
        _things("households", list(homes)),
    ]


def _open_duties(
    viewer: Viewer, grid: AreaCode, now: datetime
) -> tuple[list[str], list[str], list[OpenThings]]:
    """Return whose checks of today are unanswered, what is overdue of all kinds, and the other kinds with anything open."""
    today = day_of(now)
    checks: list[str] = []
    late: list[str] = []
    tasks: list[OpenThings] = []
    for kind, where in seen_by(viewer=viewer).items():
        rows = due(kind=kind, reach=where, first=today, last=today, grid=grid)
        open_ = rows.filter(outcome=Duty.Outcome.OPEN).values_list("subject", flat=True)
        is_late = rows.filter(in_state(state="OVERDUE", now=now)).values_list("subject", flat=True)
        subjects, overdue = list(open_), list(is_late)
        shown = kind.subjects(set(subjects))
        names = [shown[subject].title for subject in subjects if subject in shown]
        late += [shown[subject].title for subject in overdue if subject in shown]
        if kind is CHECK:
            checks = names
        elif names:
            tasks.append(_things(kind_key(code=kind.code), names))
    return checks, late, tasks


def _things(kind: str, names: Sequence[str]) -> OpenThings:
    """Count all, and name each once in order."""
    return OpenThings(kind, len(names), tuple(dict.fromkeys(sorted(name for name in names if name))))
