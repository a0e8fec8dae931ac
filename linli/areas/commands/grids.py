"""Grids: the parts of a community, which the community makes itself."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.areas.models import Area, FormerName
from linli.areas.rules import AreaCode, Level
from linli.areas.spoken import spoken_of_area
from linli.audit.commands import write_event
from linli.clock import day_of

MOST_GRIDS: Final = 999


class CommunityNotOpen(Exception):
    """The code is not an open community."""


class GridNameEmpty(ValueError):
    """A grid needs a name."""


class GridNameTaken(Exception):
    """The community has an open grid of this name."""


class GridClosed(Exception):
    """No open grid has this code: nobody is put there."""


class GridOpen(Exception):
    """No closed grid has this code."""


class GridsFull(Exception):
    """The community has used all codes 001-999."""


@transaction.atomic
def create_grid(*, community: AreaCode, name: str, on: date) -> Area:
    """Make a grid of a community under the lowest code of 001-999 that no grid, open or closed, has had.

    Spaces around the name are dropped. Raises GridNameEmpty, CommunityNotOpen, GridNameTaken, GridsFull.
    """
    name = name.strip()
    if not name:
        raise GridNameEmpty
    # The lock makes two that add a grid at once take turns, and so take different codes.
    communities = Area.objects.select_for_update().filter(level=Level.COMMUNITY, valid_until=None)
    if communities.filter(pk=community).first() is None:
        raise CommunityNotOpen(community)
    from_, until = community.range
    grids = Area.objects.filter(code__gte=from_, code__lt=until, level=Level.GRID)
    _check_name(community, name)
    taken = set(grids.values_list("code", flat=True))
    codes = (f"{community}{number:03}" for number in range(1, MOST_GRIDS + 1))
    code = next((code for code in codes if code not in taken), None)
    if code is None:
        raise GridsFull(community)
    return Area.objects.create(
        code=code, name=name, spoken=spoken_of_area(name=name), level=Level.GRID, valid_from=on
    )


@transaction.atomic
def rename_grid(*, grid: AreaCode, name: str, by: UUID, now: datetime) -> None:
    """Give an open grid another name; the one that it bore stays with its days. The same name again changes nothing.

    Raises GridClosed, GridNameEmpty, GridNameTaken.
    """
    held = hold_grid(grid=grid)
    name = name.strip()
    if not name:
        raise GridNameEmpty
    if name == held.name:
        return
    _check_name(grid.community, name)
    _end_period(held, day_of(now))
    Area.objects.filter(pk=held.pk).update(name=name, spoken=spoken_of_area(name=name))
    _write("grid.renamed", grid, {"from": held.name, "to": name}, by, now)


@transaction.atomic
def close_grid(*, grid: AreaCode, by: UUID, now: datetime) -> None:
    """Close an open grid; its code is never used again, its name may be. Whoever calls has seen that nothing is in it.

    Raises GridClosed.
    """
    held = hold_grid(grid=grid)
    today = day_of(now)
    Area.objects.filter(pk=held.pk).update(valid_until=max(today, held.valid_from or today))
    _write("grid.closed", grid, {}, by, now)


@transaction.atomic
def reopen_grid(*, grid: AreaCode, by: UUID, now: datetime) -> None:
    """Let a closed grid be open again; the period before stays with its days. Raises GridNameTaken, GridOpen."""
    rows = Area.objects.select_for_update().filter(pk=grid, level=Level.GRID)
    held = rows.exclude(valid_until=None).first()
    if held is None:
        raise GridOpen(grid)
    _check_name(grid.community, held.name)
    _end_period(held, held.valid_until or day_of(now))
    Area.objects.filter(pk=held.pk).update(valid_from=day_of(now), valid_until=None)
    _write("grid.reopened", grid, {}, by, now)


def hold_grid(*, grid: AreaCode) -> Area:
    """Return an open grid that nobody closes or renames until the transaction ends. Raises GridClosed."""
    held = Area.objects.select_for_update().filter(pk=grid, level=Level.GRID, valid_until=None).first()
    if held is None:
        raise GridClosed(grid)
    return held


def _end_period(held: Area, on: date) -> None:
    """Keep the period that ends; it began when the grid did, or when its last period before ended."""
    ended = held.former_names.order_by("-valid_until").values_list("valid_until", flat=True).first()
    begins = [day for day in (held.valid_from, ended) if day]
    began = max(begins, default=None)
    until = max(on, began) if began else on
    FormerName.objects.create(area=held, name=held.name, valid_from=began, valid_until=until)


def _check_name(community: AreaCode, name: str) -> None:
    from_, until = community.range
    grids = Area.objects.filter(code__gte=from_, code__lt=until, level=Level.GRID, valid_until=None)
    if grids.filter(name=name).exists():
        raise GridNameTaken(name)


def _write(action: str, grid: AreaCode, changed: Mapping[str, object], by: UUID, now: datetime) -> None:
    write_event(action=action, area=grid.community, by=by, now=now, changed={"grid": grid, **changed})
