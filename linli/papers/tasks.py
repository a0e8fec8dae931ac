"""Runs of many papers beside the pages."""

from django.utils import timezone
from django_tasks import task

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


def resume_runs() -> None:
    """Queue every unfinished run again. Call it before the worker starts."""
    for run_id in (
        PaperRun.objects.filter(state=RunState.OPEN).order_by("asked_at").values_list("pk", flat=True)
    ):
        issue_run.enqueue(str(run_id))
