"""Doors of observation and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("observation:moves", {A.CLOSE_OBSERVATION}),
        ("observation:releases", {A.SEE_PERSON}),
        ("observation:lost", {A.CLOSE_OBSERVATION}),
        ("observation:register", {A.REGISTER_PERSON}),
        ("observation:alerts", {A.SEE_PERSON}),
        ("observation:handed_over", {A.ANSWER_HAND_OVER}),
    ),
    *acts(
        At.LIST,
        ("observation:register", {A.REGISTER_PERSON}, {}),
    ),
    *doors(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}),
        ("observation:strike_check", {A.RECORD_CHECK}),
        ("observation:explain", {A.RECORD_CHECK}),
        ("observation:finding", {A.REVIEW_ALERT}),
        ("observation:end", {A.CLOSE_OBSERVATION}),
        ("observation:search", {A.CLOSE_OBSERVATION}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}),
        ("observation:move_protocol", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("observation:lab_test", {A.REVIEW_ALERT}),
        ("observation:refusal", {A.RECORD_CHECK}),
        ("observation:hand_over_to_police", {A.HAND_OVER_TO_POLICE}),
        ("observation:police_case", {A.ANSWER_HAND_OVER}),
    ),
    *acts(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}, {}),
        ("observation:release", {A.RELEASE_PERSON}, {}),
        ("observation:confirm_over_before", {A.CLOSE_OBSERVATION}, {}),
        ("observation:strike_check", {A.RECORD_CHECK}, {}),
        ("observation:explain", {A.RECORD_CHECK}, {}),
        ("observation:finding", {A.REVIEW_ALERT}, {}),
        ("observation:end", {A.CLOSE_OBSERVATION}, {}),
        ("observation:search", {A.CLOSE_OBSERVATION}, {}),
        ("observation:reopen", {A.CLOSE_OBSERVATION}, {}),
        ("observation:move_protocol", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:extend", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:place", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("observation:lab_test", {A.REVIEW_ALERT}, {}),
        ("observation:refusal", {A.RECORD_CHECK}, {}),
        ("observation:review_alert", {A.REVIEW_ALERT}, {}),
        ("observation:hand_over_to_police", {A.HAND_OVER_TO_POLICE}, {}),
        ("observation:withdraw_from_police", {A.HAND_OVER_TO_POLICE}, {}),
        ("observation:police_case", {A.ANSWER_HAND_OVER}, {}),
        ("observation:police_phone", {A.ANSWER_HAND_OVER}, {}),
    ),
    *acts(
        At.COMMUNITY,
        ("observation:accept_move", {A.CLOSE_OBSERVATION}, {}),
        ("observation:refuse_move", {A.CLOSE_OBSERVATION}, {}),
        ("observation:withdraw_move", {A.CLOSE_OBSERVATION}, {}),
    ),
]
