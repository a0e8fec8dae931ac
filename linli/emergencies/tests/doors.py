"""Doors of emergencies and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("emergencies:emergencies", {A.ANSWER_EMERGENCY, A.RAISE_EMERGENCY, A.HEAR_EMERGENCY}),
        ("emergencies:add_emergency", {A.RAISE_EMERGENCY}),
        ("emergencies:next", {A.ANSWER_EMERGENCY, A.HEAR_EMERGENCY}),
        ("emergencies:waiting", {A.ANSWER_EMERGENCY, A.HEAR_EMERGENCY}),
        ("emergencies:heard", {A.HEAR_EMERGENCY}),
    ),
    *acts(
        At.LIST,
        ("emergencies:add_emergency", {A.RAISE_EMERGENCY}, {}),
    ),
    *doors(
        At.AREA,
        ("emergencies:emergency", {A.ANSWER_EMERGENCY, A.RAISE_EMERGENCY}),
        ("emergencies:heard_of", {A.HEAR_EMERGENCY}),
    ),
    *acts(
        At.AREA,
        ("emergencies:emergency", {A.ANSWER_EMERGENCY, A.RAISE_EMERGENCY}, {"what": "follow"}),
        ("emergencies:emergency", {A.ANSWER_EMERGENCY}, {"what": "acknowledge", "words": "已到场"}),
        ("emergencies:emergency", {A.ANSWER_EMERGENCY}, {"what": "close", "words": "已了结"}),
        ("emergencies:emergency", {A.ANSWER_EMERGENCY}, {"what": "take_back", "words": "点错了"}),
        ("emergencies:emergency", {A.ANSWER_EMERGENCY}, {"what": "reopen", "words": "还没完"}),
        ("emergencies:heard_of", {A.HEAR_EMERGENCY}, {}),
    ),
]
