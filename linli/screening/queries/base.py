"""The base: which doors there are, by list or by count, and how each came to be known."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from linli.areas.queries import grids_of
from linli.areas.queries import names_of as area_names
from linli.areas.rules import AreaCode, Level
from linli.people.models import Household
from linli.screening.models import DoorList as DoorList  # pages may name the type of a row
from linli.screening.models import GridCount
from linli.screening.rules.doors import Fault, Said
from linli.sealing.seals import unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


@dataclass(frozen=True)
class Place:
    """A grid, or a community for its doors that no grid walks to."""

    code: AreaCode
    name: str
    is_grid: bool


def places_of(*, viewer: Viewer | None, action: Action) -> list[Place]:
    """Return the grids of the viewer's areas, each community behind its own, in order of code; at most two statements an area."""
    found: dict[str, Place] = {}
    areas = scope(viewer=viewer, action=action).areas
    names = area_names(codes=areas)
    for area in areas:
        if area.level is Level.COMMUNITY:
            grids = grids_of(community=area)
            found |= {grid.code: Place(AreaCode(grid.code), grid.name, is_grid=True) for grid in grids}
        found[area] = Place(area, names.get(area, ""), is_grid=area.level is Level.GRID)
    return sorted(found.values(), key=lambda place: (place.code.community, not place.is_grid, place.code))


def doors_listed(*, viewer: Viewer | None, action: Action = Action.SCREEN_DOORS) -> QuerySet[Household]:
    """Doors on the lists of the viewer's communities, in walking order."""
    mine = in_scope(viewer=viewer, action=action)
    return Household.objects.filter(mine, listed_at__isnull=False).order_by("area", "walk_order", "pk")


def listed_by_area(*, viewer: Viewer | None) -> dict[str, int]:
    """Return by area how many doors are on the lists of the communities whose base the viewer keeps; one statement."""
    rows = doors_listed(viewer=viewer, action=Action.KEEP_DOORS).order_by().values_list("area")
    return dict(rows.annotate(n=Count("pk")))


def door_lists(*, viewer: Viewer | None) -> QuerySet[DoorList]:
    """Return the lists of doors of the communities whose base the viewer keeps, the newest first."""
    mine = in_scope(viewer=viewer, action=Action.KEEP_DOORS)
    return DoorList.objects.filter(mine).order_by("-uploaded_at", "-pk")


@dataclass(frozen=True)
class ListTold:
    """A list with who brought it and how many doors it holds."""

    row: DoorList
    by: str
    doors: int


def lists_told(*, lists: QuerySet[DoorList]) -> list[ListTold]:
    """Return lists that were put in or wait for it, in order; two statements."""
    rows = list(lists.exclude(state=DoorList.State.CANCELLED).annotate(n=Count("doors")))
    names = names_of(ids={row.uploaded_by for row in rows})
    return [ListTold(row, names.get(row.uploaded_by, ""), row.n) for row in rows]


def told_of(*, list_: DoorList) -> list[Said]:
    """Return the rows of a visible list that were left out or not taken whole."""
    said = json.loads(unseal(list_.told_sealed) or "[]")
    return [Said(sheet, row, Fault(fault), text, of) for sheet, row, fault, text, of in said]


def counts_standing(*, from_: str, until: str) -> QuerySet[GridCount]:
    """Return the counts of areas from a code up to another that stand: the newest of each, and not taken back."""
    newer = GridCount.objects.filter(area=OuterRef("area"), at__gt=OuterRef("at"))
    rows = GridCount.objects.filter(area__gte=from_, area__lt=until, doors__isnull=False)
    return rows.filter(~Exists(newer))


@dataclass(frozen=True)
class Counted:
    """How many doors somebody counted, with the name, and what stood before, the newest first."""

    row: GridCount
    by: str
    before: tuple[GridCount, ...]


def counts_told(*, areas: Sequence[str]) -> Mapping[str, Counted]:
    """Return by area what was counted there; two statements."""
    rows: dict[str, list[GridCount]] = {}
    for row in GridCount.objects.filter(area__in=areas).order_by("-at", "-pk"):
        rows.setdefault(row.area, []).append(row)
    names = names_of(ids={found[0].by for found in rows.values()})
    return {
        area: Counted(newest, names.get(newest.by, ""), tuple(before))
        for area, (newest, *before) in rows.items()
    }
