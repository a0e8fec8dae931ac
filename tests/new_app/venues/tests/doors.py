"""Doors of venues and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("venues:index", {A.INSPECT_VENUE})),
    *doors(At.AREA, ("venues:venue", {A.INSPECT_VENUE})),
    *acts(At.AREA, ("venues:venue", {A.INSPECT_VENUE}, {})),
]
