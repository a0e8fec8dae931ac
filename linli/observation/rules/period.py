"""Which day of how many an observation has come to."""

from datetime import date
from typing import NamedTuple


class DayOfPeriod(NamedTuple):
    """Day `number` of a period of `length` days; 0 is the day it is counted from where that day does not count."""

    number: int
    length: int

    @property
    def is_over(self) -> bool:
        """Say whether the last day has passed."""
        return self.number > self.length


def day_of_period(*, anchor_on: date, last_on: date, counts_anchor_day: bool, day: date) -> DayOfPeriod:
    """Return which day of its period a day is: 26 Jan is the anchor of P2020-01, 27 Jan day 1, 9 Feb day 14 of 14.

    Source: docs/rules/protocols.md#day-count.
    """
    first = int(counts_anchor_day)
    return DayOfPeriod((day - anchor_on).days + first, (last_on - anchor_on).days + first)
