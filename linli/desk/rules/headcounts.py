"""Counts for who keeps the stores: how much protection is needed where, and nobody to be found out by them."""

from typing import Final

# Fewer people than this are not told by their number. Source: docs/rules/duties.md#headcounts.
LEAST_TOLD: Final = 3


def told_count(*, count: int) -> int | None:
    """Return a count of people as it may be told: 0 and from LEAST_TOLD on itself, None for fewer."""
    return count if count == 0 or count >= LEAST_TOLD else None
