"""Doors of retention and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("retention:index", {A.KEEP_RETENTION, A.SEE_RETENTION}),
    ),
    *doors(
        At.AREA,
        ("retention:hold", {A.KEEP_RETENTION}),
    ),
    *acts(
        At.AREA,
        ("retention:hold", {A.KEEP_RETENTION}, {}),
    ),
]
