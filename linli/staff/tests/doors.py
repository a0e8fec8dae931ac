"""Doors of staff and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("staff:list", {A.KEEP_ACCOUNTS, A.GIVE_POSTS}),
        ("staff:add", {A.KEEP_ACCOUNTS}),
        ("staff:pattern", {A.EDIT_TEAMS}),
        ("staff:substitutions", {A.SEE_TEAMS}),
        ("staff:over", {A.SEE_TEAMS}),
        ("staff:waiting", {A.CONFIRM_POST}),
        ("staff:colleagues", {A.KEEP_COLLEAGUES}),
        ("staff:contacts", {A.SEE_WORK_PHONES}),
    ),
    *acts(
        At.LIST,
        ("staff:add", {A.KEEP_ACCOUNTS}, {}),
        ("staff:pattern", {A.EDIT_TEAMS}, {}),
        ("staff:substitutions", {A.FILL_TEAMS}, {}),
        ("staff:colleagues", {A.KEEP_COLLEAGUES}, {}),
        ("staff:offer", {A.KEEP_COLLEAGUES}, {}),
        ("staff:contacts", {A.SEE_WORK_PHONES}, {"phone": "x"}),
    ),
    *doors(
        At.GRID,
        ("staff:colleague", {A.KEEP_COLLEAGUES}),
        ("staff:colleague_phone", {A.KEEP_COLLEAGUES}),
    ),
    *acts(
        At.GRID,
        ("staff:correct_colleague", {A.KEEP_COLLEAGUES}, {}),
        ("staff:rename_colleague", {A.KEEP_COLLEAGUES}, {}),
        ("staff:colleague_phone", {A.KEEP_COLLEAGUES}, {}),
        ("staff:end_colleague", {A.KEEP_COLLEAGUES}, {}),
        ("staff:take_back_colleague", {A.KEEP_COLLEAGUES}, {}),
        ("staff:colleague_again", {A.KEEP_COLLEAGUES}, {}),
        ("staff:withdraw_offer", {A.KEEP_COLLEAGUES}, {}),
    ),
    *acts(
        At.COMMUNITY,
        ("staff:end_post", {A.GIVE_POSTS}, {}),
        ("staff:post_goes_on", {A.GIVE_POSTS}, {}),
        ("staff:give", {A.GIVE_POSTS}, {}),
        ("staff:confirm_post", {A.CONFIRM_POST}, {}),
        ("staff:decline_post", {A.CONFIRM_POST}, {}),
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
        ("staff:refuse_handover", {A.FILL_TEAMS}, {}),
        ("staff:withdraw_handover", {A.FILL_TEAMS}, {}),
    ),
]
