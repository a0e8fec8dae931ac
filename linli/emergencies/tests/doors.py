"""Doors of emergencies and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("emergencies:emergencies", {A.ANSWER_EMERGENCY, A.RAISE_EMERGENCY}),
        ("emergencies:add_emergency", {A.RAISE_EMERGENCY}),
    ),
    *acts(
        At.LIST,
        ("emergencies:add_emergency", {A.RAISE_EMERGENCY}, {}),
    ),
    *doors(
        At.AREA,
        ("emergencies:emergency", {A.ANSWER_EMERGENCY, A.RAISE_EMERGENCY}),
    ),
    *acts(
        At.AREA,
        ("emergencies:emergency", {A.ANSWER_EMERGENCY, A.RAISE_EMERGENCY}, {"what": "follow"}),
        ("emergencies:emergency", {A.ANSWER_EMERGENCY}, {"what": "close", "words": "已了结"}),
    ),
]
