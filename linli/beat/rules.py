"""When a job is due."""

from datetime import datetime, timedelta


def due_at(*, began_at: datetime | None, held_until: datetime | None, every: timedelta) -> datetime | None:
    """Return from when on a job may be claimed, that moment included; None: at once, it never ran.

    A run that is alive is left alone until its lease is over, a dead one gives way then.
    """
    next_at = began_at + every if began_at else None
    if held_until is None:
        return next_at
    return max(held_until, next_at) if next_at else held_until
