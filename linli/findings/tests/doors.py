"""Doors of findings and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("findings:findings", {A.ANSWER_FINDING}),
    ),
    *acts(
        At.LIST,
        ("findings:findings", {A.ANSWER_FINDING}, {}),
    ),
    *doors(
        At.COMMUNITY,
        ("findings:finding", {A.SEE_REPORT}),
    ),
    *acts(
        At.COMMUNITY,
        ("findings:finding", {A.ANSWER_FINDING}, {}),
    ),
]
