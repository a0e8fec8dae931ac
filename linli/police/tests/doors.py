"""Doors of hand-overs to the police and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("police:handed_over", {A.ANSWER_HAND_OVER}),
    ),
    *doors(
        At.AREA,
        ("police:hand_over", {A.HAND_OVER_TO_POLICE}),
        ("police:case", {A.ANSWER_HAND_OVER}),
    ),
    *acts(
        At.AREA,
        ("police:hand_over", {A.HAND_OVER_TO_POLICE}, {}),
        ("police:withdraw", {A.HAND_OVER_TO_POLICE}, {}),
        ("police:case", {A.ANSWER_HAND_OVER}, {}),
        ("police:phone", {A.ANSWER_HAND_OVER}, {}),
    ),
]
