"""Days and clock times of Asia/Shanghai. The clock itself is read at the edge and passed in."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
# A phone's or a person's clock may run ahead of ours by this much before a time counts as the future.
CLOCK_SLACK: Final = timedelta(minutes=10)


def day_of(at: datetime) -> date:
    """Return the Shanghai day that an aware moment falls in."""
    return at.astimezone(SHANGHAI).date()


def moment(day: date, at: time) -> datetime:
    """Return the aware moment of a clock time on a Shanghai day."""
    return datetime.combine(day, at, tzinfo=SHANGHAI)


def start_of(day: date) -> datetime:
    """Return 00:00 of a Shanghai day."""
    return moment(day, time.min)


def days_from(first: date, last: date) -> list[date]:
    """List the days from `first` to `last`, both included; empty when `last` lies before `first`."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def is_in_future(*, at: datetime, now: datetime) -> bool:
    """Say whether a told moment lies after now by more than clocks may differ; ten minutes themselves do not.

    Source: docs/rules/clock.md#clock.
    """
    return at > now + CLOCK_SLACK
