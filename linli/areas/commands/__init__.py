"""Writes of areas."""

from linli.areas.commands.grids import (
    CommunityNotOpen,
    GridClosed,
    GridNameEmpty,
    GridNameTaken,
    GridOpen,
    GridsFull,
    close_grid,
    create_grid,
    hold_grid,
    rename_grid,
    reopen_grid,
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
    "GridClosed",
    "GridNameEmpty",
    "GridNameTaken",
    "GridOpen",
    "GridsFull",
    "close_grid",
    "create_grid",
    "hold_grid",
    "load_areas",
    "rename_grid",
    "reopen_grid",
]
