"""Shifts as those see them whom they concern: giver, taker, and who looks after the whole community."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from linli.areas.rules import AreaCode
from linli.emergencies.queries import emergencies_seen
from linli.reports.queries.returned import waiting_of
from linli.shifts.models import ShiftHandOver as ShiftHandOver  # pages may name the type of a row
from linli.shifts.models import ShiftNote as ShiftNote
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


@dataclass(frozen=True)
class InHand:
    """What is in hand beside the work at the doors. emergencies: id, kind and when raised of those not over; returned: days."""

    emergencies: list[tuple[UUID, str, datetime]]
    returned: list[date]


def in_hand(*, viewer: Viewer, community: AreaCode) -> InHand:
    """Return the emergencies of a community that are not over, and its reports that were returned and wait; one statement."""
    running = (
        emergencies_seen(viewer=viewer)
        .filter(community=community, closed_at=None)
        .order_by()
        .annotate(what=Value("emergency"), said=F("kind"), at=F("received_at"))
    )
    returned = (
        waiting_of(viewer=viewer)
        .filter(area=community)
        .order_by()
        .annotate(what=Value("returned"), said=Cast("day", CharField()), at=F("returned_at"))
    )
    columns = ("what", "pk", "said", "at")
    rows = list(running.values_list(*columns).union(returned.values_list(*columns), all=True).order_by("at"))
    return InHand(
        [(pk, said, at) for what, pk, said, at in rows if what == "emergency"],
        [date.fromisoformat(said) for what, _pk, said, _at in rows if what == "returned"],
    )


def communities_of(*, viewer: Viewer | None) -> list[AreaCode]:
    """Return the communities whose shifts the viewer may hand over, in order."""
    return sorted({area.community for area in scope(viewer=viewer, action=Action.HAND_OVER_SHIFT).areas})


def shifts_seen(*, viewer: Viewer | None) -> QuerySet[ShiftHandOver]:
    """Return the shifts that the viewer gave or was given, and all where their right covers the community; the newest first.

    Nothing of a community where the viewer holds no post any more.
    """
    if viewer is None:
        return ShiftHandOver.objects.none()
    mine = Q(giver=viewer.user_id) | Q(taker=viewer.user_id)
    seen = mine | in_scope(viewer=viewer, action=Action.HAND_OVER_SHIFT, field="community")
    return (
        ShiftHandOver.objects.filter(seen, community__in=communities_of(viewer=viewer))
        .select_related("giver", "taker")
        .order_by("-at", "pk")
    )


def shifts_waiting(*, viewer: Viewer | None) -> QuerySet[ShiftHandOver]:
    """Return those that the viewer gave or was given and nobody has taken yet."""
    rows = shifts_seen(viewer=viewer).filter(taken_at=None, struck_at=None)
    if viewer is None:
        return rows
    return rows.filter(Q(giver=viewer.user_id) | Q(taker=viewer.user_id))


def notes_of(*, shifts: Sequence[ShiftHandOver]) -> dict[UUID, list[ShiftNote]]:
    """Return what was written in some shifts, by shift, the newest first."""
    found: dict[UUID, list[ShiftNote]] = {}
    rows = ShiftNote.objects.filter(shift__in=[row.pk for row in shifts]).order_by("-at", "-pk")
    for row in rows:
        found.setdefault(row.shift_id, []).append(row)
    return found
