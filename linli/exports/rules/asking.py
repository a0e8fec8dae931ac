"""Exports decided: who must agree to one, how long it is kept, where it stands."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

# How long a made export can be taken, and how long one waits for a second person. Source: docs/rules/exports.md#exports.
KEPT: Final = timedelta(days=7)
# What one person took without a second one counts together for so long.
COUNTED: Final = timedelta(hours=24)
MOST_PERSONS: Final = 5_000
MOST_DAYS: Final = 31


class State(StrEnum):
    """Where an export stands."""

    ASKED = "ASKED"
    REFUSED = "REFUSED"
    READY = "READY"
    LAPSED = "LAPSED"  # nobody decided in time
    GONE = "GONE"  # the file is removed; who took it stays


class Purpose(StrEnum):
    """What an export is for."""

    DOOR_WORK = "DOOR_WORK"
    SUPPLIES = "SUPPLIES"
    HEALTH = "HEALTH"
    SUPERIOR = "SUPERIOR"
    CORRECTION = "CORRECTION"
    OTHER = "OTHER"


class Numbers(StrEnum):
    """How ID numbers and phones stand in an export."""

    MASKED = "MASKED"
    CLEAR = "CLEAR"


def needs_second(*, persons: int, before: int, limit: int) -> bool:
    """Say whether a second person must agree: above `limit` persons, counted with those taken without one before.

    persons: in this export; before: in the asker's exports of the last COUNTED that nobody agreed to, so that a long
    list cannot be taken in short ones. Source: docs/rules/exports.md#exports.
    """
    return persons + before > limit


def may_decide(*, asked_by: UUID, by: UUID) -> bool:
    """Say whether somebody may agree to or refuse an export: never the one who asked."""
    return asked_by != by


def is_kept(*, gone_at: datetime | None, now: datetime) -> bool:
    """Say whether an export can still be taken; at `gone_at` itself no more."""
    return gone_at is not None and now < gone_at
