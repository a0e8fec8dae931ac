"""Doors of cases and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.AREA,
        ("cases:finding", {A.REVIEW_ALERT}),
        ("cases:at_home", {A.REVIEW_ALERT}),
        ("cases:take_back", {A.REVIEW_ALERT, A.CLOSE_OBSERVATION}),
        ("cases:died", {A.CLOSE_OBSERVATION}),
        ("cases:lab_test", {A.REVIEW_ALERT}),
    ),
    *acts(
        At.AREA,
        ("cases:finding", {A.REVIEW_ALERT}, {}),
        ("cases:at_home", {A.REVIEW_ALERT}, {}),
        ("cases:take_back", {A.REVIEW_ALERT, A.CLOSE_OBSERVATION}, {}),
        ("cases:died", {A.CLOSE_OBSERVATION}, {}),
        ("cases:lab_test", {A.REVIEW_ALERT}, {}),
    ),
]
