"""On which days a form is asked for, and until when the word that it was handed in can be taken back."""

from datetime import date, datetime, time, timedelta
from typing import Final

from linli.clock import day_of, moment, start_of

# So many days back a form that was never handed in still waits. Source: docs/rules/returns.md#days.
MISSED_DAYS: Final = 30


def is_asked_on(*, day: date, due_at: time | None, made_at: datetime) -> bool:
    """Say whether a form is asked for on a day: from the day on which it was brought before its hour.

    Source: docs/rules/returns.md#days.
    """
    return (moment(day, due_at) if due_at else start_of(day + timedelta(days=1))) > made_at


def may_be_taken_back(*, day: date, due_at: time | None, handed_in_at: datetime, now: datetime) -> bool:
    """Say whether the word that a form was handed in can still be taken back.

    Until the form's hour; handed in later, or without an hour, until that day is over. Source: docs/rules/returns.md#days.
    """
    if due_at and handed_in_at < moment(day, due_at):
        return now < moment(day, due_at)
    return day_of(now) == day_of(handed_in_at)


def days_looked_back(*, today: date) -> list[date]:
    """Return the days before today on which a form that is missing still waits, the oldest first."""
    return [today - timedelta(days=n) for n in range(MISSED_DAYS, 0, -1)]
