"""When a job is due."""

from datetime import datetime, timedelta
from typing import Final


def due_at(*, began_at: datetime | None, held_until: datetime | None, every: timedelta) -> datetime | None:
    """Return from when on a job may be claimed, that moment included; None: at once, it never ran.

    A run that is alive is left alone until its lease is over, a dead one gives way then.
    """
    next_at = began_at + every if began_at else None
    if held_until is None:
        return next_at
    return max(held_until, next_at) if next_at else held_until


# Whoever takes what pages have queued (imports, runs of papers).
WORKER: Final = "run-tasks"
# So often a process that works without end says that it is there, and for so long it is believed: a page that waits for it
# says within a minute that it is gone.
AT_WORK_EVERY_S: Final = 10
AT_WORK_FOR_S: Final = 35
