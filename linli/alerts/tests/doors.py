"""Doors of alerts and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("alerts:index", {A.SEE_PERSON})),
    *acts(
        At.AREA,
        ("alerts:review", {A.REVIEW_ALERT}, {}),
        ("alerts:refer", {A.JUDGE_REFERRAL}, {}),
    ),
]
