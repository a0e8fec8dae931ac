"""Somebody of another community who stands here, decided: how it stands, and when they are looked after."""

from datetime import time
from enum import StrEnum
from typing import Final

KIND_HERE: Final = "FOUND_HERE"  # where they stand: looked after daily
KIND_AWAY: Final = "FOUND_AWAY"  # where they are registered: to answer
SESSION: Final = "DAY"
# Once a day by this hour, as the evening check of P2020-01 is due. Source: docs/rules/elsewhere.md#found-here.
DUE_BY: Final = time(20)
# So many days are opened ahead, and again with each look.
DAYS_AHEAD: Final = 30
# Whoever has registered the person answers within so many hours.
ANSWER_WITHIN_H: Final = 24


class FoundState(StrEnum):
    """Whether the community that has the person registered has answered."""

    WAITING = "WAITING"
    MOVED = "MOVED"  # the person is registered here now
    ANSWERED = "ANSWERED"  # they stay there, with the reason
    STRUCK = "STRUCK"  # the list that told of them was taken back
