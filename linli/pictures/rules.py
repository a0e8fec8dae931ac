"""What a page may say of a picture that a fact names."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

# Whoever looks at a picture again within this time looks once. Source: docs/rules/pictures.md#pictures.
ONE_LOOK: Final = timedelta(hours=1)


class State(StrEnum):
    """What became of a picture, as far as it is known here."""

    HERE = "HERE"
    NOT_HERE = "NOT_HERE"  # has not come; it may come later, or never
    STRUCK = "STRUCK"
    REMOVED = "REMOVED"  # its time is over


def state_of(*, is_known: bool, is_struck: bool, is_removed: bool) -> State:
    """Say what became of a picture; that its time is over outweighs that it was struck."""
    if not is_known:
        return State.NOT_HERE
    if is_removed:
        return State.REMOVED
    return State.STRUCK if is_struck else State.HERE
