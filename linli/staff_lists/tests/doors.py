"""Doors of lists of colleagues and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("staff_lists:lists", {A.KEEP_ACCOUNTS, A.GIVE_POSTS}),
        ("staff_lists:template", {A.KEEP_ACCOUNTS}),
    ),
    *doors(At.COMMUNITY, ("staff_lists:left", {A.KEEP_ACCOUNTS})),
    *acts(At.LIST, ("staff_lists:lists", {A.KEEP_ACCOUNTS}, {})),
    *doors(At.COMMUNITY, ("staff_lists:list", {A.KEEP_ACCOUNTS, A.GIVE_POSTS})),
    *acts(
        At.COMMUNITY,
        ("staff_lists:answer", {A.KEEP_ACCOUNTS}, {}),
        ("staff_lists:cancel", {A.KEEP_ACCOUNTS}, {}),
        ("staff_lists:add", {A.KEEP_ACCOUNTS}, {}),
        ("staff_lists:take_back", {A.KEEP_ACCOUNTS}, {}),
        ("staff_lists:passwords", {A.KEEP_ACCOUNTS}, {}),
        ("staff_lists:give", {A.GIVE_POSTS}, {}),
        ("staff_lists:take_posts_back", {A.GIVE_POSTS}, {}),
    ),
]
