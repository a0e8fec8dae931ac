"""Identifiers: UUIDv7, so that rows made together lie together, and phones can make their own."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make an identifier that sorts by the millisecond it was made in."""
    return uuid7()


# The last millisecond that a datetime knows; an id that nobody here made may claim a later one.
_LAST_MS: Final = 253_402_300_799_999


def made_at(id: UUID) -> datetime:
    """Return the millisecond that an identifier of `new_id` was made in. Source: RFC 9562, the first 48 bits."""
    return datetime.fromtimestamp(min(id.int >> 80, _LAST_MS) / 1000, UTC)
