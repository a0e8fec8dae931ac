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

    from linli.beat.jobs import Job
    from linli.beat.queries import Standing

# So long the beat sleeps at most: no job is late by more, and one that another process let go is found.
LONGEST_SLEEP_S: Final = 1.0

log: Final = logging.getLogger("linli.beat")


def jobs() -> "Sequence[Job]":
    """Return what the apps declare, in the order in which it runs."""
    from linli.access import beat as access
    from linli.audit import beat as audit
    from linli.budgets import beat as budgets
    from linli.channels import beat as channels
    from linli.emergencies import beat as emergencies
    from linli.exports import beat as exports
    from linli.papers import beat as papers
    from linli.signin import beat as signin

    return (
        *emergencies.JOBS,
        *channels.JOBS,
        *audit.JOBS,
        *papers.JOBS,
        *exports.JOBS,
        *signin.JOBS,
        *access.JOBS,
        *budgets.JOBS,
    )


@click.command()
@click.option("--forever", is_flag=True, help="Go on until stopped, as `serve` does.")
@click.option("--status", is_flag=True, help="Only say when each job last ran.")
def beat(forever: bool, status: bool) -> None:  # noqa: FBT001 (switches of the command line)
    """Run the jobs that are due; from a timer where `serve` does not run. Several may run at once: none runs twice.

    A job that fails is noted and ends the command; the next call goes on with the others.
    """
    from linli.beat.commands import know_jobs
    from linli.beat.queries import standings

    if status:
        for standing in standings(jobs=jobs()):
            click.echo(told(standing))
        return
    sys.excepthook = _log_fault
    signal.signal(signal.SIGTERM, _end)
    know_jobs(names={job.name for job in jobs()})
    run_due()
    while forever:
        time.sleep(LONGEST_SLEEP_S)
        run_due()


def _log_fault(kind: Any, fault: BaseException, trace: Any) -> None:
    """Say where the beat ended in the log's own way, which does not repeat the words of exceptions."""
    log.critical("the beat ends", exc_info=(kind, fault, trace))


def _end(_number: int, _frame: object) -> None:
    """End as whoever stopped us wants, but let go of the job that is running."""
    sys.exit(0)


def run_due() -> int:
    """Run every job that is due now, and return how many ran."""
    from django.utils import timezone

    from linli.beat.commands import run_if_due
    from linli.beat.queries import standings

    ran = 0
    for standing in standings(jobs=jobs()):
        if standing.due_at is None or standing.due_at <= timezone.now():
            ran += run_if_due(job=standing.job, clock=timezone.now)
    return ran


def told(standing: "Standing") -> str:
    """Say how a job stands, by Shanghai's clock."""
    return (
        f"{standing.job.name}: every {standing.job.every.total_seconds():g} s, began {_at(standing.began_at)},"
        f" ended {_at(standing.ended_at)} {standing.outcome}".rstrip()
        + f", last done {_at(standing.done_at)}"
    )


def _at(moment: datetime | None) -> str:
    from linli.clock import SHANGHAI

    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds") if moment else "never"
