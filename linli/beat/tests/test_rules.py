"""When a job is due, at the edges."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.beat.rules import due_at

NOON = datetime(2020, 1, 27, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("began_at", "held_until", "due"),
    [
        (None, None, None),
        (NOON, None, NOON + MINUTE),
        (NOON, NOON + 2 * MINUTE, NOON + 2 * MINUTE),  # alive: until its lease is over
        (NOON, NOON + MINUTE / 2, NOON + MINUTE),  # dead, but not due
        (None, NOON, NOON),
    ],
)
def test_a_job_is_due_when_its_time_has_come_and_nobody_runs_it(
    began_at: datetime | None, held_until: datetime | None, due: datetime | None
) -> None:
    assert due_at(began_at=began_at, held_until=held_until, every=MINUTE) == due
