"""Of how many persons one account reads the whole numbers, and for how many numbers it asks. Source: docs/rules/budgets.md."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

# Without a second person's word an account reads the whole numbers of so many persons ...
LIMIT: Final = 20
# ... within so long, each person counted once, whichever door showed the numbers.
WITHIN: Final = timedelta(hours=24)
# Whoever read more on one day is named to those responsible the next morning.
MANY: Final = 10
# A second person allows so many more at once, for WITHIN.
MOST_ALLOWED: Final = 500
# Rows of reads older than this are swept; the audit keeps each read.
KEPT: Final = timedelta(days=7)
# An account asks the register for so many numbers a day by registering people (docs/rules/budgets.md#look-ups) ...
ASKED_A_DAY: Final = 300
# ... and meets so many people whom it may not see.
MET_A_DAY: Final = 30
LOOKUPS_KEPT: Final = timedelta(days=180)


def is_within(*, read: Collection[UUID], more: Collection[UUID], allowed: int) -> bool:
    """Say whether more persons may be read: with those read before, each once, at most LIMIT and what was allowed.

    read: those of the last WITHIN that no second person agreed to; allowed: by a second person within the same time.
    """
    return len({*read, *more}) <= LIMIT + allowed
