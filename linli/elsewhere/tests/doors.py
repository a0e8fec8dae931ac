"""Doors of people registered elsewhere and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.AREA, ("elsewhere:found", {A.RECORD_CHECK, A.CLOSE_OBSERVATION})),
    *acts(
        At.AREA,
        ("elsewhere:look_after", {A.RECORD_CHECK}, {}),
        ("elsewhere:keep_there", {A.CLOSE_OBSERVATION}, {}),
    ),
]
