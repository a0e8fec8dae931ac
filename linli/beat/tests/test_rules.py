"""When a job is due, since when it stands still, and what is said of a fault: at the edges."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, OperationalError

from linli.beat.rules import Fault, due_at, fault_of, retry_after, stopped_since

NOON = datetime(2020, 1, 27, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LEASE = 2 * MINUTE
NIGHT = timedelta(hours=9)


@pytest.mark.parametrize(
    ("next_at", "held_until", "now", "due"),
    [
        (None, None, NOON, None),
        (NOON + MINUTE, None, NOON, NOON + MINUTE),
        (NOON + MINUTE, None, NOON + NIGHT, NOON + MINUTE),  # the machine slept
        (NOON + MINUTE, NOON + LEASE, NOON, NOON + LEASE),  # alive: until its lease is over
        (NOON + 5 * MINUTE, NOON - MINUTE, NOON, NOON - MINUTE),  # dead: what it left undone is due
        # The clock was set back: by less than its time it waits, by more it does not.
        (NOON, None, NOON - MINUTE, NOON),
        (NOON, None, NOON - MINUTE - timedelta(seconds=1), None),
        (NOON, NOON + LEASE, NOON - timedelta(seconds=1), None),
    ],
)
def test_a_job_is_due_when_its_time_has_come_and_nobody_runs_it(
    next_at: datetime | None, held_until: datetime | None, now: datetime, due: datetime | None
) -> None:
    found = due_at(next_at=next_at, held_until=held_until, every=MINUTE, lease=LEASE, now=now)
    assert found == due


@pytest.mark.parametrize(
    ("due", "done", "is_failing", "since"),
    [
        (None, None, False, None),  # it never ran
        (NOON - 14 * MINUTE, NOON - NIGHT, False, None),
        (NOON - 15 * MINUTE, NOON - NIGHT, False, NOON - 15 * MINUTE),
        (NOON + MINUTE, NOON - 15 * MINUTE, True, None),  # it fails, and was done not long ago
        (NOON + MINUTE, NOON - 16 * MINUTE, True, NOON - 15 * MINUTE),
        (NOON + MINUTE, NOON - NIGHT, False, None),
    ],
)
def test_a_job_stands_still_when_it_does_not_begin_or_does_not_get_done(
    due: datetime | None, done: datetime | None, is_failing: bool, since: datetime | None
) -> None:
    found = stopped_since(due_at=due, done_at=done, is_failing=is_failing, every=MINUTE, now=NOON)
    assert found == since


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OperationalError("database is locked"), Fault.BUSY),
        (OperationalError("database or disk is full"), Fault.DISK_FULL),
        (OSError("[Errno 28] No space left on device"), Fault.DISK_FULL),
        (OperationalError("connection refused"), Fault.DATABASE),
        (IntegrityError("王芳 13812341234"), Fault.DATABASE),
        (KeyError("王芳"), Fault.PROGRAM),
        (ValueError("locked"), Fault.PROGRAM),
    ],
)
def test_a_fault_is_told_by_its_kind_never_by_its_words(error: Exception, fault: Fault) -> None:
    assert fault_of(error) is fault


def test_what_failed_is_tried_again_within_ten_minutes() -> None:
    assert retry_after(every=timedelta(seconds=5)) == timedelta(seconds=5)
    assert retry_after(every=timedelta(hours=24)) == 10 * MINUTE
