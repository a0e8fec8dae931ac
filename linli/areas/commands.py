"""Writes of areas."""

from datetime import date

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level


class GridNameTaken(Exception):
    """The community has an open grid of this name."""


def create_grid(*, community: AreaCode, name: str, on: date) -> Area:
    """Make a grid of a community under the next free code 001-999. Raises GridNameTaken."""
    from_, until = community.range
    grids = Area.objects.filter(code__gte=from_, code__lt=until, level=Level.GRID)
    if grids.filter(name=name, valid_until=None).exists():
        raise GridNameTaken(name)
    last = grids.order_by("-code").values_list("code", flat=True).first()
    number = int(last[-3:]) + 1 if last else 1
    return Area.objects.create(code=f"{community}{number:03}", name=name, level=Level.GRID, valid_from=on)
