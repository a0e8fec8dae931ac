"""At which doors something is to be done now: only there a number is shown to whoever must ring."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from linli import kept
from linli.clock import day_of
from linli.observation.duties import CHECK, watched
from linli.observation.queries.cases import Observation, observations_open
from linli.people.duties import CARE
from linli.people.queries.households import Household, households_seen
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope
from linli.worklist.queries.check_lines import check_lines
from linli.worklist.queries.due import due, in_state
from linli.worklist.queries.reach import areas_of


def homes_due(*, viewer: Viewer, now: datetime, grid: str = "") -> QuerySet[Household]:
    """Return the households that the viewer may ring now, in walking order; of one area where `grid` names it.

    A check of today that waits, or that was tried in vain, or a first contact that care waits for. Whoever was seen in
    every open session is not rung. No statement of its own.
    """
    reach, today = scope(viewer=viewer, action=Action.RING_HOUSEHOLD), day_of(now)
    waits = in_state(state="ANSWERABLE", now=now)
    checks = due(kind=CHECK, reach=reach, first=today, last=today, grid=grid)
    checks = checks.filter(waits | in_state(state="TRIED", now=now))
    care = due(kind=CARE, reach=reach, first=today, last=today, grid=grid).filter(waits)
    people = watched(areas_of(reach=reach, grid=grid)).filter(pk__in=checks.order_by().values("subject"))
    return (
        households_seen(viewer=viewer, action=Action.RING_HOUSEHOLD)
        .filter(
            Q(pk__in=people.order_by().values("person__household"))
            | Q(pk__in=care.order_by().values("subject"))
        )
        .order_by("area", "walk_order", "pk")
    )


def to_visit_at(*, viewer: Viewer, households: Collection[UUID], now: datetime) -> dict[UUID, list[str]]:
    """Return by household the names of whom somebody must visit now, for a call cannot answer it. Three statements."""
    people = kept.query(_observed_at, viewer=viewer)
    found: dict[UUID, list[str]] = defaultdict(list)
    for line in check_lines(
        viewer=viewer, observations=people, ids=list(households), day=day_of(now), now=now
    ):
        if line.needs_visit:
            found[line.observation.person.household_id].append(line.observation.person.name)
    return found


def _observed_at(*, viewer: Viewer, at: datetime, ids: Sequence[UUID]) -> QuerySet[Observation]:
    return observations_open(viewer=viewer).filter(person__household__in=ids)
