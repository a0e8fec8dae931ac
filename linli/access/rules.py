"""When an account that nobody uses is shut. Source: docs/rules/access.md."""

from datetime import datetime, timedelta
from typing import Final

from linli.staff.rules import UNUSED

SHUT_AFTER: Final = timedelta(days=90)


def is_unused(*, idle_since: datetime, now: datetime) -> bool:
    """Say whether nobody used an account for long. idle_since: see queries.Account."""
    return now - idle_since >= UNUSED
