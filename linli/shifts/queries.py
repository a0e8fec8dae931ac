"""Shifts as those see them whom they concern: giver, taker, and who looks after the whole community."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.areas.rules import AreaCode
from linli.shifts.models import ShiftHandOver as ShiftHandOver  # pages may name the type of a row
from linli.shifts.models import ShiftNote as ShiftNote
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


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
