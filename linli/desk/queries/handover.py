"""What is open in a grid when it changes hands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.desk.labels import kind_key
from linli.moves.queries import waiting_moves
from linli.observation.duties import CHECK, watched
from linli.observation.models import Alert
from linli.people.queries import people_visible
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.worklist.queries.due import unanswered
from linli.worklist.queries.reach import seen_by


@dataclass(frozen=True)
class OpenThings:
    """One kind of open things: how many, and whose, by name; for households their addresses."""

    kind: str
    count: int
    names: tuple[str, ...]


def open_in(*, viewer: Viewer, grid: AreaCode, now: datetime) -> list[OpenThings]:
    """Return what is open in a grid at a moment, as far as the viewer may see it, in the order of the page."""
    checks, late, tasks = _open_duties(viewer, grid, now)
    named = _named(viewer, grid)
    return [
        _things("checks", checks),
        *tasks,
        _things("overdue", late),
        *(_things(kind, named[kind]) for kind in ("alerts", "referrals", "moves", "people", "households")),
    ]


def _named(viewer: Viewer, grid: AreaCode) -> dict[str, list[str]]:
    """Return whose alerts, referrals and moves wait, who is observed, and the doors where people live. One statement."""
    seen = in_scope(viewer=viewer, action=Action.SEE_PERSON)
    rows: dict[str, tuple[QuerySet[Any], str, str]] = {
        "alerts": (
            Alert.objects.filter(seen, area=grid, reviewed_at=None),
            "pk",
            "observation__person__name",
        ),
        "referrals": (
            Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL), area=grid).exclude(
                state__in=CLOSED
            ),
            "pk",
            "person__name",
        ),
        "moves": (
            waiting_moves().filter(seen, observation__area=grid),
            "pk",
            "observation__person__name",
        ),
        "people": (watched(seen).filter(area=grid), "pk", "person__name"),
        "households": (
            people_visible(viewer=viewer).filter(area=grid),
            "household",
            "household__address",
        ),
    }
    first, *others = (
        those.order_by().annotate(open=Value(kind)).values_list("open", key, name).distinct()
        for kind, (those, key, name) in rows.items()
    )
    found: dict[str, list[str]] = defaultdict(list)
    for kind, _key, name in first.union(*others, all=True):
        found[kind].append(name)
    return found


def _open_duties(
    viewer: Viewer, grid: AreaCode, now: datetime
) -> tuple[list[str], list[str], list[OpenThings]]:
    """Return whose checks of today are unanswered, what is overdue of all kinds, and the other kinds with anything open."""
    today = day_of(now)
    reach = seen_by(viewer=viewer)
    open_: dict[str, list[tuple[UUID, datetime]]] = defaultdict(list)
    duties = unanswered(reach=reach, first=today, last=today, grid=grid)
    for code, subject, overdue_at in duties.values_list("kind", "subject", "overdue_at"):
        open_[code].append((subject, overdue_at))
    checks: list[str] = []
    late: list[str] = []
    tasks: list[OpenThings] = []
    for kind in reach:
        subjects = open_[kind.code]
        shown = kind.subjects({subject for subject, _overdue_at in subjects})
        told = [(shown[subject].title, overdue_at) for subject, overdue_at in subjects if subject in shown]
        late += [name for name, overdue_at in told if overdue_at <= now]
        names = [name for name, _overdue_at in told]
        if kind is CHECK:
            checks = names
        elif names:
            tasks.append(_things(kind_key(code=kind.code), names))
    return checks, late, tasks


def _things(kind: str, names: Sequence[str]) -> OpenThings:
    """Count all, and name each once in order."""
    return OpenThings(kind, len(names), tuple(dict.fromkeys(sorted(name for name in names if name))))
