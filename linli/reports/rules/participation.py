"""Periods in which a community takes part, decided."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """From a day until a day, the first that is no longer in it; None: no end is set."""

    from_on: date
    until_on: date | None


class EndsBeforeItBegins(ValueError):
    """The first day without lies before the first day."""


def overlap(*, one: Period, other: Period) -> bool:
    """Say whether two periods share a day; one without a day shares none."""
    begins = max(one.from_on, other.from_on)
    ends = [period.until_on for period in (one, other) if period.until_on is not None]
    return all(begins < end for end in ends)


def checked(*, period: Period) -> Period:
    """Return a period. Raises EndsBeforeItBegins."""
    if period.until_on is not None and period.until_on < period.from_on:
        raise EndsBeforeItBegins(period)
    return period
