"""Doors of channels and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

KEEPS: Final = {A.KEEP_CHANNELS}
DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("channels:index", KEEPS), ("channels:add", KEEPS)),
    *acts(At.LIST, ("channels:add", KEEPS, {})),
    *doors(At.COMMUNITY, ("channels:channel", KEEPS)),
    *acts(
        At.COMMUNITY,
        ("channels:channel", KEEPS, {"name": "值班群"}),
        ("channels:test", KEEPS, {}),
        ("channels:off", KEEPS, {}),
        ("channels:on", KEEPS, {}),
        ("channels:remove", KEEPS, {}),
        ("channels:again", KEEPS, {}),
        ("channels:give_up", KEEPS, {}),
    ),
]
