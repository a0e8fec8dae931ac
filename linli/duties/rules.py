"""Silence decided: when an open duty is overdue, who must know of it, and when a call is no longer enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """Who must know of a duty that nobody has answered; each next one while the first still knows."""

    WORKER = "WORKER"
    SECRETARY = "SECRETARY"
    TOWNSHIP = "TOWNSHIP"


KIND_CHECK: Final = "CHECK"
KIND_LEAD: Final = "LEAD"


@dataclass(frozen=True)
class Escalation:
    """After how long, counted from the due moment, an unanswered duty reaches whom. Values are data, a row a kind.

    Source: docs/rules.md#escalation.
    """

    worker_after: timedelta
    secretary_after: timedelta
    township_after: timedelta


def level_of(*, due_at: datetime, now: datetime, escalation: Escalation) -> Level | None:
    """Return the highest level that an unanswered duty has reached, None before it is overdue; the moment counts."""
    late = now - due_at
    if late >= escalation.township_after:
        return Level.TOWNSHIP
    if late >= escalation.secretary_after:
        return Level.SECRETARY
    return Level.WORKER if late >= escalation.worker_after else None


@dataclass(frozen=True)
class Due:
    """A slot as it stands: when it was due, and its outcome, '' while nobody has answered."""

    due_at: datetime
    outcome: str


def needs_visit(*, before: Sequence[Due], at: datetime, escalation: Escalation) -> bool:
    """Say whether the next answer must be a visit: the slot before is overdue at this moment and unanswered.

    `before` holds the earlier slots in order; without one a call is enough. Source: docs/rules.md#missed.
    """
    if not before or before[-1].outcome:
        return False
    return level_of(due_at=before[-1].due_at, now=at, escalation=escalation) is not None
