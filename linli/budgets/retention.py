"""What stays of the budget when identity is removed."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="budgets",
    nobody={
        "IdentityRead": "which of the staff read how many persons, for a week",
        "NumberLookups": "staff, and how often they asked, for half a year",
        "Allowance": "staff, with what one of them wrote",
    },
)
