"""What pages have queued and nobody brings to its end: given to another worker, or queued again."""

from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from linli.beat.models import JobState
from linli.beat.rules import KEPT_FOR, QUEUED_AGAIN_AFTER, WORKER, WORKER_GONE_AFTER

READY: Final = "READY"
RUNNING: Final = "RUNNING"


def name_of_worker(*, worker: UUID) -> str:
    """Return under which name one worker says that it is there, beside the name that all share."""
    return f"{WORKER} {str(worker)[-12:]}"


class Tidied(NamedTuple):
    """What was done: tasks given to another worker, and rows of long ago forgotten."""

    given: int
    forgotten: int


def tidy_queue(*, now: datetime) -> Tidied:
    """Give what a worker had begun that is gone to the next one; forget tasks and workers of long ago.

    A task bears being begun again: it is the act of an import, or of a run of papers, that goes on where it stopped.
    """
    gone = now - WORKER_GONE_AFTER
    spoke = JobState.objects.filter(name__startswith=f"{WORKER} ", held_until__gt=gone)
    alive = set(spoke.values_list("name", flat=True))
    begun = DBTaskResult.objects.filter(status=RUNNING, started_at__lte=gone)
    dead = [
        pk
        for pk, workers in begun.values_list("pk", "worker_ids")
        if not workers or name_of_worker(worker=workers[-1]) not in alive
    ]
    # As it stands: whoever brought it to its end meanwhile has brought it to its end.
    given = DBTaskResult.objects.filter(pk__in=dead, status=RUNNING).update(status=READY, started_at=None)
    before = now - KEPT_FOR
    forgotten, _kinds = DBTaskResult.objects.filter(finished_at__lt=before).delete()
    JobState.objects.filter(name__startswith=f"{WORKER} ", held_until__lt=before).delete()
    return Tidied(given, forgotten)


def queued(*, task: str, now: datetime) -> set[str]:
    """Return the first arguments with which a task waits, runs, or ended so lately that it is not tried again yet."""
    lately = Q(status__in=[READY, RUNNING]) | Q(finished_at__gt=now - QUEUED_AGAIN_AFTER)
    rows = DBTaskResult.objects.filter(lately, task_path=task).values_list("args_kwargs", flat=True)
    return {str(told["args"][0]) for told in rows if told["args"]}
