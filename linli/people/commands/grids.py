"""Households put into a grid of their community, and what was moved at once, so that it can be undone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.audit.commands import write_events
from linli.people.models import GridMove, Household, Person
from linli.staff.rules import Viewer


class GridElsewhere(Exception):
    """The grid belongs to another community than the household."""


def assign_households(
    *, households: Sequence[Household], area: AreaCode, by: Viewer, now: datetime
) -> list[UUID]:
    """Put households of one community with their members into a grid of it, or into none; return the members' ids.

    area: the grid, or the community itself for none. Four statements however many. Call it inside a transaction. Raises
    GridElsewhere.
    """
    if any(not AreaCode(household.community).contains(area) for household in households):
        raise GridElsewhere(area)
    ids = [household.pk for household in households]
    Household.objects.filter(pk__in=ids).update(area=area)
    members = list(Person.objects.filter(household__in=ids).values_list("pk", flat=True))
    Person.objects.filter(household__in=ids).update(area=area)
    write_events(
        action="household.assigned",
        area=area.community,
        by=by.user_id,
        now=now,
        subjects=ids,
        changed={household.pk: {"from": household.area, "to": area} for household in households},
    )
    return members


def keep_move(*, households: Sequence[Household], to: AreaCode, by: Viewer, now: datetime) -> GridMove:
    """Keep where households stood that are moved at once. Call it before they are, inside their transaction."""
    return GridMove.objects.create(
        community=to.community,
        to_area=to,
        households={str(household.pk): household.area for household in households},
        at=now,
        by=by.user_id,
    )


def mark_undone(*, move: GridMove, by: Viewer, now: datetime) -> bool:
    """Mark a move as undone; say whether it stood. Call it inside a transaction."""
    rows = GridMove.objects.filter(pk=move.pk, undone_at=None)
    return bool(rows.update(undone_at=now, undone_by=by.user_id))
