"""Where a hand-over to another community stands."""

from enum import StrEnum


class MoveState(StrEnum):
    """Where a hand-over to another community stands; the sender is responsible until it is accepted."""

    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


def stands(*, state: MoveState, is_observed: bool) -> MoveState:
    """Return where a hand-over stands: one that nobody answered is taken back by the end of the observation.

    is_observed: the observation that it asks to hand over is open; of a closed one nothing is left to hand over.
    """
    return MoveState.WITHDRAWN if state == MoveState.ASKED and not is_observed else state
