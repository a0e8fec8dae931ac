"""How many doors, people and workers there are today, by community: all that somebody who keeps stores needs to know."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.desk.rules.headcounts import told_count
from linli.observation.duties import CHECK, watched
from linli.observation.models import Observation
from linli.staff.models import Post
from linli.staff.queries import in_scope
from linli.staff.queries.held import held_on
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from linli.worklist.queries.due import due, due_unwatched
from linli.worklist.queries.reach import Reach, areas_of, within

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
    """Return the communities in which the viewer sees counts, in order of code.

    Five statements however many, and for each further kind of duty of the day that of its subjects.
    """
    places = Area.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_HEADCOUNTS, field="code"),
        level=Level.COMMUNITY,
        valid_until=None,
    ).order_by("code")
    people = _people(viewer)
    doors = _doors(within(viewer=viewer, action=Action.SEE_HEADCOUNTS), on)
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


def _people(viewer: Viewer | None) -> dict[str, int]:
    rows = watched(in_scope(viewer=viewer, action=Action.SEE_HEADCOUNTS)).order_by().values_list("community")
    return dict(rows.annotate(n=Count("pk")))


def _doors(reach: Reach, on: date) -> Counter[str]:
    """Count by community the doors at which something is due on a day, answered or not, each once.

    A subject without a household, such as a place, counts as a door; somebody who must be found yet has none. The checks, of
    which there are tens of thousands in a county, are counted by the database; of other kinds the doors that no check
    counted yet are added.
    """
    checked = _checked(reach, on)
    rows = checked.order_by().values_list("community").annotate(n=Count("person__household", distinct=True))
    found = Counter(dict(rows))
    others = _others(reach, on)
    known = set(checked.filter(person__household__in=set(others)).values_list("person__household", flat=True))
    found.update(community for door, community in others.items() if door not in known)
    return found


def _checked(reach: Reach, on: date) -> QuerySet[Observation]:
    if CHECK not in reach:
        return Observation.objects.none()
    checks = due(kind=CHECK, reach=reach[CHECK], first=on, last=on)
    return watched(areas_of(reach=reach[CHECK])).filter(pk__in=checks.order_by().values("subject"))


def _others(reach: Reach, on: date) -> dict[UUID, str]:
    """Return the community of each door at which something else than a check is due."""
    subjects: dict[str, set[UUID]] = defaultdict(set)
    for duty in due_unwatched(reach=reach, day=on):
        subjects[duty.kind].add(duty.subject)
    found: dict[UUID, str] = {}
    for kind in reach:
        for subject, told in kind.subjects(subjects[kind.code]).items() if subjects[kind.code] else ():
            if told.at_door:
                found[told.household or subject] = AreaCode(told.area).community
    return found


def _workers(viewer: Viewer | None, on: date) -> dict[str, set[UUID]]:
    posts = Post.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_HEADCOUNTS, field="area_id"),
        held_on(on=on),
        role__in=AT_DOORS,
        user__is_active=True,
    )
    found: dict[str, set[UUID]] = defaultdict(set)
    for area, user in posts.values_list("area_id", "user_id"):
        found[AreaCode(area).community].add(user)
    return found
