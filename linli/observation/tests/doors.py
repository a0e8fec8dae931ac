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
        ("observation:finding", {A.REVIEW_ALERT}),
        ("observation:case_at_home", {A.REVIEW_ALERT}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:take_back_extension", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:lab_test", {A.REVIEW_ALERT}),
        ("observation:take_back", {A.REVIEW_ALERT, A.CLOSE_OBSERVATION}),
        ("observation:died", {A.CLOSE_OBSERVATION}),
    ),
    *acts(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}, {}),
        ("observation:release", {A.RELEASE_PERSON}, {}),
        ("observation:confirm_over_before", {A.CLOSE_OBSERVATION}, {}),
        ("observation:explain", {A.RECORD_CHECK}, {}),
        ("observation:finding", {A.REVIEW_ALERT}, {}),
        ("observation:case_at_home", {A.REVIEW_ALERT}, {}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}, {}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:take_back_extension", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:lab_test", {A.REVIEW_ALERT}, {}),
        ("observation:take_back", {A.REVIEW_ALERT, A.CLOSE_OBSERVATION}, {}),
        ("observation:died", {A.CLOSE_OBSERVATION}, {}),
    ),
]
