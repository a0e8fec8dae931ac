"""Doors of shorter versions and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("shortening:index", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON, A.REVIEW_ALERT, A.SET_PROTOCOL}),
    ),
    *doors(
        At.AREA,
        ("shortening:move_protocol", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
        ("shortening:answer", {A.REVIEW_ALERT, A.SET_PROTOCOL}),
        ("shortening:withdraw", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}),
    ),
    *acts(
        At.AREA,
        ("shortening:move_protocol", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
        ("shortening:answer", {A.REVIEW_ALERT, A.SET_PROTOCOL}, {}),
        ("shortening:withdraw", {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}, {}),
    ),
]
