"""Doors of the search for the lost and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("lost:index", {A.CLOSE_OBSERVATION})),
    *doors(At.AREA, ("lost:search", {A.CLOSE_OBSERVATION})),
    *acts(At.AREA, ("lost:search", {A.CLOSE_OBSERVATION}, {})),
]
