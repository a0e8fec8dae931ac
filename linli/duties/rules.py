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
# No duty rows: a referral carries its own due moment; its delays stand in the same table.
KIND_REFERRAL: Final = "REFERRAL"
KIND_LEAD: Final = "LEAD"


@dataclass(frozen=True)
class Escalation:
    """After how long, counted from the moment it is overdue, an unanswered duty reaches whom: data, a row a kind.

    Source: docs/rules.md#escalation.
    """

    secretary_after: timedelta
    township_after: timedelta


def level_of(*, overdue_at: datetime, now: datetime, escalation: Escalation) -> Level | None:
    """Return the highest level that an unanswered duty has reached, None before it is overdue; the moment counts."""
    late = now - overdue_at
    if late >= escalation.township_after:
        return Level.TOWNSHIP
    if late >= escalation.secretary_after:
        return Level.SECRETARY
    return Level.WORKER if late >= timedelta(0) else None


@dataclass(frozen=True)
class Due:
    """A slot as it stands: from when on it is overdue, and its outcome, '' while nobody has answered."""

    overdue_at: datetime
    outcome: str


def needs_visit(*, before: Sequence[Due], at: datetime) -> bool:
    """Say whether the next answer must be a visit: the slot before is overdue at this moment and unanswered.

    `before` holds the earlier slots in order; without one a call is enough. Source: docs/rules.md#missed.
    """
    if not before or before[-1].outcome:
        return False
    return at >= before[-1].overdue_at
