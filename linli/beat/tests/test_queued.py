"""What a worker had begun that is gone is given to another; what a living one has in hand is left to it."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from linli.beat.commands import note_at_work
from linli.beat.queued import name_of_worker, queued, tidy_queue
from linli.beat.rules import QUEUED_AGAIN_AFTER, WORKER_GONE_AFTER
from linli.ids import new_id

NOON = datetime(2020, 1, 27, 12, tzinfo=UTC)
TASK = "linli.test.task"

pytestmark = pytest.mark.django_db


def task(
    status: str, *, worker: str = "", begun: datetime | None = None, ended: datetime | None = None
) -> str:
    argument = str(new_id())
    DBTaskResult.objects.create(
        status=status,
        started_at=begun,
        finished_at=ended,
        args_kwargs={"args": [argument], "kwargs": {}},
        task_path=TASK,
        worker_ids=[worker] if worker else [],
        backend_name="default",
        run_after=NOON,
        exception_class_path="",
        traceback="",
    )
    return argument


def test_only_what_a_worker_had_that_is_gone_is_given_to_another() -> None:
    alive, dead = new_id(), new_id()
    later = NOON + WORKER_GONE_AFTER + timedelta(minutes=1)
    for worker, at in ((alive, later), (dead, NOON)):
        note_at_work(name=name_of_worker(worker=worker), holder=worker, now=at)
    task("RUNNING", worker=str(alive), begun=NOON)
    left = task("RUNNING", worker=str(dead), begun=NOON)
    task("RUNNING", worker=str(new_id()), begun=later)  # begun this moment: it has not spoken yet
    assert tidy_queue(now=later).given == 1
    ready = DBTaskResult.objects.get(status="READY")
    assert ready.args_kwargs["args"] == [left]
    assert tidy_queue(now=later).given == 0


def test_what_failed_is_in_hand_for_an_hour_and_then_tried_again() -> None:
    waits, failed = task("READY"), task("FAILED", ended=NOON)
    assert queued(task=TASK, now=NOON) == {waits, failed}
    assert queued(task=TASK, now=NOON + QUEUED_AGAIN_AFTER) == {waits}
    assert queued(task="linli.other", now=NOON) == set()
