"""How many doors, people and workers there are today, by community: all that somebody who keeps stores needs to know."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from linli.areas.models import Area
from linli.areas.rules import Level
from linli.desk.rules.headcounts import told_count
from linli.duties.models import Duty
from linli.duties.rules import KIND_CHECK
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.staff.models import Post
from linli.staff.queries import in_scope
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, scope

COMMUNITY_DIGITS = 12
# Who goes to doors, or stands in for somebody who does.
AT_DOORS = (Role.GRID_WORKER, Role.DOCTOR)


@dataclass(frozen=True)
class Headcount:
    """One community today. doors, people: None for fewer than may be told."""

    name: str
    doors: int | None
    people: int | None
    workers: int


def headcounts(*, viewer: Viewer | None, on: date) -> list[Headcount]:
    """Return the communities in which the viewer sees counts, in order of code; four statements however many."""
    places = Area.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_HEADCOUNTS, field="code"),
        level=Level.COMMUNITY,
        valid_until=None,
    ).order_by("code")
    people = _people(viewer)
    doors = _doors(viewer, on)
    workers = _workers(viewer, on)
    return [
        Headcount(
            name=name,
            doors=told_count(count=doors.get(code, 0)),
            people=told_count(count=people.get(code, 0)),
            workers=len(workers.get(code, ())),
        )
        for code, name in places.values_list("code", "name")
    ]


def _observed(viewer: Viewer | None) -> Q:
    return in_scope(viewer=viewer, action=Action.SEE_HEADCOUNTS) & Q(state=State.OBSERVING)


def _people(viewer: Viewer | None) -> dict[str, int]:
    rows = Observation.objects.filter(_observed(viewer)).order_by().values_list("community")
    return dict(rows.annotate(n=Count("pk")))


def _doors(viewer: Viewer | None, on: date) -> dict[str, int]:
    """Count the households with a check that is due on a day, answered or not."""
    due = Duty.objects.filter(
        county__in=scope(viewer=viewer, action=Action.SEE_HEADCOUNTS).counties, kind=KIND_CHECK, slot_on=on
    ).exclude(outcome=Duty.Outcome.NOT_NEEDED)
    rows = Observation.objects.filter(_observed(viewer), pk__in=due.values("subject")).order_by()
    return dict(rows.values_list("community").annotate(n=Count("person__household", distinct=True)))


def _workers(viewer: Viewer | None, on: date) -> dict[str, set[UUID]]:
    posts = Post.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_HEADCOUNTS, field="area_id"),
        Q(until_on=None) | Q(until_on__gt=on),
        role__in=AT_DOORS,
        from_on__lte=on,
        user__is_active=True,
    )
    found: dict[str, set[UUID]] = defaultdict(set)
    for area, user in posts.values_list("area_id", "user_id"):
        found[area[:COMMUNITY_DIGITS]].add(user)
    return found
