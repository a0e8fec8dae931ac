"""Doors of duty shifts and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("shifts:index", {A.HAND_OVER_SHIFT}),
        ("shifts:waiting", {A.HAND_OVER_SHIFT}),
    ),
    *acts(
        At.LIST,
        ("shifts:index", {A.HAND_OVER_SHIFT}, {}),
    ),
]
