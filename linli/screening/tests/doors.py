"""Doors of screening and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

_SCREEN: Final = {A.SCREEN_DOORS}
_KEEP: Final = {A.KEEP_DOORS}
DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("screening:index", _SCREEN), ("screening:base", _KEEP)),
    *doors(At.COMMUNITY, ("screening:list", _KEEP)),
    *doors(At.GRID, ("screening:grid", _SCREEN)),
    *acts(At.LIST, ("screening:base", _KEEP, {})),
    *acts(
        At.COMMUNITY,
        ("screening:put_in", _KEEP, {}),
        ("screening:cancel", _KEEP, {}),
        ("screening:take_back_list", _KEEP, {}),
        ("screening:begin_round", _KEEP, {}),
        ("screening:clear_names", _KEEP, {}),
    ),
    *acts(
        At.GRID,
        ("screening:typed", _SCREEN, {"on": "2020-01-27", "asked": "3", "nobody_home": "1"}),
        ("screening:count", _KEEP, {}),
    ),
    *acts(
        At.AREA,
        (
            "screening:answer",
            _SCREEN,
            {"id": "0190c1a2-0000-7000-8000-000000000001", "answer": "NOBODY"},
        ),
        ("screening:phone", _SCREEN, {}),
        ("screening:take_back", _SCREEN, {}),
    ),
]
