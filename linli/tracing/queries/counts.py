"""Leads by number: for a community, for what lies beneath a township or county, and list by list for who handed it down."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import BooleanField, Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Substr

from linli.areas.models import Area
from linli.areas.queries import communities_under, names_of
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.staff.queries import NOWHERE, areas_condition, in_scope
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope
from linli.tracing.models import Lead, LeadEvent, ParkedRow
from linli.tracing.models import LeadList as LeadList  # pages may name the type of a row
from linli.tracing.rules import OPEN, Move, State, TimeToFind, time_to_find

STANDS: Final = ("open", "overdue", "found", "not_existing", "cannot_be_found")
NUMBERS: Final = ("total", "open", "overdue", "found")


@dataclass(frozen=True)
class LeadCounts:
    """How the leads of an area stand. handed_on: given away and accepted there; open ones hold what is asked."""

    area: str
    name: str
    open: int
    overdue: int
    found: int
    handed_on: int
    not_existing: int
    cannot_be_found: int
    time: TimeToFind


def counts_of_viewer(*, viewer: Viewer, now: datetime) -> list[LeadCounts]:
    """Return the counts of what the viewer traces, a community a line, in order of code."""
    communities = {area.community for area in scope(viewer=viewer, action=Action.TRACE_LEADS).areas}
    return _counts([AreaCode(code) for code in sorted(communities)], Level.COMMUNITY, now)


def counts_beneath(*, viewer: Viewer, now: datetime) -> list[LeadCounts]:
    """Return counts for whoever hands leads down: a township's by community, a county's by township; never a person."""
    lines = []
    for area in scope(viewer=viewer, action=Action.HAND_DOWN_LEADS).areas:
        lines += _counts([area], area.child_level or area.level, now)
    return lines


def _counts(areas: Sequence[AreaCode], level: Level, now: datetime) -> list[LeadCounts]:
    """Return the counts of what lies in some areas, a part of the level a line, in order of code. Two statements."""
    within = tuple(area for area in areas if area.level != Level.GRID)
    if not within:
        return []
    stands: dict[str, Counter[str]] = defaultdict(Counter)
    took: dict[str, list[timedelta]] = defaultdict(list)
    for part, state, is_late, time, n in _grouped(within, DIGITS[level], now):
        stands[part][state.lower()] += n
        if state in OPEN:
            stands[part].update(open=n, overdue=n if is_late else 0)
        if time is not None:
            took[part] += [time] * n
    names = names_of(codes=stands)
    return [
        LeadCounts(
            area=part,
            name=names.get(part, ""),
            handed_on=stands[part][Move.ACCEPT.lower()],
            time=time_to_find(took=took[part]),
            **{stand: stands[part][stand] for stand in STANDS},
        )
        for part in sorted(stands)
    ]


def _grouped(areas: Sequence[AreaCode], digits: int, now: datetime) -> QuerySet[Any, Any]:
    """Return part, state, whether it is past its hour, how long finding took, and how many leads stand so.

    And how many were given away and accepted, under the name of that step for a state. The time is None but for who was found.
    """
    own = areas_condition(scope=Scope(tuple(areas)), field="community")
    part = Substr("community", 1, digits)
    stands = (
        Lead.objects.filter(own)
        .annotate(
            part=part,
            late=ExpressionWrapper(Q(due_at__lte=now), output_field=BooleanField()),
            took=F("found_at") - F("received_at"),
        )
        .values_list("part", "state", "late", "took")
        .annotate(n=Count("pk"))
    )
    given = (
        LeadEvent.objects.filter(own, what=Move.ACCEPT)
        .annotate(part=part, late=Value(value=False), took=Value(None, output_field=DurationField()))
        .values_list("part", "what", "late", "took")
        .annotate(n=Count("pk"))
    )
    return stands.union(given, all=True)


def lists_visible(*, viewer: Viewer | None) -> QuerySet[LeadList]:
    """Return lists that the viewer handed down, and those of communities whose leads the viewer directs; newest first."""
    handed_down = in_scope(viewer=viewer, action=Action.HAND_DOWN_LEADS, field="community")
    own = Q(by=viewer.user_id) if viewer else NOWHERE
    directed = in_scope(viewer=viewer, action=Action.DIRECT_LEADS, field="community")
    return LeadList.objects.filter((handed_down & own) | directed).order_by("-received_at", "-pk")


@dataclass(frozen=True)
class ListCounts:
    """A list with its numbers; no name of anybody."""

    list: LeadList
    place: str
    total: int
    open: int
    overdue: int
    found: int
    closed: int
    parked: int


def with_counts(*, lists: list[LeadList], now: datetime) -> list[ListCounts]:
    """Return visible lists with their numbers, in their order; a lead handed on is still its list's."""
    rows = (
        Lead.objects.filter(list__in=lists)
        .exclude(state=State.TAKEN_BACK)
        .values("list_id")
        .annotate(
            total=Count("pk"),
            open=Count("pk", filter=Q(state__in=sorted(OPEN))),
            overdue=Count("pk", filter=Q(state__in=sorted(OPEN), due_at__lte=now)),
            found=Count("pk", filter=Q(state=State.FOUND)),
        )
    )
    numbers: dict[Any, dict[str, Any]] = {row["list_id"]: {key: row[key] for key in NUMBERS} for row in rows}
    waiting = dict(
        ParkedRow.objects.filter(list__in=lists, settled_at=None).values_list("list").annotate(n=Count("pk"))
    )
    names = names_of(codes={one.community for one in lists})
    nothing = dict.fromkeys(NUMBERS, 0)
    counted = []
    for one in lists:
        of_list = numbers.get(one.pk, nothing)
        counted.append(
            ListCounts(
                list=one,
                place=names.get(one.community, ""),
                closed=of_list["total"] - of_list["open"] - of_list["found"],
                parked=waiting.get(one.pk, 0),
                **of_list,
            )
        )
    return counted


def communities_for(*, viewer: Viewer, actions: Sequence[Action]) -> list[Area]:
    """Return the open communities where the viewer may do one of the actions, in order of code."""
    areas = {area.community for action in actions for area in scope(viewer=viewer, action=action).areas}
    return [community for area in sorted(areas) for community in communities_under(code=area)]
