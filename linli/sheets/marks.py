"""Marks in a cell that say: as in the row above (同上, 〃)."""

import re
from typing import Final

AROUND: Final = " -—–_~()[]。"
_MARK: Final = re.compile(
    r"同上一?[行格户人排]?|上同|同前一?[行格户人]?|同|〃+|[\"“”″〞〟]{1,2}|[\'‘’′´`]{2}|,,|々+|↑|ditto|do\.",
    re.IGNORECASE,
)
# The cell beside it, or, in a table that was upright once, the row before.
_NEIGHBOUR: Final = re.compile(r"同[左右]")


def is_mark(*, text: str) -> bool:
    """Say whether a text is nothing but a mark."""
    plain = text.strip()
    return bool(_MARK.fullmatch(plain) or _MARK.fullmatch(plain.strip(AROUND)) or is_of_neighbour(text=plain))


def is_of_neighbour(*, text: str) -> bool:
    """Say whether a text is a mark of the cell beside it (同左), which nobody knows how to take."""
    return bool(_NEIGHBOUR.fullmatch(text.strip(AROUND)))
