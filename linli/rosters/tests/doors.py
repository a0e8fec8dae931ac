"""Doors of rosters and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("rosters:lead_import", {A.DIRECT_LEADS, A.HAND_DOWN_LEADS}),
        ("rosters:imports", {A.IMPORT_ROSTER}),
    ),
    *acts(
        At.LIST,
        ("rosters:lead_import", {A.DIRECT_LEADS, A.HAND_DOWN_LEADS}, {}),
        ("rosters:imports", {A.IMPORT_ROSTER}, {}),
    ),
    Door("rosters:detail", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), needed=A.SEE_PERSON),
    Door("rosters:progress", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), needed=A.SEE_PERSON),
    Door("rosters:errors", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), needed=A.SEE_PERSON),
    Door("rosters:mapping", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), needed=A.SEE_PERSON),
    Door(
        "rosters:mapping",
        At.COMMUNITY,
        frozenset({A.IMPORT_ROSTER}),
        method="POST",
        form={},
        needed=A.SEE_PERSON,
    ),
    Door(
        "rosters:cancel",
        At.COMMUNITY,
        frozenset({A.IMPORT_ROSTER}),
        method="POST",
        form={},
        needed=A.SEE_PERSON,
    ),
    Door("rosters:take_back", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), needed=A.CLOSE_OBSERVATION),
    Door(
        "rosters:take_back",
        At.COMMUNITY,
        frozenset({A.IMPORT_ROSTER}),
        method="POST",
        form={},
        needed=A.CLOSE_OBSERVATION,
    ),
    Door("rosters:take_in", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), needed=A.CLOSE_OBSERVATION),
    Door(
        "rosters:take_in",
        At.COMMUNITY,
        frozenset({A.IMPORT_ROSTER}),
        method="POST",
        form={},
        needed=A.CLOSE_OBSERVATION,
    ),
]
