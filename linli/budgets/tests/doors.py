"""Doors of the budget and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("budgets:index", {A.APPROVE_EXPORT, A.SEE_AUDIT})),
    *doors(At.COMMUNITY, ("budgets:allow", {A.APPROVE_EXPORT})),
    *acts(
        At.COMMUNITY,
        ("budgets:allow", {A.APPROVE_EXPORT}, {"persons": "5", "reason": "补登"}),
        ("budgets:take_back", {A.APPROVE_EXPORT}, {}),
    ),
]
