"""How long a whole number stands on a page, and how often a read of the same record is written down."""

from datetime import timedelta
from typing import Final

# So long a whole number is shown. Source: docs/rules/duties.md#reveals.
SHOWN_SECONDS: Final = 60
# A list of numbers to be rung one after the other stays so long. Source: docs/rules/duties.md#reveals.
LIST_SECONDS: Final = 600
# One read of one record by one person, or one search for the same words, is written down once in this time.
ONE_READ: Final = timedelta(hours=1)
