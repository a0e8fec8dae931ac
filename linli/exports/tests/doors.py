"""Doors of exports and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("exports:index", {A.APPROVE_EXPORT, A.EXPORT_PEOPLE}),
        ("exports:ask", {A.EXPORT_PEOPLE}),
    ),
    *acts(
        At.LIST,
        ("exports:ask", {A.EXPORT_PEOPLE}, {}),
    ),
    *doors(
        At.AREA,
        ("exports:show", {A.APPROVE_EXPORT, A.EXPORT_PEOPLE}),
    ),
    *acts(
        At.AREA,
        ("exports:approve", {A.APPROVE_EXPORT}, {"persons": "1"}),
        ("exports:refuse", {A.APPROVE_EXPORT}, {}),
    ),
]
