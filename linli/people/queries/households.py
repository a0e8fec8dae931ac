"""Reads of households with who lives in them."""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.areas.rules import AreaCode
from linli.people.models import GridMove as GridMove  # pages may name the type of a row
from linli.people.models import Household as Household
from linli.people.models import Person
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer

MOVES_LOOKED_AT: Final = 200  # of a community; older ones stand in the audit


def households_seen(*, viewer: Viewer | None, action: Action = Action.SEE_PERSON) -> QuerySet[Household]:
    """Households at which the viewer may do the action, in walking order."""
    return Household.objects.filter(in_scope(viewer=viewer, action=action)).order_by("walk_order", "pk")


def members_of(*, household: Household) -> list[Person]:
    """Return who lives in a visible household, the eldest first.

    Joined entries are nobody of their own, and whose identity was removed is nobody any more.
    """
    there = Person.objects.filter(
        household=household, joined_to=None, identity_removed_at=None, taken_back_at=None
    )
    return list(there.order_by("born_on", "name", "pk"))


def households_of(*, ids: Collection[UUID]) -> QuerySet[Household]:
    """Return households, for a list that is made of more than these."""
    return Household.objects.filter(pk__in=ids)


def notes_of(*, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what whoever stands at the doors of households should know."""
    return dict(Household.objects.filter(pk__in=ids).values_list("pk", "note"))


def households_in(*, viewer: Viewer | None, area: str) -> QuerySet[Household]:
    """Households of one grid that the viewer may assign, in walking order."""
    rows = Household.objects.filter(in_scope(viewer=viewer, action=Action.ASSIGN_GRID), area=area)
    return rows.order_by("walk_order", "pk")


def narrowed_to(*, households: QuerySet[Household], building: str, words: str) -> QuerySet[Household]:
    """Return those of a building, and those at whose address or of whose members every word stands."""
    if building:
        households = households.filter(building=building)
    for word in words.lower().split():
        here = Person.objects.filter(household=OuterRef("pk"), search_text__contains=word)
        households = households.filter(Q(address__icontains=word) | Exists(here))
    return households


def buildings_of(*, households: QuerySet[Household]) -> list[str]:
    """Return the buildings of households, in order; those without one are left out."""
    named = households.exclude(building="").order_by("building").values_list("building", flat=True)
    return list(named.distinct())


def moves_from_and_to(*, viewer: Viewer | None, grid: AreaCode, limit: int) -> list[GridMove]:
    """Return the moves of households into a grid or out of it, the newest first, as far as they are kept for a page."""
    rows = GridMove.objects.filter(
        in_scope(viewer=viewer, action=Action.ASSIGN_GRID, field="community"), community=grid.community
    )
    recent = rows.order_by("-at", "-pk")[:MOVES_LOOKED_AT]
    return [row for row in recent if grid == row.to_area or grid in row.households.values()][:limit]


def moves_out_of_none(
    *, viewer: Viewer | None, communities: Sequence[AreaCode], limit: int
) -> list[GridMove]:
    """Return the moves that gave households without a grid of some communities to one, the newest first, as far as kept."""
    mine = in_scope(viewer=viewer, action=Action.ASSIGN_GRID, field="community")
    recent = GridMove.objects.filter(mine, community__in=communities).order_by("-at", "-pk")[:MOVES_LOOKED_AT]
    return [row for row in recent if row.community in row.households.values()][:limit]


def move_at(*, viewer: Viewer | None, id: UUID) -> GridMove | None:
    """Return a move that the viewer may undo, or None."""
    mine = in_scope(viewer=viewer, action=Action.ASSIGN_GRID, field="community")
    return GridMove.objects.filter(mine, pk=id, undone_at=None).first()
