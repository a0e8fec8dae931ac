"""Running what is due. Several processes and machines may do so: a job belongs to whoever claims its row first."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from linli.beat.jobs import Job
from linli.beat.models import JobState
from linli.beat.rules import AT_WORK_FOR_S, Fault, fault_of, retry_after
from linli.ids import new_id

Clock = Callable[[], datetime]


def know_jobs(*, names: set[str]) -> None:
    """Make the rows of jobs that have none yet. One statement when all are known."""
    missing = names - set(JobState.objects.filter(name__in=names).values_list("name", flat=True))
    JobState.objects.bulk_create((JobState(name=name) for name in sorted(missing)), ignore_conflicts=True)


def make_due(*, names: Collection[str]) -> None:
    """Let jobs be due at once, as at the start of a machine; one that is running is left alone."""
    JobState.objects.filter(name__in=names).update(next_at=None)


def run_if_due(*, job: Job, clock: Clock) -> bool:
    """Run a job that is due and that nobody runs; note how it ended, and return whether it ran.

    What a run raises is noted as FAILED and raised on: whoever runs the beat says it, and begins again. Its job is not
    due again before its time, so that it never keeps the others from running; one that was stopped from outside is due at
    once, for nothing is known to be wrong with it.
    """
    now = clock()
    holder = _claim(job, now)
    if holder is None:
        return False
    try:
        job.run(now)
    except Exception as error:
        _fail(job, holder, clock(), fault_of(error))
        raise
    except BaseException:
        _let_go(job, holder, next_at=now)
        raise
    _let_go(
        job,
        holder,
        next_at=now + job.every,
        ended_at=(ended_at := clock()),
        outcome=JobState.Outcome.DONE,
        fault="",
        done_at=ended_at,
    )
    return True


def _claim(job: Job, now: datetime) -> UUID | None:
    """Take a job by compare-and-set; None where it is not due or another run holds it. rules.due_at says the same of a row."""
    holder = new_id()
    dead = Q(held_until__lte=now) | Q(held_until__gt=now + job.lease)
    due = Q(next_at=None) | Q(next_at__lte=now) | Q(next_at__gt=now + job.every)
    claimed = JobState.objects.filter(dead | (Q(holder=None) & due), name=job.name).update(
        began_at=now, next_at=now + job.every, holder=holder, held_until=now + job.lease
    )
    return holder if claimed else None


def _fail(job: Job, holder: UUID, ended_at: datetime, fault: Fault) -> None:
    _let_go(
        job,
        holder,
        next_at=ended_at + retry_after(every=job.every),
        ended_at=ended_at,
        outcome=JobState.Outcome.FAILED,
        fault=fault,
    )


def _let_go(job: Job, holder: UUID, **ended: object) -> None:
    """Note the end of a run, unless its lease ran out and another run holds the job meanwhile."""
    JobState.objects.filter(name=job.name, holder=holder).update(holder=None, held_until=None, **ended)


def note_at_work(*, name: str, holder: UUID, now: datetime) -> None:
    """Say that a process which works without end is there; it counts as gone AT_WORK_FOR_S after it last said so.

    Of several processes of one name the last that spoke is noted. One statement, and one more the first time.
    """
    alive = {"holder": holder, "held_until": now + timedelta(seconds=AT_WORK_FOR_S)}
    if not JobState.objects.filter(name=name).update(**alive):
        JobState.objects.get_or_create(name=name, defaults={"began_at": now, **alive})
