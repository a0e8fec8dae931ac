"""Duties opened and answered, and how they stand."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from linli.clock import moment
from linli.duties.commands import (
    Discharge,
    Slot,
    Subject,
    discharge_duties,
    open_duties,
)
from linli.duties.models import Duty
from linli.ids import new_id
from tests.cast import COUNTY, FIRST_DAY, GRID

KIND = "CHECK"
NEXT_DAY = FIRST_DAY + timedelta(days=1)
BEFORE = moment(FIRST_DAY, time(0))
AM_DUE = moment(FIRST_DAY, time(11))
PM_DUE = moment(FIRST_DAY, time(18))
INSTANT = timedelta(microseconds=1)


def slots(*days: date) -> list[Slot]:
    return [
        slot
        for day in days
        for slot in (
            Slot(day, "AM", moment(day, time(6)), moment(day, time(11)), moment(day, time(13))),
            Slot(day, "PM", moment(day, time(13)), moment(day, time(18)), moment(day, time(20))),
        )
    ]


def opened(*, last_on: date = NEXT_DAY, from_: datetime = BEFORE, kind: str = KIND) -> UUID:
    """Open the four slots of two days for somebody new; return who it is."""
    subject = Subject(id=new_id(), area=GRID, last_on=last_on, from_=from_)
    open_duties(county=COUNTY, kind=kind, subjects=[subject], slots=slots(FIRST_DAY, NEXT_DAY))
    return subject.id


def answer(subject: UUID, *outcomes: str, day: date = FIRST_DAY, session: str = "AM") -> list[UUID]:
    """Answer one slot with one fact after the other; return the facts."""
    facts = [Discharge(subject, day, session, outcome, new_id()) for outcome in outcomes]
    discharge_duties(county=COUNTY, kind=KIND, discharges=facts, now=AM_DUE)
    return [fact.fact_id for fact in facts]


def duties_of(subject: UUID) -> list[Duty]:
    return list(Duty.objects.filter(county=COUNTY, subject=subject).order_by("due_at"))


def outcomes_of(subject: UUID) -> list[str]:
    """Return the outcomes of the first day's AM and PM, then of the next day's."""
    return [duty.outcome for duty in duties_of(subject)]
