"""Doors of findings and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("findings:findings", {A.ANSWER_FINDING, A.JUDGE_FINDING}),
        ("findings:numbers", {A.JUDGE_FINDING}),
    ),
    *acts(
        At.LIST,
        ("findings:findings", {A.ANSWER_FINDING, A.JUDGE_FINDING}, {}),
    ),
    *doors(
        At.COMMUNITY,
        ("findings:finding", {A.ANSWER_FINDING, A.JUDGE_FINDING}),
    ),
    *acts(
        At.COMMUNITY,
        ("findings:finding", {A.ANSWER_FINDING}, {}),
        ("findings:correct", {A.ANSWER_FINDING}, {}),
        ("findings:judge", {A.JUDGE_FINDING}, {}),
        ("findings:take_back", {A.JUDGE_FINDING}, {}),
    ),
]
