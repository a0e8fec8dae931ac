"""Doors of observation and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("observation:releases", {A.SEE_PERSON}),
        ("observation:alerts", {A.SEE_PERSON}),
        ("observation:askings", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON, A.REVIEW_ALERT, A.SET_PROTOCOL}),
    ),
    *doors(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}),
        ("observation:strike_check", {A.RECORD_CHECK}),
        ("observation:explain", {A.RECORD_CHECK}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}),
        ("observation:move_protocol", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:take_back_extension", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:answer_asking", {A.REVIEW_ALERT, A.SET_PROTOCOL}),
        ("observation:withdraw_asking", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
    ),
    *acts(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}, {}),
        ("observation:release", {A.RELEASE_PERSON}, {}),
        ("observation:confirm_over_before", {A.CLOSE_OBSERVATION}, {}),
        ("observation:strike_check", {A.RECORD_CHECK}, {}),
        ("observation:explain", {A.RECORD_CHECK}, {}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}, {}),
        ("observation:move_protocol", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:take_back_extension", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:answer_asking", {A.REVIEW_ALERT, A.SET_PROTOCOL}, {}),
        ("observation:withdraw_asking", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:review_alert", {A.REVIEW_ALERT}, {}),
        ("observation:refer_alert", {A.JUDGE_REFERRAL}, {}),
    ),
]
