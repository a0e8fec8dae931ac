"""What one member of a household means for the others."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from linli.observation.rules.checks import Cause

# How somebody came under observation who arrived from nowhere, as an origin class and as what made it known.
HOUSEHOLD: Final = "HOUSEHOLD"
# The tag under which a family is named to care while a member is isolated in hospital (notice, clause on families).
FAMILY_OF_PATIENT: Final = "FAMILY_OF_PATIENT"
# The reason of what a case that fell takes along; pages say it in the reader's language.
CASE_FELL: Final = "CASE_FELL"
# Alerts of one member after which the others are visited, not called. Source: docs/rules/duties.md#household.
FAMILY_ALARMS: Final = frozenset({Cause.FEVER, Cause.SYMPTOM, Cause.TEST})


class HoldKind(StrEnum):
    """Why one member of a household keeps the observation of another going."""

    TOGETHER = "TOGETHER"  # they cannot keep apart, and one is observed longer
    FAMILY = "FAMILY"  # a hospital keeps one of them as a case


class Event(StrEnum):
    """What happened to one member that changed the days of another by a rule."""

    ADMITTED = "ADMITTED"
    RESULT = "RESULT"
    CORRECTED = "CORRECTED"
    UNDONE = "UNDONE"


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


def resting_on(*, fallen: Iterable[UUID], holds: Sequence[tuple[UUID, UUID]]) -> set[UUID]:
    """Return who was held because of somebody whose own hold fell, or of somebody so held, and so on.

    holds: (because of whom, who), of those that cannot keep apart.
    """
    found: set[UUID] = set()
    reached = set(fallen)
    while more := {who for whom, who in holds if whom in reached} - found:
        found |= more
        reached |= more
    return found
