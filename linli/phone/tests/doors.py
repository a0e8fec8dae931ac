"""Doors of phone and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("phone:phones", {A.KEEP_PHONES}),
        ("phone:import_outbox", {A.KEEP_PHONES}),
    ),
    *acts(
        At.LIST,
        ("phone:import_outbox", {A.KEEP_PHONES}, {}),
    ),
    *doors(
        At.COMMUNITY,
        ("phone:phone_detail", {A.KEEP_PHONES}),
        ("phone:revoke_phone", {A.KEEP_PHONES}),
    ),
    *acts(
        At.COMMUNITY,
        ("phone:phone_detail", {A.KEEP_PHONES}, {}),
        ("phone:revoke_phone", {A.KEEP_PHONES}, {}),
    ),
]
