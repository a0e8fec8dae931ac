"""Doors of returns and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("returns:index", {A.KEEP_FORMS}),
        ("returns:add", {A.KEEP_FORMS}),
        ("returns:asked", {A.KEEP_FORMS}),
    ),
    *acts(
        At.LIST,
        ("returns:add", {A.KEEP_FORMS}, {}),
    ),
    *doors(
        At.COMMUNITY,
        ("returns:show", {A.KEEP_FORMS}),
        ("returns:rows", {A.KEEP_FORMS}),
        ("returns:day", {A.KEEP_FORMS}),
        ("returns:file", {A.KEEP_FORMS}),
    ),
    *acts(
        At.COMMUNITY,
        ("returns:layout", {A.KEEP_FORMS}, {}),
        ("returns:point", {A.KEEP_FORMS}, {}),
        ("returns:rows", {A.KEEP_FORMS}, {}),
        ("returns:take_back", {A.KEEP_FORMS}, {}),
        ("returns:use_again", {A.KEEP_FORMS}, {}),
        ("returns:end", {A.KEEP_FORMS}, {}),
        ("returns:reopen", {A.KEEP_FORMS}, {}),
        ("returns:type", {A.KEEP_FORMS}, {}),
        ("returns:hand_in", {A.KEEP_FORMS}, {}),
        ("returns:take_hand_in_back", {A.KEEP_FORMS}, {}),
        ("returns:excuse", {A.KEEP_FORMS}, {}),
    ),
]
