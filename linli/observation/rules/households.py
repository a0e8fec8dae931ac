"""What one member of a household means for the others."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from linli.observation.rules.checks import Cause

# How somebody came under observation who arrived from nowhere, as an origin class and as what made it known.
HOUSEHOLD: Final = "HOUSEHOLD"
# The tag under which a family is named to care while a member is isolated in hospital (notice, clause on families).
FAMILY_OF_PATIENT: Final = "FAMILY_OF_PATIENT"
# Alerts of one member after which the others are visited, not called. Source: docs/rules/duties.md#household.
FAMILY_ALARMS: Final = frozenset({Cause.FEVER, Cause.SYMPTOM, Cause.TEST})


class Alarm(NamedTuple):
    """How long somebody of the household had an alert that nobody had reviewed; `until` None while it stands."""

    since: datetime
    until: datetime | None


def is_alarmed(*, alarms: Sequence[Alarm], at: datetime) -> bool:
    """Say whether an alert of another member stood at a moment: then a call is not enough."""
    return any(alarm.since <= at and (alarm.until is None or at < alarm.until) for alarm in alarms)


def last_day_together(*, own: date | None, others: Sequence[date]) -> date:
    """Return until when somebody is observed who cannot keep apart: as long as the longest of the household."""
    return max([*others, own] if own else others)
