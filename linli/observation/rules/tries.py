"""When somebody may be called lost: not before enough tries to find them."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from linli.clock import day_of

# Tries that found nobody, and on how many days, before contact counts as lost. Source: docs/rules/duties.md#lost.
LEAST_TRIES: Final = 3
LEAST_DAYS: Final = 2


def is_lost(*, tries: Collection[datetime]) -> bool:
    """Say whether enough tries on enough days found nobody; days are those of Asia/Shanghai."""
    return len(tries) >= LEAST_TRIES and len({day_of(at) for at in tries}) >= LEAST_DAYS
