"""How many numbers one may ask the register for. Source: docs/rules/people.md#look-ups."""

from datetime import timedelta
from typing import Final

ASKED_A_DAY: Final = 300
MET_A_DAY: Final = 30
LOOKUPS_KEPT: Final = timedelta(days=180)
