"""Doors of signin and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("signin:codes", {A.ISSUE_SIGN_IN_CODE}),
        ("signin:helpers", {A.KEEP_HELPERS}),
    ),
    *acts(
        At.LIST,
        ("signin:helpers", {A.KEEP_HELPERS}, {}),
    ),
    *acts(
        At.COMMUNITY,
        ("signin:give_link", {A.KEEP_HELPERS}, {}),
        ("signin:end_helper", {A.KEEP_HELPERS}, {}),
    ),
    *acts(
        At.GRID,
        ("signin:issue_code", {A.ISSUE_SIGN_IN_CODE}, {}),
    ),
    *doors(
        At.PROVINCE,
        ("signin:requirements", {A.SET_SECOND_FACTORS}),
    ),
    *acts(
        At.PROVINCE,
        ("signin:requirements", {A.SET_SECOND_FACTORS}, {}),
    ),
]
