"""The look of every night: when it may begin, how many days back it looks, and since when it is missing.

Source: docs/rules/reports.md#looked-through.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

# From then on a night's look begins: what phones held back in the evening has mostly come.
LOOK_FROM: Final = time(2)
# It is over by then; where it is not, the page says since when.
LOOKED_BY: Final = time(6)
# So many days back it looks: what comes late is found late.
DAYS_LOOKED_AT: Final = 3
# After days without a look at all, no further back than this.
DAYS_MADE_UP_FOR: Final = 14


def may_look(*, at: time) -> bool:
    """Say whether a day's look may begin, by Shanghai's clock."""
    return at >= LOOK_FROM


def days_back(*, since_last: int | None) -> int:
    """Return how many days back from yesterday are looked at. since_last: days since the last look, None: there was none."""
    if since_last is None:
        return DAYS_LOOKED_AT
    return min(DAYS_LOOKED_AT + max(since_last - 1, 0), DAYS_MADE_UP_FOR)


def missing_since(*, last_on: date | None, now: datetime) -> datetime | None:
    """Return since when the look is missing, None while it is not, or where there never was one.

    last_on: the day of the last look that came to its end. now: by Shanghai's clock.
    """
    if last_on is None:
        return None
    due = datetime.combine(last_on + timedelta(days=1), LOOKED_BY, tzinfo=now.tzinfo)
    return due if due <= now else None
