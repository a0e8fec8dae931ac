"""Runs of many papers beside the pages."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from linli.beat.queued import queued
from linli.clock import day_of
from linli.papers import commands
from linli.papers.models import PaperRun
from linli.papers.rules import RunState
from linli.staff.models import User
from linli.staff.queries import viewer_of


@task()
def issue_run(run_id: str) -> None:
    """Issue a run's papers to its end, as an act of whoever asked for it. Of a finished one it changes nothing."""
    now = timezone.now()
    run = PaperRun.objects.get(pk=run_id)
    by = viewer_of(user=User.objects.get(pk=run.asked_by), on=day_of(now))
    commands.run_papers(run=run, by=by, now=now)


def resume_runs(*, now: datetime) -> int:
    """Queue every unfinished run that nobody has in hand again; return how many."""
    unfinished = PaperRun.objects.filter(state=RunState.OPEN).order_by("asked_at")
    runs = [str(pk) for pk in unfinished.values_list("pk", flat=True)]
    in_hand = queued(task=issue_run.module_path, now=now) if runs else set()
    left = [run for run in runs if run not in in_hand]
    for run in left:
        issue_run.enqueue(run)
    return len(left)
