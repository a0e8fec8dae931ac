"""Emergency reports decided: what is one, which level answers next, and by when."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from linli.areas.rules import Level


class EmergencyKind(StrEnum):
    """What happened. Source: docs/rules/reports.md#emergency."""

    FEVER_EXPOSED = "FEVER_EXPOSED"
    FIRST_CASE = "FIRST_CASE"
    CLUSTER = "CLUSTER"
    DEATH_AT_HOME = "DEATH_AT_HOME"
    SUICIDE_RISK = "SUICIDE_RISK"
    WORKER_INJURED = "WORKER_INJURED"
    SUPPLY_CUT = "SUPPLY_CUT"
    DISORDER = "DISORDER"
    DATA_LEAK = "DATA_LEAK"
    OTHER = "OTHER"


class StepKind(StrEnum):
    """What was done about an emergency."""

    ACKNOWLEDGED = "ACKNOWLEDGED"
    FOLLOW_UP = "FOLLOW_UP"
    CLOSED = "CLOSED"


# Who acknowledges, one after the other. Source: docs/rules/reports.md#emergency.
LEVELS: Final = (Level.COMMUNITY, Level.TOWNSHIP, Level.COUNTY)
# Within so long each of them. Source: docs/rules/reports.md#emergency.
EACH_LEVEL: Final = timedelta(minutes=30)
# The outer limit for all of them. Source: docs/rules/reports.md#emergency (突发公共卫生事件应急条例 19, 20).
OUTER_LIMIT: Final = timedelta(hours=2)


def next_level(*, acknowledged: Collection[str]) -> Level | None:
    """Return the level that must acknowledge now, None once all have."""
    return next((level for level in LEVELS if level not in acknowledged), None)


def due_of(*, level: Level, raised_at: datetime) -> datetime:
    """Return by when a level is to acknowledge: half an hour each, from the community up."""
    return raised_at + EACH_LEVEL * (LEVELS.index(level) + 1)


def limit_of(*, raised_at: datetime) -> datetime:
    """Return the moment by which every level must know."""
    return raised_at + OUTER_LIMIT
