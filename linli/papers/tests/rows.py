"""A paper of somebody, and a run that printed one."""

from typing import Any

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.observation.models import Observation
from linli.papers.commands import issue_papers, run_papers, start_run
from linli.papers.models import Paper, PaperRun
from linli.papers.rules import Kind
from linli.staff.rules import Viewer
from tests.made import Made


def _paper(observation: Observation, by: Viewer) -> Paper:
    """Issue a residence proof, so that the notice is still to be had."""
    return issue_papers(observations=[observation], kind=Kind.RESIDENCE, by=by, now=timezone.now())[0]


def _run(observation: Observation, by: Viewer) -> PaperRun:
    """Finish a run that issued one commitment, of the person's own grid."""
    now = timezone.now()
    run = start_run(
        area=AreaCode(observation.area), kind=Kind.COMMITMENT, ids=[observation.pk], by=by, now=now
    )
    run_papers(run=run, by=by, now=now)
    return run


def rows(made: Made) -> dict[str, Any]:
    """Issue a residence proof and run one commitment."""
    paper = _paper(made.observation, made.by)
    return {"paper_id": paper.pk, "code": paper.code, "run_id": _run(made.observation, made.by).pk}
