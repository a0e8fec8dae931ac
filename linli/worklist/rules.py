"""For how long somebody under observation has not been seen: the steps that are counted."""

from typing import Final

# Hours since somebody was last seen or reached. Source: docs/rules/worklist.md#unseen.
HOURS: Final = (24, 48, 72)
# Days before today whose checks are read: enough to tell of each whether somebody was seen within the longest of HOURS.
DAYS_READ: Final = 4
