"""What is open in a grid or a community when somebody hands it over: as a list, whoever is handed what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.duties.models import Duty
from linli.moves.queries import waiting_moves
from linli.observation.duties import CHECK, watched
from linli.observation.models import Alert
from linli.people.queries import people_visible
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.worklist.labels import kind_key
from linli.worklist.queries.due import TRIED, each_due
from linli.worklist.queries.reach import narrowed, seen_by

# Under what name a hand-over keeps who was gone to and not met, by how the visit ended.
TRIED_AS: Final[dict[str, str]] = {outcome.value: outcome.value.lower() for outcome in TRIED}


@dataclass(frozen=True)
class OpenThings:
    """One kind of open things: how many, and whose, by name; for households their addresses."""

    kind: str
    count: int
    names: tuple[str, ...]


def open_in(*, viewer: Viewer, area: AreaCode, now: datetime) -> list[OpenThings]:
    """Return what is open in an area and beneath it at a moment, as far as the viewer may see it, in the order of the page.

    Whoever was gone to today and not met stands there until somebody is met: a second visit is owed.
    """
    duties, tasks = _open_duties(viewer, area, now)
    named = _named(viewer, area)
    return [
        _things("checks", duties["checks"]),
        _things("later", duties["later"]),
        *tasks,
        *(_things(kind, duties[kind]) for kind in ("overdue", *TRIED_AS.values())),
        *(_things(kind, named[kind]) for kind in ("alerts", "referrals", "moves", "people", "households")),
    ]


def _named(viewer: Viewer, area: AreaCode) -> dict[str, list[str]]:
    """Return whose alerts, referrals and moves wait, who is observed, and the doors where people live. One statement."""
    seen = in_scope(viewer=viewer, action=Action.SEE_PERSON)
    from_, until = area.range
    here = Q(area__gte=from_, area__lt=until)
    rows: dict[str, tuple[QuerySet[Any], str, str]] = {
        "alerts": (
            Alert.objects.filter(seen, here, reviewed_at=None),
            "pk",
            "observation__person__name",
        ),
        "referrals": (
            Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL), here).exclude(
                state__in=CLOSED
            ),
            "pk",
            "person__name",
        ),
        "moves": (
            waiting_moves().filter(seen, observation__area__gte=from_, observation__area__lt=until),
            "pk",
            "observation__person__name",
        ),
        "people": (watched(seen).filter(here), "pk", "person__name"),
        "households": (
            people_visible(viewer=viewer).filter(here),
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
    viewer: Viewer, area: AreaCode, now: datetime
) -> tuple[dict[str, list[str]], list[OpenThings]]:
    """Return by name whose checks are unanswered, what is overdue, who was not met; and each other kind with anything open."""
    today = day_of(now)
    reach = narrowed(reach=seen_by(viewer=viewer), area=area)
    rows = [
        those.filter(outcome__in=(Duty.Outcome.OPEN, *TRIED)).order_by()
        for those in each_due(reach=reach, first=today, last=today)
    ]
    duties = Duty.objects.none().union(*rows, all=True)
    found: dict[str, list[tuple[UUID, datetime, datetime, str]]] = defaultdict(list)
    told_by = ("kind", "subject", "opens_at", "overdue_at", "outcome")
    for code, subject, opens_at, overdue_at, outcome in duties.values_list(*told_by):
        found[code].append((subject, opens_at, overdue_at, outcome))
    names: dict[str, list[str]] = defaultdict(list)
    tasks: list[OpenThings] = []
    for kind in reach:
        shown = kind.subjects({subject for subject, *_others in found[kind.code]})
        told = [
            (shown[subject].title, opens, at, how)
            for subject, opens, at, how in found[kind.code]
            if subject in shown
        ]
        names["overdue"] += [title for title, _opens, at, how in told if not how and at <= now]
        for outcome, key in TRIED_AS.items():
            names[key] += [title for title, _opens, _at, how in told if how == outcome]
        open_ = [title for title, _opens, _at, how in told if not how]
        if kind is CHECK:
            names["checks"] = [title for title, opens, _at, how in told if not how and opens <= now]
            names["later"] = [title for title, opens, _at, how in told if not how and opens > now]
        elif open_:
            tasks.append(_things(kind_key(code=kind.code), open_))
    return names, tasks


def _things(kind: str, names: Sequence[str]) -> OpenThings:
    """Count all, and name each once in order."""
    return OpenThings(kind, len(names), tuple(dict.fromkeys(sorted(name for name in names if name))))
