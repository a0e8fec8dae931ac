"""Grids: the parts of a community, which the community makes itself."""

from datetime import date
from typing import Final

from django.db import transaction

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level

MOST_GRIDS: Final = 999


class CommunityNotOpen(Exception):
    """The code is not an open community."""


class GridNameEmpty(ValueError):
    """A grid needs a name."""


class GridNameTaken(Exception):
    """The community has an open grid of this name."""


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
    if grids.filter(name=name, valid_until=None).exists():
        raise GridNameTaken(name)
    taken = set(grids.values_list("code", flat=True))
    codes = (f"{community}{number:03}" for number in range(1, MOST_GRIDS + 1))
    code = next((code for code in codes if code not in taken), None)
    if code is None:
        raise GridsFull(community)
    return Area.objects.create(code=code, name=name, level=Level.GRID, valid_from=on)
