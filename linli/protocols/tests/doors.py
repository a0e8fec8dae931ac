"""Doors of protocols and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.COUNTY,
        ("protocols:own_protocol", {A.SET_PROTOCOL}),
    ),
    *acts(
        At.COUNTY,
        ("protocols:protocol", {A.SET_PROTOCOL}, {}),
        ("protocols:own_protocol", {A.SET_PROTOCOL}, {}),
    ),
]
