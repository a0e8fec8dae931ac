"""Who under observation has not been seen for a day, two days, three: by number at every level, by name in the community.

Counted from the moment somebody was last seen or reached while a check is due and unanswered since; of whom nobody has seen
in these days, from the first check that was due. Stream rows are grouped by person within their counties and joined to nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Substr

from linli.areas.queries import children, counties_under
from linli.areas.rules import DIGITS, AreaCode
from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.duties import away, watched
from linli.observation.models import Observation
from linli.observation.rules import KIND_CHECK
from linli.staff.queries import areas_condition
from linli.staff.rights import Action
from linli.staff.rules import ABOVE_COUNTY, Scope, Viewer, scope
from linli.worklist.rules import DAYS_READ, HOURS

# A visit that met nobody, or nobody willing, saw nobody.
_UNANSWERED: Final = (Duty.Outcome.OPEN, Duty.Outcome.NOBODY_HOME, Duty.Outcome.REFUSED)


@dataclass(frozen=True)
class Unseen:
    """Somebody under observation: the grid or community, and since when nobody has seen them."""

    observation: UUID
    area: str
    since: datetime


def unseen(*, area: AreaCode, now: datetime) -> list[Unseen]:
    """Return who of an area has not been seen for the shortest of HOURS or longer, the longest first. One statement.

    Above the county one more, for the counties.
    """
    today = day_of(now)
    due = Q(outcome__in=_UNANSWERED, due_at__lte=now)
    rows = (
        _duties(area)
        .filter(
            slot_on__gte=today - timedelta(days=DAYS_READ),
            slot_on__lte=today,
            subject__in=_looked_after(area).values("pk"),
        )
        .order_by()
        .values_list("subject")
        .annotate(
            place=Max("area"),
            seen=Max("done_at", filter=Q(outcome=Duty.Outcome.DONE)),
            last_due=Max("due_at", filter=due),
            since=Coalesce(Max("done_at", filter=Q(outcome=Duty.Outcome.DONE)), Min("due_at", filter=due)),
        )
        .filter(
            Q(seen=None) | Q(last_due__gt=F("seen")),
            last_due__isnull=False,
            since__lte=now - timedelta(hours=HOURS[0]),
        )
        .values_list("subject", "place", "since")
    )
    found = [Unseen(subject, place, since) for subject, place, since in rows]
    return sorted(found, key=lambda one: (one.since, one.area, one.observation))


def _duties(area: AreaCode) -> QuerySet[Duty]:
    return Duty.objects.filter(county__in=_counties(area), kind=KIND_CHECK)


def _counties(area: AreaCode) -> Sequence[str]:
    return counties_under(code=area) if area.level in ABOVE_COUNTY else [area.county]


def _looked_after(area: AreaCode) -> QuerySet[Observation]:
    """Return the open observations of an area whose person is not at a clinic."""
    where = areas_condition(scope=Scope((area,)))
    return watched(where).exclude(pk__in=away(where))


@dataclass(frozen=True)
class UnseenLine:
    """An area of the next level. hours: not seen for so long or longer -> how many; of `watched` under observation.

    due, missed: yesterday's checks there, and how many of them nobody answered.
    """

    area: AreaCode
    name: str
    watched: int
    hours: tuple[int, ...]
    due: int
    missed: int


@dataclass(frozen=True)
class Yesterday:
    """Yesterday's checks: how many were due, and how many nobody answered."""

    due: int
    missed: int


def unseen_below(*, area: AreaCode, now: datetime) -> list[UnseenLine]:
    """Count by area of the next level, in order of code: each with how many are under observation there. Four statements.

    Above the county one more.
    """
    child = area.child_level
    if child is None:
        return []
    digits = DIGITS[child]
    counted = _looked_after(area).values_list(Substr("area", 1, digits)).annotate(Count("pk")).order_by()
    watching, hours_of = dict(counted), Counter[tuple[str, int]]()
    for one in unseen(area=area, now=now):
        for hours in HOURS:
            if one.since <= now - timedelta(hours=hours):
                hours_of[one.area[:digits], hours] += 1
    missed = {code: Yesterday(due, open_) for code, due, open_ in _missed(area, digits, now)}
    nothing = Yesterday(0, 0)
    return [
        UnseenLine(
            AreaCode(row.code),
            row.name,
            watching.get(row.code, 0),
            tuple(hours_of[row.code, hours] for hours in HOURS),
            missed.get(row.code, nothing).due,
            missed.get(row.code, nothing).missed,
        )
        for row in children(code=area)
    ]


def missed_yesterday(*, areas: Sequence[AreaCode], now: datetime) -> Yesterday:
    """Return how many checks were due yesterday in areas of the viewer, and how many nobody answered. One statement an area."""
    told = [row for area in areas for row in _missed(area, len(area), now)]
    return Yesterday(sum(due for _code, due, _open in told), sum(open_ for _code, _due, open_ in told))


def _missed(area: AreaCode, digits: int, now: datetime) -> Iterator[tuple[Any, ...]]:
    """Yield code, due and unanswered of yesterday; whoever was released since counts with their day."""
    yield from (
        _duties(area)
        .filter(areas_condition(scope=Scope((area,))), slot_on=day_of(now) - timedelta(days=1))
        .exclude(outcome=Duty.Outcome.NOT_NEEDED)
        .order_by()
        .values_list(Substr("area", 1, digits))
        .annotate(due=Count("id"), unanswered=Count("id", filter=Q(outcome=Duty.Outcome.OPEN)))
    )


@dataclass(frozen=True)
class UnseenPerson:
    """Somebody whom nobody has seen, by name: for whoever sees persons there. hours: the longest of HOURS that is over."""

    observation: Observation
    since: datetime
    hours: int


def unseen_people(*, viewer: Viewer, now: datetime, hours: int) -> list[UnseenPerson]:
    """Return whom nobody has seen for so long or longer, of those whom the viewer sees by name, the longest first.

    One statement an area of the viewer, and one.
    """
    longest = now - timedelta(hours=hours)
    areas = scope(viewer=viewer, action=Action.SEE_PERSON).areas
    found = [one for area in areas for one in unseen(area=area, now=now) if one.since <= longest]
    people = Observation.objects.select_related("person__household").in_bulk(
        [one.observation for one in found]
    )
    return [
        UnseenPerson(
            people[one.observation],
            one.since,
            max(step for step in HOURS if one.since <= now - timedelta(hours=step)),
        )
        for one in sorted(found, key=lambda one: (one.since, one.observation))
    ]


def unseen_since(*, viewer: Viewer, now: datetime) -> list[datetime]:
    """Return since when nobody has seen each of them for the first of HOURS or longer. One statement an area of the viewer."""
    areas = scope(viewer=viewer, action=Action.RECORD_CHECK).areas
    return [one.since for area in areas for one in unseen(area=area, now=now)]
