"""Doors of signin and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("signin:codes", {A.ISSUE_SIGN_IN_CODE}),
    ),
    *acts(
        At.GRID,
        ("signin:issue_code", {A.ISSUE_SIGN_IN_CODE}, {}),
    ),
    *doors(
        At.PROVINCE,
        ("signin:requirements", {A.MANAGE_STAFF}),
    ),
    *acts(
        At.PROVINCE,
        ("signin:requirements", {A.MANAGE_STAFF}, {}),
    ),
]
