"""Runs: one or two hundred papers at once, in steps, so that a page can say how far they are."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.papers.commands.issue import issue_missing_papers
from linli.papers.models import PaperRun
from linli.papers.rules import RUN_LARGEST, RUN_STEP, Kind, RunState
from linli.staff.rules import Viewer


class NobodyFits(Exception):
    """Nobody of the area fits the kind and lacks the paper."""


class TooMany(Exception):
    """More than a run takes; choose a grid. args: how many there are."""


@transaction.atomic
def start_run(*, area: AreaCode, kind: Kind, ids: Sequence[UUID], by: Viewer, now: datetime) -> PaperRun:
    """Write down whom a run is for; `ids` are visible observations of the area. Raises NobodyFits, TooMany."""
    if not ids:
        raise NobodyFits(area)
    if len(ids) > RUN_LARGEST:
        raise TooMany(len(ids))
    run = PaperRun.objects.create(
        county=area.county,
        community=area.community,
        area=area,
        kind=kind,
        targets=[str(one) for one in ids],
        total=len(ids),
        asked_at=now,
        asked_by=by.user_id,
    )
    write_event(
        action="paper.run_started",
        area=area,
        by=by.user_id,
        now=now,
        subject=run.pk,
        changed={"kind": kind, "count": len(ids)},
    )
    return run


def run_papers(*, run: PaperRun, by: Viewer, now: datetime) -> None:
    """Issue a run's papers to its end, a few a transaction; one that stopped goes on where it stopped.

    Two workers at one run share it: each step is done once. Who meanwhile holds the paper, or no longer fits, is
    passed over.
    """
    while run.state == RunState.OPEN:
        _step(run, by, now)
        run.refresh_from_db()


@transaction.atomic
def _step(run: PaperRun, by: Viewer, now: datetime) -> None:
    step = [UUID(one) for one in run.targets[run.done : run.done + RUN_STEP]]
    until = run.done + len(step)
    over = until == run.total
    mine = PaperRun.objects.filter(pk=run.pk, done=run.done, state=RunState.OPEN).update(
        done=until, state=RunState.DONE if over else RunState.OPEN, finished_at=now if over else None
    )
    if mine:
        issue_missing_papers(ids=step, kind=Kind(run.kind), run=run, by=by, now=now)
