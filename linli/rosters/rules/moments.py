"""Moments that a machine wrote with their offset from UTC, and the day that they were in Shanghai."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

SHANGHAI: Final = timezone(timedelta(hours=8))  # Asia/Shanghai; no summer time since 1991
FARTHEST: Final = timedelta(hours=14)  # no clock on earth is farther from UTC

_MOMENT = re.compile(
    r"(?P<day>.*?)(?P<sep>t|\s)\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?P<second>:\d\d(?:\.\d+)?)?"
    r"\s*(?P<zone>z|utc|gmt)?\s*(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?)?"
)


@dataclass(frozen=True)
class Moment:
    """A day as it is written, the time of it, and how far its clock is ahead of UTC."""

    day: str
    at: time
    ahead: timedelta


def moment_in(*, text: str) -> Moment | None:
    """Return the moment that a text names with its offset; None without one. 09:00-10:00 is a time and no offset."""
    found = _MOMENT.fullmatch(text.lower())
    if not found or not (found["zone"] or found["sign"]):
        return None
    ahead = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    until = found["sign"] == "-" and not (found["zone"] or found["second"] or found["sep"] == "t")
    if until or ahead > FARTHEST:
        return None
    at = time(int(found["hour"]), int(found["minute"]))
    return Moment(found["day"].strip(), at, -ahead if found["sign"] == "-" else ahead)


def day_in_shanghai(*, day: date, moment: Moment) -> date:
    """Return the day that it was in Shanghai at a moment of a day elsewhere."""
    there = datetime.combine(day, moment.at, timezone(moment.ahead))
    return there.astimezone(SHANGHAI).date()
