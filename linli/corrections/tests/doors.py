"""Doors of corrections and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.AREA, ("corrections:strike", {A.RECORD_CHECK})),
    *acts(At.AREA, ("corrections:strike", {A.RECORD_CHECK}, {})),
]
