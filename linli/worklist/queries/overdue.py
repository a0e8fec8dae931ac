"""What nobody has answered in time, of every kind: by name for the community, by number above it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.functional import Promise

from linli.areas.queries import names_of
from linli.areas.rules import DIGITS
from linli.areas.rules import Level as AreaLevel
from linli.duties.kinds import DutyKind, DutySubject
from linli.duties.models import Duty
from linli.duties.queries import escalations
from linli.duties.rules import Level, level_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.worklist.queries.due import overdue, reached
from linli.worklist.queries.reach import Reach, answered_by, seen_by, within

COLUMNS: Final = ("overdue_at", "area", "id", "kind", "subject", "slot_on", "session", "due_at")
NUMBERS: Final = ("overdue", "secretary", "township")


@dataclass(frozen=True)
class OverdueLine:
    """One duty that is overdue, what it is about, and whom its delay has reached. may_answer: by this viewer."""

    kind: DutyKind
    subject: UUID
    shown: DutySubject
    slot_on: date
    session: str
    due_at: datetime
    level: Level
    may_answer: bool


def overdue_duties(
    *, viewer: Viewer | None, now: datetime, level: Level = Level.WORKER
) -> QuerySet[Duty, dict[str, Any]]:
    """Overdue duties that the viewer sees by name and that have reached a level, as values; the oldest first.

    One statement over all kinds: a union of their own, each of which walks its index.
    """
    delays = escalations()
    rows = [
        overdue(kind=kind, reach=where, now=now)
        .filter(overdue_at__lte=reached(level=level, now=now, escalation=delays[kind.code]))
        .order_by()
        .values(*COLUMNS)
        for kind, where in seen_by(viewer=viewer).items()
    ]
    none: QuerySet[Duty, dict[str, Any]] = Duty.objects.none().values(*COLUMNS)
    return none.union(*rows, all=True).order_by("overdue_at", "area", "id") if rows else none


def told(*, viewer: Viewer, duties: Sequence[Mapping[str, Any]], now: datetime) -> list[OverdueLine]:
    """Return some overdue duties as a page shows them, in their order; those whose subject is gone are left out."""
    delays = escalations()
    ids: dict[str, set[UUID]] = defaultdict(set)
    for duty in duties:
        ids[duty["kind"]].add(duty["subject"])
    reach = seen_by(viewer=viewer)
    kinds = {kind.code: kind for kind in reach}
    shown = {code: kinds[code].subjects(those) for code, those in ids.items()}
    return [
        OverdueLine(
            kind=kinds[duty["kind"]],
            subject=duty["subject"],
            shown=shown[duty["kind"]][duty["subject"]],
            slot_on=duty["slot_on"],
            session=duty["session"],
            due_at=duty["due_at"],
            level=level_of(overdue_at=duty["overdue_at"], now=now, escalation=delays[duty["kind"]])
            or Level.WORKER,
            may_answer=may_at(viewer=viewer, action=kinds[duty["kind"]].answered_by, area=duty["area"]),
        )
        for duty in duties
        if duty["subject"] in shown[duty["kind"]]
    ]


@dataclass(frozen=True)
class OverdueCount:
    """How many duties of a community are overdue, how many have reached which level, and how many of each kind."""

    area: str
    name: str
    overdue: int
    secretary: int
    township: int
    kinds: tuple[tuple[str | Promise, int], ...] = ()


def overdue_counts(*, viewer: Viewer | None, now: datetime) -> list[OverdueCount]:
    """Count the overdue duties by community, the most first; a community without any is left out.

    Three statements, however many kinds.
    """
    reach = within(viewer=viewer, action=Action.SEE_OVERDUE)
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, list[tuple[str | Promise, int]]] = defaultdict(list)
    for kind, area, *numbers in _by_community(reach, now):
        sums[area].update(dict(zip(NUMBERS, numbers, strict=True)))
        kinds[area].append((kind.words, numbers[0]))
    names = names_of(codes=set(sums))
    counts = [
        OverdueCount(
            area=area,
            name=names.get(area, area),
            overdue=sums[area]["overdue"],
            secretary=sums[area]["secretary"],
            township=sums[area]["township"],
            kinds=tuple(kinds[area]),
        )
        for area in sums
    ]
    return sorted(counts, key=lambda row: (-row.township, -row.overdue, row.area))


def _by_community(reach: Reach, now: datetime) -> list[tuple[Any, ...]]:
    """Return kind, community and NUMBERS, in order of kinds: a union, for each kind walks its own index."""
    delays = escalations()

    def at(kind: DutyKind, level: Level) -> Count:
        since = reached(level=level, now=now, escalation=delays[kind.code])
        return Count("id", filter=Q(overdue_at__lte=since))

    by = ("kind", "community")
    rows = [
        overdue(kind=kind, reach=where, now=now)
        .order_by()
        .annotate(community=Substr("area", 1, DIGITS[AreaLevel.COMMUNITY]))
        .values_list(*by)
        .annotate(
            overdue=Count("id"),
            secretary=at(kind, Level.SECRETARY),
            township=at(kind, Level.TOWNSHIP),
        )
        .values_list(*by, *NUMBERS)
        for kind, where in reach.items()
    ]
    none = Duty.objects.none().values_list("kind", "area")
    kinds = {kind.code: kind for kind in reach}
    found = [(kinds[code], *numbers) for code, *numbers in none.union(*rows, all=True)]
    order = list(reach)
    return sorted(found, key=lambda row: order.index(row[0]))


@dataclass(frozen=True)
class OverdueSum:
    """How many duties of a kind are overdue, and when the first of them was due."""

    kind: DutyKind
    count: int
    since: datetime


def overdue_sums(*, viewer: Viewer | None, now: datetime) -> list[OverdueSum]:
    """Return what the viewer goes and does and is overdue, in the order of kinds. One statement, however many kinds."""
    reach = answered_by(viewer=viewer)
    rows = [
        overdue(kind=kind, reach=where, now=now)
        .order_by()
        .values_list("kind")
        .annotate(n=Count("id"), since=Min("due_at"))
        for kind, where in reach.items()
    ]
    none: QuerySet[Duty, Any] = Duty.objects.none().values_list("kind")
    found = {code: (count, since) for code, count, since in none.union(*rows, all=True)}
    return [OverdueSum(kind, *found[kind.code]) for kind in reach if kind.code in found]
