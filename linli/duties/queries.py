"""Reads of duties: how a slot stands at a moment, and what nobody has answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol, TypeVar
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from linli.clock import day_of, moment
from linli.duties.kinds import DutyKind
from linli.duties.models import Duty, EscalationRow
from linli.duties.rules import DueSlot, Ends, Escalation, state_of, visits_needed


@dataclass(frozen=True)
class SlotState:
    """A slot of one subject: LATER, OPEN, OVERDUE, MISSED where it lapsed on an earlier day; or the duty's outcome."""

    session: str
    state: str
    due_at: datetime
    explanation: str = ""
    needs_visit: bool = False  # a call cannot answer it


def escalation_of(*, kind: str) -> Escalation:
    """Return the delays of a kind; every kind has a row."""
    return _escalation(EscalationRow.objects.get(pk=kind))


def escalations() -> dict[str, Escalation]:
    """Return the delays of every kind that has a row, by its code."""
    return {row.kind: _escalation(row) for row in EscalationRow.objects.all()}


def _escalation(row: EscalationRow) -> Escalation:
    return Escalation(
        secretary_after=timedelta(minutes=row.secretary_minutes),
        township_after=timedelta(minutes=row.township_minutes),
    )


def slot_of(*, duty: Duty, ends: Ends, now: datetime) -> SlotState:
    """Say how a duty stands: open from its opening on, overdue from the due moment and the grace on."""
    state = state_of(slot=duty, ends=ends, day=day_of(now), at=now)
    return SlotState(duty.session, state, duty.due_at, duty.explanation)


class SlotRow(DueSlot, Protocol):
    """A slot as it was read, with its hour and why nobody answered it."""

    @property
    def session(self) -> str:
        """Its session."""

    @property
    def due_at(self) -> datetime:
        """When it is due."""

    @property
    def explanation(self) -> str:
        """Why nobody answered; '' where nobody said or it was not read."""


R = TypeVar("R", bound=SlotRow)


def slots_on(*, duties: Sequence[R], now: datetime, alarmed: bool = False) -> tuple[tuple[R, SlotState], ...]:
    """Return how the lapsing slots of one subject stand, in order; `duties` in order of their due moment.

    A slot that is still to be answered says whether it needs a visit. alarmed: as linli.duties.rules.needs_visit.
    """
    day = day_of(now)
    visits = visits_needed(slots=duties, day=day, at=now, alarmed=alarmed)
    return tuple(
        (
            duty,
            SlotState(
                duty.session,
                state_of(slot=duty, ends=Ends.LAPSES, day=day, at=now),
                duty.due_at,
                duty.explanation,
                needs_visit=visit,
            ),
        )
        for duty, visit in zip(duties, visits, strict=True)
    )


def overdue(*, counties: Sequence[str], kind: DutyKind, now: datetime) -> QuerySet[Duty]:
    """Unanswered duties of a kind whose grace is over, the oldest first. Narrow it to areas yourself.

    Of what lapses, today's alone: what is older was missed, stands in the reports, and nobody can mend it any more.
    """
    rows = Duty.objects.filter(
        county__in=counties, kind=kind.code, outcome=Duty.Outcome.OPEN, overdue_at__lte=now
    )
    if kind.ends is Ends.LAPSES:
        today = day_of(now)
        # The index is walked from here on, not from last week.
        rows = rows.filter(overdue_at__gte=moment(today, time.min), slot_on__gte=today)
    return rows.order_by("overdue_at", "area", "id")


def duties_of_days(
    *, counties: Sequence[str], kinds: Sequence[str], ends: Ends, first: date, last: date
) -> QuerySet[Duty]:
    """Duties of kinds, by code, that end alike and belong to some days, both included. Narrow it to areas or subjects yourself.

    Of what lapses, all of these days but what is not needed; of what stands, what opened by then and is unanswered: what
    was answered has left the list.
    """
    rows = Duty.objects.filter(county__in=counties, kind__in=kinds)
    if ends is Ends.STANDS:
        return rows.filter(outcome=Duty.Outcome.OPEN, opens_at__lt=moment(last + timedelta(days=1), time.min))
    return rows.filter(slot_on__gte=first, slot_on__lte=last).exclude(outcome=Duty.Outcome.NOT_NEEDED)


def slots_held(*, county: str, kind: str, first: date) -> dict[UUID, tuple[int, date]]:
    """Return how many slots from a day on each subject of a county has, and the last day of them. One statement."""
    rows = (
        Duty.objects.filter(county=county, kind=kind, slot_on__gte=first)
        .values_list("subject")
        .annotate(Count("id"), Max("slot_on"))
    )
    return {subject: (count, last) for subject, count, last in rows.iterator()}


# Nobody was seen or reached.
_UNSEEN: Final = (Duty.Outcome.OPEN, Duty.Outcome.NOBODY_HOME, Duty.Outcome.REFUSED)


def unexplained(
    *, counties: Collection[str], kind: str, subjects: Sequence[UUID], now: datetime
) -> QuerySet[Duty]:
    """Return duties whose hour has passed without anybody being seen or reached, and without a word why."""
    return Duty.objects.filter(
        county__in=counties,
        kind=kind,
        subject__in=subjects,
        due_at__lte=now,
        outcome__in=_UNSEEN,
        explained_at=None,
    )


def is_unexplained(*, duty: Duty, now: datetime) -> bool:
    """Say of a duty that was read what `unexplained` asks of rows."""
    return duty.due_at <= now and duty.outcome in _UNSEEN and duty.explained_at is None
