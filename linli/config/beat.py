"""The beat: Linli's own jobs, run when they are due. `serve` keeps one going; `linli beat` runs what is due once."""

import logging
import signal
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from linli.beat.jobs import Job
    from linli.beat.queries import Standing

# So long the beat sleeps at most: no job is late by more, and one that another process let go is found.
LONGEST_SLEEP_S: Final = 1.0

log: Final = logging.getLogger("linli.beat")


def jobs() -> "Sequence[Job]":
    """Return what the apps declare, in the order in which it runs."""
    from linli.desk.jobs import JOBS

    return JOBS


@click.command()
@click.option("--once", "mode", flag_value="once", default=True, help="Run what is due, once (the default).")
@click.option("--forever", "mode", flag_value="forever", help="Go on until stopped, as `serve` does.")
@click.option("--status", "mode", flag_value="status", help="Only say when each job last ran.")
def beat(mode: str) -> None:
    """Run the jobs that are due; from a timer where `serve` does not run. Several may run at once: none runs twice.

    A job that fails is noted and ends the command; the next call goes on with the others.
    """
    from django.utils import timezone

    from linli.beat.commands import know_jobs
    from linli.beat.queries import standings
    from linli.ids import new_id

    if mode == "status":
        for standing in standings(jobs=jobs(), now=timezone.now()):
            click.echo(told(standing))
        return
    sys.excepthook = _log_fault
    signal.signal(signal.SIGTERM, _end)
    know_jobs(names={job.name for job in jobs()})
    holder = new_id()
    run_due(holder=holder)
    while mode == "forever":
        time.sleep(LONGEST_SLEEP_S)
        run_due(holder=holder)


def _log_fault(kind: Any, fault: BaseException, trace: Any) -> None:
    """Say where the beat ended in the log's own way, which does not repeat the words of exceptions."""
    log.critical("the beat ends", exc_info=(kind, fault, trace))


def _end(_number: int, _frame: object) -> None:
    """End as whoever stopped us wants, but let go of the job that is running."""
    sys.exit(0)


def run_due(*, holder: "UUID") -> int:
    """Run every job that is due now, say before each that the beat is there, and return how many ran.

    holder: whoever runs them, one id a process.
    """
    from django.utils import timezone

    from linli.beat.commands import run_if_due
    from linli.beat.queries import standings

    ran = 0
    for standing in standings(jobs=jobs(), now=timezone.now()):
        if standing.due_at is None or standing.due_at <= timezone.now():
            _say_so(holder)
            ran += run_if_due(job=standing.job, clock=timezone.now)
    return ran


def _say_so(holder: "UUID") -> None:
    """Say that the beat is there. The job that is due most often comes every five seconds, so no other clock is needed."""
    from django.utils import timezone

    from linli.beat.commands import note_at_work
    from linli.beat.rules import BEAT

    note_at_work(name=BEAT, holder=holder, now=timezone.now())


def told(standing: "Standing") -> str:
    """Say how a job stands, by Shanghai's clock."""
    fault = f" ({standing.fault})" if standing.fault else ""
    stopped = f", STANDS STILL since {_at(standing.stopped_since)}" if standing.stopped_since else ""
    return (
        f"{standing.job.name}: every {standing.job.every.total_seconds():g} s, began {_at(standing.began_at)},"
        f" ended {_at(standing.ended_at)} {standing.outcome}".rstrip()
        + f"{fault}, last done {_at(standing.done_at)}{stopped}"
    )


def _at(moment: datetime | None) -> str:
    from linli.clock import SHANGHAI

    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds") if moment else "never"
