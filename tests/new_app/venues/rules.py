"""Venues decided: by when one that is suspended is looked at."""

from datetime import date, datetime, time
from typing import Final

from linli.clock import moment

KIND_VENUE: Final = "VENUE"


def due_of(*, day: date) -> datetime:
    """Return by when a suspended venue is looked at on a day. Source: docs/rules/venues.md#venues."""
    return moment(day, time(18))
