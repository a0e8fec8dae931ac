"""Checks that nobody has made in time: by name for the community, by number above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from linli.areas.queries import names_of
from linli.duties.models import Duty
from linli.duties.queries import escalation_of, overdue
from linli.duties.rules import KIND_CHECK, Escalation, Level, level_of
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope

COMMUNITY_DIGITS: Final = 12


@dataclass(frozen=True)
class OverdueCheck:
    """One check that is overdue, whose it is, and whom its delay has reached."""

    observation: Observation
    slot_on: date
    session: str
    due_at: datetime
    level: Level


def overdue_checks(*, viewer: Viewer | None, now: datetime, level: Level = Level.WORKER) -> QuerySet[Duty]:
    """Overdue checks of open observations that the viewer may see by name, which have reached a level; oldest first."""
    escalation = escalation_of(kind=KIND_CHECK)
    return _open_and_overdue(viewer, Action.SEE_PERSON, now).filter(
        overdue_at__lte=_reached(level, now, escalation)
    )


def told(*, duties: Sequence[Duty], now: datetime) -> list[OverdueCheck]:
    """Return some overdue checks with their observations, in their order. Two statements."""
    escalation = escalation_of(kind=KIND_CHECK)
    rows = Observation.objects.select_related("person", "person__household").in_bulk(
        [duty.subject for duty in duties]
    )
    return [
        OverdueCheck(
            observation=rows[duty.subject],
            slot_on=duty.slot_on,
            session=duty.session,
            due_at=duty.due_at,
            level=level_of(overdue_at=duty.overdue_at, now=now, escalation=escalation) or Level.WORKER,
        )
        for duty in duties
    ]


@dataclass(frozen=True)
class OverdueCount:
    """How many checks of a community are overdue, and how many of them have reached which level."""

    area: str
    name: str
    overdue: int
    secretary: int
    township: int


def overdue_counts(*, viewer: Viewer | None, now: datetime) -> list[OverdueCount]:
    """Count the overdue checks by community, the most first; a community without any is left out. Three statements."""
    escalation = escalation_of(kind=KIND_CHECK)
    rows = list(
        _open_and_overdue(viewer, Action.SEE_OVERDUE, now)
        .order_by()
        .values(community=Substr("area", 1, COMMUNITY_DIGITS))
        .annotate(
            overdue=Count("id"),
            secretary=Count("id", filter=Q(overdue_at__lte=_reached(Level.SECRETARY, now, escalation))),
            township=Count("id", filter=Q(overdue_at__lte=_reached(Level.TOWNSHIP, now, escalation))),
        )
        .order_by("-township", "-overdue", "community")
    )
    names = names_of(codes={row["community"] for row in rows})
    return [
        OverdueCount(
            area=row["community"],
            name=names.get(row["community"], row["community"]),
            overdue=row["overdue"],
            secretary=row["secretary"],
            township=row["township"],
        )
        for row in rows
    ]


def _open_and_overdue(viewer: Viewer | None, action: Action, now: datetime) -> QuerySet[Duty]:
    watched = Observation.objects.filter(pk=OuterRef("subject"), state=State.OBSERVING)
    counties = scope(viewer=viewer, action=action).counties
    return overdue(counties=counties, kind=KIND_CHECK, now=now).filter(
        in_scope(viewer=viewer, action=action), Exists(watched)
    )


def _reached(level: Level, now: datetime, escalation: Escalation) -> datetime:
    """Return the moment of overdue from which on backwards a check has reached a level."""
    after = {
        Level.WORKER: timedelta(0),
        Level.SECRETARY: escalation.secretary_after,
        Level.TOWNSHIP: escalation.township_after,
    }
    return now - after[level]
