"""Doors of observation and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("observation:releases", {A.SEE_PERSON}),
    ),
    *doors(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}),
        ("observation:explain", {A.RECORD_CHECK}),
        ("observation:explain_again", {A.RECORD_CHECK}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:take_back_extension", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
    ),
    *acts(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}, {}),
        ("observation:release", {A.RELEASE_PERSON}, {}),
        ("observation:confirm_over_before", {A.CLOSE_OBSERVATION}, {}),
        ("observation:explain", {A.RECORD_CHECK}, {}),
        ("observation:explain_again", {A.RECORD_CHECK}, {}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}, {}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:take_back_extension", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
    ),
]
