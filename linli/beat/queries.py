"""When jobs are due, and when they last ran."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.beat.jobs import Job
from linli.beat.models import JobState
from linli.beat.rules import due_at


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
