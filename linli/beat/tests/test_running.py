"""Jobs run when they are due, by one process at a time, and say when they ran and how it ended."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from linli.beat.commands import know_jobs, make_due, run_if_due
from linli.beat.jobs import Job
from linli.beat.models import JobState
from linli.beat.queries import standing_of
from linli.beat.rules import Fault
from linli.ids import new_id

NOON = datetime(2020, 1, 27, 12, tzinfo=UTC)
EVERY = timedelta(seconds=10)
LEASE = timedelta(minutes=2)


class OutOfOrder(Exception):
    """The job of this test could not be done."""


@pytest.fixture
def ran(db: None) -> list[datetime]:
    """Hold the moments at which the job of this test ran; its row is known."""
    know_jobs(names={"test.job"})
    return []


def job_of(ran: list[datetime], *, fails: bool = False) -> Job:
    def run(now: datetime) -> None:
        ran.append(now)
        if fails:
            raise OutOfOrder

    return Job(name="test.job", words="", every=EVERY, run=run, lease=LEASE)


def at(*moments: datetime) -> Callable[[], datetime]:
    """Return a clock that shows these moments one after the other, the last one from then on."""
    shown: Iterator[datetime] = iter(moments)
    return lambda: next(shown, moments[-1])


def test_a_job_runs_at_once_and_again_when_its_time_has_come(ran: list[datetime]) -> None:
    job = job_of(ran)
    moments = [NOON, NOON + EVERY / 2, NOON + EVERY, NOON + EVERY]
    assert [run_if_due(job=job, clock=at(moment)) for moment in moments] == [True, False, True, False]
    assert ran == [NOON, NOON + EVERY]


def test_when_it_ran_and_how_it_ended_stands_in_the_database(ran: list[datetime]) -> None:
    over = NOON + timedelta(seconds=3)
    run_if_due(job=job_of(ran), clock=at(NOON, over))
    standing = standing_of(job=job_of(ran), now=over)
    assert (standing.began_at, standing.ended_at, standing.outcome, standing.done_at) == (
        NOON,
        over,
        "DONE",
        over,
    )
    assert standing.due_at == NOON + EVERY


def test_a_job_that_fails_says_so_raises_and_waits_for_its_time(ran: list[datetime]) -> None:
    run_if_due(job=job_of(ran), clock=at(NOON))
    later = NOON + EVERY
    with pytest.raises(OutOfOrder):
        run_if_due(job=job_of(ran, fails=True), clock=at(later))

    standing = standing_of(job=job_of(ran), now=later)
    assert (standing.outcome, standing.ended_at, standing.done_at) == ("FAILED", later, NOON)
    assert standing.fault == Fault.PROGRAM
    assert not run_if_due(job=job_of(ran), clock=at(later + EVERY / 2))
    assert run_if_due(job=job_of(ran), clock=at(later + EVERY))


def test_a_run_that_is_alive_is_left_alone_and_a_dead_one_gives_way(ran: list[datetime]) -> None:
    def dies(now: datetime) -> None:
        # As a second process sees it while this one runs: claimed, and not let go.
        assert not run_if_due(job=job_of(ran), clock=at(now + LEASE - timedelta(seconds=1)))
        assert run_if_due(job=job_of(ran), clock=at(now + LEASE))

    run_if_due(
        job=Job(name="test.job", words="", every=EVERY, run=dies, lease=LEASE),
        clock=at(NOON, NOON + 2 * LEASE),
    )

    assert ran == [NOON + LEASE]
    state = JobState.objects.get(name="test.job")
    assert state.ended_at == NOON + LEASE  # the one that was taken for dead does not speak for the second


def test_a_job_that_was_never_known_stands_with_nothing(db: None) -> None:
    standing = standing_of(job=job_of([]), now=NOON)
    assert (standing.due_at, standing.began_at, standing.outcome) == (None, None, "")
    assert not run_if_due(job=job_of([]), clock=at(NOON))


def test_knowing_jobs_again_keeps_when_they_ran(ran: list[datetime]) -> None:
    run_if_due(job=job_of(ran), clock=at(NOON))
    know_jobs(names={"test.job", "test.other"})
    assert dict(JobState.objects.values_list("name", "began_at")) == {"test.job": NOON, "test.other": None}


@pytest.mark.django_db(transaction=True)
def test_of_many_processes_that_want_a_job_one_runs_it() -> None:
    know_jobs(names={"test.job"})
    ran: list[datetime] = []
    begin = Barrier(4)

    def want() -> None:
        begin.wait()
        run_if_due(job=job_of(ran), clock=at(NOON))
        connections.close_all()

    threads = [Thread(target=want) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ran == [NOON]


def test_one_that_was_killed_is_run_by_the_next_when_its_lease_is_over(ran: list[datetime]) -> None:
    daily = Job(name="test.job", words="", every=timedelta(hours=24), run=ran.append, lease=LEASE)
    JobState.objects.filter(name="test.job").update(
        began_at=NOON, next_at=NOON + daily.every, holder=new_id(), held_until=NOON + LEASE
    )
    assert not run_if_due(job=daily, clock=at(NOON + LEASE - timedelta(seconds=1)))
    assert run_if_due(job=daily, clock=at(NOON + LEASE))
    assert not run_if_due(job=daily, clock=at(NOON + 2 * LEASE))


def test_one_that_was_stopped_from_outside_is_due_at_once_and_no_fault_of_its_own(
    ran: list[datetime],
) -> None:
    def stopped(_now: datetime) -> None:
        raise SystemExit(0)

    daily = timedelta(hours=24)
    with pytest.raises(SystemExit):
        run_if_due(job=Job(name="test.job", words="", every=daily, run=stopped), clock=at(NOON))
    assert JobState.objects.get(name="test.job").outcome == ""
    assert run_if_due(job=Job(name="test.job", words="", every=daily, run=ran.append), clock=at(NOON))


def test_asleep_for_a_night_or_with_the_clock_set_back_each_runs_once(ran: list[datetime]) -> None:
    job = Job(name="test.job", words="", every=timedelta(hours=6), run=ran.append)
    slept, set_back = NOON + timedelta(hours=20), NOON - timedelta(days=400)
    moments = [NOON, slept, slept, set_back, set_back, set_back + timedelta(hours=5)]
    assert [run_if_due(job=job, clock=at(moment)) for moment in moments] == [
        True,
        True,
        False,
        True,
        False,
        False,
    ]


def test_what_a_start_asks_for_runs_once_more_before_its_time(ran: list[datetime]) -> None:
    job = job_of(ran)
    run_if_due(job=job, clock=at(NOON))
    make_due(names={"test.job"})
    assert run_if_due(job=job, clock=at(NOON + EVERY / 2))
    assert not run_if_due(job=job, clock=at(NOON + EVERY))
