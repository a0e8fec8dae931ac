"""Days and clock times of Asia/Shanghai. The clock itself is read at the edge and passed in."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


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
