"""Doors of moves and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("moves:index", {A.CLOSE_OBSERVATION}),
    ),
    *acts(
        At.COMMUNITY,
        ("moves:give_over", {A.CLOSE_OBSERVATION}, {}),
        ("moves:accept", {A.CLOSE_OBSERVATION}, {}),
        ("moves:refuse", {A.CLOSE_OBSERVATION}, {}),
        ("moves:withdraw", {A.CLOSE_OBSERVATION}, {}),
        ("moves:know_refusal", {A.CLOSE_OBSERVATION}, {}),
    ),
]
