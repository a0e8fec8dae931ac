"""Reads of duties: how a slot stands at a moment."""

from dataclasses import dataclass
from datetime import datetime

from linli.clock import day_of
from linli.duties.models import Duty


@dataclass(frozen=True)
class SlotState:
    """A session of a day for one subject: LATER, OPEN, OVERDUE, on a later day MISSED; or the duty's outcome."""

    session: str
    state: str
    due_at: datetime


def slot_of(*, duty: Duty, now: datetime) -> SlotState:
    """Say how a duty stands: overdue from the due moment itself on, open from its opening on."""
    return SlotState(duty.session, duty.outcome or _while_open(duty, now), duty.due_at)


def _while_open(duty: Duty, now: datetime) -> str:
    if duty.slot_on < day_of(now):
        return "MISSED"
    if duty.due_at <= now:
        return "OVERDUE"
    return "OPEN" if duty.opens_at <= now else "LATER"
