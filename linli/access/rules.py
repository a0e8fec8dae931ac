"""When an account that nobody uses is shut. Source: docs/rules/access.md."""

from datetime import datetime, timedelta
from typing import Final

UNUSED: Final = timedelta(days=30)
SHUT_AFTER: Final = timedelta(days=90)


def is_unused(*, seen_at: datetime, now: datetime) -> bool:
    """Say whether nobody signed in for long. seen_at: of the last sign-in, before the first one that of the first post."""
    return now - seen_at >= UNUSED
