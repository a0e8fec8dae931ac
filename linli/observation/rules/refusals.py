"""What a community does when somebody refuses to be seen: it reminds, writes down, tells; it never forces or seals."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final


class RefusalStep(StrEnum):
    """What was done about a refusal."""

    REMINDED = "REMINDED"
    RECORDED = "RECORDED"
    TOLD = "TOLD"  # the committee and the police know; what follows is theirs


# One after the other, and nothing after the last. Source: docs/rules/duties.md#refusal.
LADDER: Final = (RefusalStep.REMINDED, RefusalStep.RECORDED, RefusalStep.TOLD)


def next_step(*, taken: Collection[RefusalStep]) -> RefusalStep | None:
    """Return the first step that was not taken yet, None after the last."""
    return next((step for step in LADDER if step not in taken), None)


def all_taken(*, taken: Sequence[RefusalStep]) -> bool:
    """Say whether every step was taken, in order: what may follow is not the community's."""
    return tuple(taken) == LADDER


def refusing_since(*, answers: Sequence[tuple[datetime, str]]) -> datetime | None:
    """Return when the refusal that still stands began: the first one after the last time that somebody was seen.

    `answers` are (moment, CheckOutcome) in order of time. None where nobody refuses.
    """
    since = None
    for at, outcome in answers:
        if outcome == "DONE":
            since = None
        elif outcome == "REFUSED" and since is None:
            since = at
    return since
