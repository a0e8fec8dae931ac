"""Doors of arrivals and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(At.LIST, ("arrivals:register", {A.REGISTER_PERSON})),
    *acts(At.LIST, ("arrivals:register", {A.REGISTER_PERSON}, {})),
]
