"""Checks that are due, and moments, as a phone reads them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from linli.duties.models import Duty

ONE_DAY: Final = timedelta(days=1)
SLOT_COLUMNS: Final = ("subject", "slot_on", "session", "opens_at", "due_at", "overdue_at", "outcome")


class Slot(NamedTuple):
    """A check that is due, as far as a phone needs it."""

    subject: UUID
    slot_on: date
    session: str
    opens_at: datetime
    due_at: datetime
    overdue_at: datetime
    outcome: str


def missed(slots: Sequence[Slot], day: date) -> Mapping[str, str]:
    """Tell of a day that is over that a check of it was not done; nothing where all were."""
    seen = {Duty.Outcome.DONE, Duty.Outcome.NOT_NEEDED}
    was_missed = any(slot.slot_on == day and slot.outcome not in seen for slot in slots)
    return {"missed_on": day.isoformat()} if was_missed else {}


@lru_cache(maxsize=1024)
def slot_told(
    slot_on: date,
    session: str,
    opens_at: datetime,
    due_at: datetime,
    overdue_at: datetime,
    outcome: str,
    highest_tenths: int | None,
) -> Mapping[str, str | int]:
    """Return a check that is due as a phone reads it. A grid has a hundred at the same few hours, so each is told once."""
    return {
        "on": slot_on.isoformat(),
        "session": session,
        "opens_at": told(opens_at),
        "due_at": told(due_at),
        "overdue_at": told(overdue_at),
        "outcome": outcome,
        **({"highest_tenths": highest_tenths} if highest_tenths else {}),
    }


@lru_cache(maxsize=4096)
def told(at: datetime) -> str:
    """Return a moment as a phone reads it: UTC, to the millisecond. Hours of duties repeat, so each is told once."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
