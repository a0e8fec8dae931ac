"""Identifiers: UUIDv7, so that rows made together lie together, and phones can make their own."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make an identifier that sorts by the millisecond it was made in."""
    return uuid7()
