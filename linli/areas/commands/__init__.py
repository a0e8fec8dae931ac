"""Writes of areas."""

from linli.areas.commands.grids import (
    CommunityNotOpen,
    GridNameEmpty,
    GridNameTaken,
    GridsFull,
    create_grid,
)
from linli.areas.commands.loading import (
    AreaNotInSource,
    AreasChangedLater,
    AreasLoaded,
    AreaSourceBroken,
    AreaSourceMissing,
    load_areas,
)

__all__ = [
    "AreaNotInSource",
    "AreaSourceBroken",
    "AreaSourceMissing",
    "AreasChangedLater",
    "AreasLoaded",
    "CommunityNotOpen",
    "GridNameEmpty",
    "GridNameTaken",
    "GridsFull",
    "create_grid",
    "load_areas",
]
