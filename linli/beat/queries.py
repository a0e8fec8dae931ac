"""When jobs are due, and when they last ran."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.beat.jobs import Job
from linli.beat.models import JobState
from linli.beat.rules import AT_WORK_FOR_S, due_at


@dataclass(frozen=True)
class Standing:
    """How a job stands. due_at: None: at once. outcome: '' while no run has ended; done_at: the last that ended well."""

    job: Job
    due_at: datetime | None
    began_at: datetime | None
    ended_at: datetime | None
    outcome: str
    done_at: datetime | None


def standings(*, jobs: Iterable[Job]) -> Sequence[Standing]:
    """Return how each job stands, in their order; one that never ran has nothing but itself. One statement."""
    jobs = list(jobs)
    rows = {row.name: row for row in JobState.objects.filter(name__in=[job.name for job in jobs])}
    return [_standing(job, rows.get(job.name) or JobState(name=job.name)) for job in jobs]


def _standing(job: Job, row: JobState) -> Standing:
    return Standing(
        job=job,
        due_at=due_at(began_at=row.began_at, held_until=row.held_until, every=job.every),
        began_at=row.began_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        done_at=row.done_at,
    )


@dataclass(frozen=True)
class AtWork:
    """Whether a process that works without end is there, and when it last said so; None where it never did."""

    is_there: bool
    last_at: datetime | None


def at_work(*, name: str, now: datetime) -> AtWork:
    """Return how a process stands that says by `note_at_work` that it is there. One statement."""
    until = JobState.objects.filter(name=name).values_list("held_until", flat=True).first()
    if until is None:
        return AtWork(is_there=False, last_at=None)
    return AtWork(is_there=now < until, last_at=until - timedelta(seconds=AT_WORK_FOR_S))
