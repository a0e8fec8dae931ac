"""When jobs are due, when they last ran, and which of them stand still."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.beat.jobs import Job
from linli.beat.models import JobState
from linli.beat.rules import AT_WORK_FOR_S, due_at, stopped_since


@dataclass(frozen=True)
class Standing:
    """How a job stands. due_at: None: at once. outcome: '' while no run has ended; done_at: the last that ended well.

    fault: what kept the last run from its end, '' where nothing did. stopped_since: None while it goes on.
    """

    job: Job
    due_at: datetime | None
    began_at: datetime | None
    ended_at: datetime | None
    outcome: str
    done_at: datetime | None
    fault: str
    stopped_since: datetime | None


def standings(*, jobs: Iterable[Job], now: datetime) -> Sequence[Standing]:
    """Return how each job stands, in their order; one that never ran has nothing but itself. One statement."""
    jobs = list(jobs)
    rows = {row.name: row for row in JobState.objects.filter(name__in=[job.name for job in jobs])}
    return [_standing(job, rows.get(job.name) or JobState(name=job.name), now) for job in jobs]


def standing_of(*, job: Job, now: datetime) -> Standing:
    """Return how one job stands, for the page that lives from it. One statement."""
    (standing,) = standings(jobs=[job], now=now)
    return standing


def _standing(job: Job, row: JobState, now: datetime) -> Standing:
    due = due_at(next_at=row.next_at, held_until=row.held_until, every=job.every, lease=job.lease, now=now)
    return Standing(
        job=job,
        due_at=due,
        began_at=row.began_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        done_at=row.done_at,
        fault=row.fault if row.outcome == JobState.Outcome.FAILED else "",
        stopped_since=stopped_since(
            due_at=due,
            done_at=row.done_at,
            is_failing=row.outcome == JobState.Outcome.FAILED,
            every=job.every,
            now=now,
        ),
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
    believed = timedelta(seconds=AT_WORK_FOR_S)
    # What is believed for longer was said before the clock was set back.
    return AtWork(is_there=now < until <= now + believed, last_at=until - believed)
