"""When a job is due, whether it stands still, and what kept a run from its end."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Fault(StrEnum):
    """What kept a run from its end, without a word of the fault's own: those may tell of a person."""

    BUSY = "BUSY"  # the database was held by somebody else
    DISK_FULL = "DISK_FULL"
    DATABASE = "DATABASE"  # the database did not answer, or refused
    PROGRAM = "PROGRAM"  # anything else; the log of the machine says where


# Faults of the database, by the name of their kind: rules know no Django.
_OF_DATABASE: Final = frozenset({"DatabaseError", "InterfaceError"})
# What the two databases and the system say, in small letters.
_SAID_BUSY: Final = ("locked", "lock timeout", "deadlock")
_SAID_FULL: Final = ("disk is full", "no space left")


def fault_of(error: BaseException) -> Fault:
    """Say what kind of fault ended a run."""
    said = str(error).lower()
    if any(words in said for words in _SAID_FULL):
        return Fault.DISK_FULL
    if not _OF_DATABASE & {kind.__name__ for kind in type(error).__mro__}:
        return Fault.PROGRAM
    return Fault.BUSY if any(words in said for words in _SAID_BUSY) else Fault.DATABASE


# A run that failed is tried again after so long, or after the job's own time where that is shorter.
RETRY_AFTER: Final = timedelta(minutes=10)


def retry_after(*, every: timedelta) -> timedelta:
    """Return how long after a run that failed the next one begins."""
    return min(every, RETRY_AFTER)


def due_at(
    *,
    next_at: datetime | None,
    held_until: datetime | None,
    every: timedelta,
    lease: timedelta,
    now: datetime,
) -> datetime | None:
    """Return from when on a job may be claimed, that moment included; None: at once.

    A run that is alive is left alone until its lease is over. Then it is dead, and what it left undone is due. A moment
    further ahead than any run could have set it now was written before the clock was set back: it is not waited for.
    """
    if held_until is not None:
        return held_until if held_until <= now + lease else None
    if next_at is None or next_at > now + every:
        return None
    return next_at


# A job that has not begun for so long after it was due stands still, and the pages that live from it say so.
STANDS_STILL_AFTER: Final = timedelta(minutes=15)


def stopped_since(
    *, due_at: datetime | None, done_at: datetime | None, is_failing: bool, every: timedelta, now: datetime
) -> datetime | None:
    """Return since when a job stands still, None while it goes on, or where it never ran.

    It stands still when it was due STANDS_STILL_AFTER ago and did not begin, or begins and fails and was last done so much
    longer ago than its time.
    """
    if is_failing and done_at is not None and done_at + every + STANDS_STILL_AFTER <= now:
        return done_at + every
    if done_at is not None and due_at is not None and due_at + STANDS_STILL_AFTER <= now:
        return due_at
    return None


# Whoever takes what pages have queued (imports, runs of papers), and the beat itself.
WORKER: Final = "run-tasks"
BEAT: Final = "run-beat"
# So often a process that works without end says that it is there, and for so long it is believed: a page that waits for it
# says within a minute that it is gone.
AT_WORK_EVERY_S: Final = 10
AT_WORK_FOR_S: Final = 35
# What a worker has begun is given to another one when it has said nothing for so long.
WORKER_GONE_AFTER: Final = timedelta(minutes=2)
# What failed in the queue is tried again so long after it ended.
QUEUED_AGAIN_AFTER: Final = timedelta(hours=1)
# Rows of rounds, of workers that are gone and of tasks that are over are kept so long.
KEPT_FOR: Final = timedelta(days=30)
