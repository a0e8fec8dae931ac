"""Runs: many papers in steps, each once, whoever comes between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from linli.ids import new_id
from linli.observation.models import Observation
from linli.papers import commands, tasks
from linli.papers.commands import issue_papers, run_papers, start_run
from linli.papers.models import Paper, PaperRun
from linli.papers.queries.papers import papers_of_run, waiting_for
from linli.papers.rules import RUN_LARGEST, RUN_STEP, Kind, RunState
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, GRID, MORNING, OTHER_GRID, MakeObservation

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def three(make_observation: MakeObservation) -> list[Observation]:
    """Put three people of two grids under observation."""
    return [
        make_observation(name="王芳"),
        make_observation(name="李强"),
        make_observation(name="赵敏", grid_name="第二网格"),
    ]


def started(by: Viewer, kind: Kind = Kind.NOTICE) -> PaperRun:
    ids = waiting_for(viewer=by, kind=kind, area=COMMUNITY)
    return start_run(area=COMMUNITY, kind=kind, ids=ids, by=by, now=LATER)


def test_three_by_the_task(three: list[Observation], secretary: Viewer) -> None:
    run = started(secretary)
    tasks.issue_run.enqueue(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == (RunState.DONE, 3, 3)
    assert [paper.serial for paper in papers_of_run(run=run)] == [1, 2, 3]
    assert {paper.issued_by for paper in papers_of_run(run=run)} == {secretary.user_id}


def test_a_grid_is_only_its_own_doors(three: list[Observation], secretary: Viewer, worker: Viewer) -> None:
    assert len(waiting_for(viewer=secretary, kind=Kind.NOTICE, area=OTHER_GRID)) == 1
    assert len(waiting_for(viewer=worker, kind=Kind.NOTICE, area=GRID)) == 2
    assert waiting_for(viewer=worker, kind=Kind.NOTICE, area=OTHER_GRID) == []
    assert waiting_for(viewer=secretary, kind=Kind.RELEASE, area=COMMUNITY) == []


def test_who_has_the_paper_gets_no_second_one(three: list[Observation], secretary: Viewer) -> None:
    run = started(secretary)
    between = issue_papers(observations=three[:1], kind=Kind.NOTICE, by=secretary, now=LATER)[0]
    run_papers(run=run, by=secretary, now=LATER)
    between.refresh_from_db()
    assert (between.revoked_at, papers_of_run(run=run).count(), run.done) == (None, 2, 3)


def test_a_run_that_stopped_goes_on_where_it_stopped(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    for n in range(RUN_STEP + 2):
        make_observation(name=f"王{n}芳")
    run = started(secretary)
    stale = PaperRun.objects.get(pk=run.pk)
    commands.runs._step(run, secretary, LATER)  # noqa: SLF001 (a power cut after the first step)
    assert Paper.objects.count() == RUN_STEP
    wrong = Paper.objects.order_by("serial")[0]
    commands.revoke_paper(paper=wrong, reason="此人不在这里", by=secretary, now=LATER)
    commands.runs._step(stale, secretary, LATER)  # noqa: SLF001 (a second worker at the same step)
    assert Paper.objects.count() == RUN_STEP
    tasks.resume_runs(now=LATER)
    run.refresh_from_db()
    assert (run.state, Paper.objects.filter(revoked_at=None).count()) == (RunState.DONE, RUN_STEP + 1)
    tasks.resume_runs(now=LATER)
    tasks.issue_run.enqueue(str(run.pk))
    assert Paper.objects.count() == RUN_STEP + 2


def test_nobody_and_too_many_are_refused(three: list[Observation], secretary: Viewer) -> None:
    with pytest.raises(commands.NobodyFits):
        started(secretary, Kind.RELEASE)
    with pytest.raises(commands.TooMany):
        start_run(
            area=COMMUNITY,
            kind=Kind.NOTICE,
            ids=[new_id() for _ in range(RUN_LARGEST + 1)],
            by=secretary,
            now=LATER,
        )
    assert not PaperRun.objects.exists()


@pytest.mark.usefixtures("reference_rows")
def test_two_at_once_share_the_numbers_without_a_gap(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    rows = [make_observation(name=f"王{n}芳") for n in range(8)]

    def issue(row: Observation) -> int:
        try:
            return issue_papers(observations=[row], kind=Kind.NOTICE, by=secretary, now=LATER)[0].serial
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        serials = list(pool.map(issue, rows))
    assert sorted(serials) == list(range(1, 9))
