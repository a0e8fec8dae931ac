"""Shim while names move."""

from tests.cast import (  # noqa: F401
    AREAS,
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    FOREIGN,
    GRID,
    MORNING,
    OTHER_GRID,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)
