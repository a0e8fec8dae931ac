"""A version under which somebody would be observed for less long: two persons decide, one who asks and one who answers."""

from typing import Final

# How long a ground is at least. Source: docs/rules/shortening.md#shorter.
SHORTEST_GROUND: Final = 4


def is_ground(words: str) -> bool:
    """Say whether words are a ground that a second person can judge."""
    return len(words.strip()) >= SHORTEST_GROUND
