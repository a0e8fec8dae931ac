"""Doors of staff and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("staff:list", {A.MANAGE_STAFF}),
        ("staff:add", {A.MANAGE_STAFF}),
        ("staff:pattern", {A.EDIT_TEAMS}),
        ("staff:substitutions", {A.SEE_TEAMS}),
    ),
    *acts(
        At.LIST,
        ("staff:add", {A.MANAGE_STAFF}, {}),
        ("staff:pattern", {A.EDIT_TEAMS}, {}),
        ("staff:substitutions", {A.FILL_TEAMS}, {}),
    ),
    *acts(
        At.COMMUNITY,
        ("staff:end_post", {A.MANAGE_STAFF}, {}),
        ("staff:give", {A.MANAGE_STAFF}, {}),
    ),
    *doors(
        At.GRID,
        ("staff:team", {A.FILL_TEAMS}),
    ),
    *acts(
        At.GRID,
        ("staff:team", {A.FILL_TEAMS}, {}),
        ("staff:end_substitution", {A.FILL_TEAMS}, {}),
        ("staff:confirm_handover", {A.FILL_TEAMS}, {}),
    ),
]
