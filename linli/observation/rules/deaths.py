"""On which day somebody under observation may have died."""

from datetime import date
from typing import Final

# How the reason begins of an alert that a death closed: nobody reviewed it.
CLOSED_BY_DEATH: Final = "本人去世："


class DeathDayWrong(ValueError):
    """The day lies in the future, or before observation began here; `first` is the earliest that may be."""

    def __init__(self, first: date) -> None:
        super().__init__(first)
        self.first = first


def check_death_day(*, died_on: date | None, began_on: date, today: date) -> None:
    """Raise DeathDayWrong unless the day lies between the beginning of the observation and today; None: nobody knows it."""
    if died_on is not None and not began_on <= died_on <= today:
        raise DeathDayWrong(began_on)
