"""Reads of duties: how a slot stands at a moment, and what nobody has answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from linli.clock import day_of, moment
from linli.duties.models import Duty, EscalationRow
from linli.duties.rules import KIND_CHECK, Due, Escalation, needs_visit


@dataclass(frozen=True)
class SlotState:
    """A session of a day for one subject: LATER, OPEN, OVERDUE, on a later day MISSED; or the duty's outcome."""

    session: str
    state: str
    due_at: datetime
    explanation: str = ""
    needs_visit: bool = False  # a call cannot answer it, for the slot before was missed


def escalation_of(*, kind: str) -> Escalation:
    """Return the delays of a kind; every kind has a row."""
    row = EscalationRow.objects.get(pk=kind)
    return Escalation(
        secretary_after=timedelta(minutes=row.secretary_minutes),
        township_after=timedelta(minutes=row.township_minutes),
    )


def slot_of(*, duty: Duty, now: datetime) -> SlotState:
    """Say how a duty stands: open from its opening on, overdue from the due moment and the grace on."""
    state = duty.outcome or _while_open(duty, now)
    return SlotState(duty.session, state, duty.due_at, duty.explanation)


def slots_on(*, duties: Sequence[Duty], now: datetime) -> tuple[tuple[Duty, SlotState], ...]:
    """Return how the slots of one subject stand, in order; `duties` in order of their due moment.

    A slot that is still to be answered says whether it needs a visit.
    """
    answers = []
    for place, duty in enumerate(duties):
        slot = slot_of(duty=duty, now=now)
        before = [Due(d.overdue_at, d.outcome) for d in duties[max(0, place - 1) : place]]
        must = slot.state in {"OPEN", "OVERDUE"} and needs_visit(before=before, at=now)
        answers.append((duty, replace(slot, needs_visit=must)))
    return tuple(answers)


def _while_open(duty: Duty, now: datetime) -> str:
    if duty.slot_on < day_of(now):
        return "MISSED"
    if duty.overdue_at <= now:
        return "OVERDUE"
    return "OPEN" if duty.opens_at <= now else "LATER"


def overdue(*, counties: Sequence[str], kind: str, now: datetime) -> QuerySet[Duty]:
    """Unanswered duties of today whose grace is over, the oldest first. Narrow it to areas yourself.

    What is older was missed: it stands in the reports, and no visit can answer it any more.
    """
    return Duty.objects.filter(
        county__in=counties,
        kind=kind,
        outcome=Duty.Outcome.OPEN,
        overdue_at__lte=now,
        overdue_at__gte=moment(day_of(now), time.min),  # the index is walked from here on, not from last week
        slot_on__gte=day_of(now),
    ).order_by("overdue_at", "area", "id")


def unexplained(*, county: str, subjects: Sequence[UUID], now: datetime) -> QuerySet[Duty]:
    """Return checks whose hour has passed without anybody being seen or reached, and without a word why."""
    return Duty.objects.filter(
        county=county,
        kind=KIND_CHECK,
        subject__in=subjects,
        due_at__lte=now,
        outcome__in=[Duty.Outcome.OPEN, Duty.Outcome.NOBODY_HOME, Duty.Outcome.REFUSED],
        explained_at=None,
    )
