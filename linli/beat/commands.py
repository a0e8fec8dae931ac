"""Running what is due. Several processes and machines may do so: a job belongs to whoever claims its row first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from linli.beat.jobs import Job
from linli.beat.models import JobState
from linli.beat.rules import AT_WORK_FOR_S
from linli.ids import new_id

Clock = Callable[[], datetime]


def know_jobs(*, names: set[str]) -> None:
    """Make the rows of jobs that have none yet. One statement when all are known."""
    missing = names - set(JobState.objects.filter(name__in=names).values_list("name", flat=True))
    JobState.objects.bulk_create((JobState(name=name) for name in sorted(missing)), ignore_conflicts=True)


def run_if_due(*, job: Job, clock: Clock) -> bool:
    """Run a job that is due and that nobody runs; note how it ended, and return whether it ran.

    What a run raises is noted as FAILED and raised on: whoever runs the beat says it, and begins again. Its job is not
    due again before its time, so that it never keeps the others from running.
    """
    now = clock()
    holder = _claim(job, now)
    if holder is None:
        return False
    outcome = JobState.Outcome.FAILED
    try:
        job.run(now)
        outcome = JobState.Outcome.DONE
    finally:
        _let_go(job, holder, outcome, clock())
    return True


def _claim(job: Job, now: datetime) -> UUID | None:
    """Take a job by compare-and-set; None where it is not due or another run holds it."""
    holder = new_id()
    free = Q(holder=None) | Q(held_until__lte=now)
    due = Q(began_at=None) | Q(began_at__lte=now - job.every)
    claimed = JobState.objects.filter(free, due, name=job.name).update(
        began_at=now, holder=holder, held_until=now + job.lease
    )
    return holder if claimed else None


def _let_go(job: Job, holder: UUID, outcome: JobState.Outcome, ended_at: datetime) -> None:
    """Note the end of a run, unless its lease ran out and another run holds the job meanwhile."""
    done_at = ended_at if outcome == JobState.Outcome.DONE else F("done_at")
    JobState.objects.filter(name=job.name, holder=holder).update(
        holder=None, held_until=None, ended_at=ended_at, outcome=outcome, done_at=done_at
    )


def note_at_work(*, name: str, holder: UUID, now: datetime) -> None:
    """Say that a process which works without end is there; it counts as gone AT_WORK_FOR_S after it last said so.

    Of several processes of one name the last that spoke is noted. One statement, and one more the first time.
    """
    alive = {"holder": holder, "held_until": now + timedelta(seconds=AT_WORK_FOR_S)}
    if not JobState.objects.filter(name=name).update(**alive):
        JobState.objects.get_or_create(name=name, defaults={"began_at": now, **alive})
