"""Writing down that papers left as a file to be printed, and whose names stand on them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.papers.models import Paper, PaperRun
from linli.staff.rules import Viewer


@transaction.atomic
def note_paper_printed(*, paper: Paper, by: Viewer, now: datetime) -> None:
    """Write down that one paper was printed."""
    write_event(
        action="paper.printed",
        area=paper.observation.area,
        by=by.user_id,
        now=now,
        subject=paper.observation_id,
        changed={"number": paper.number},
        about=[paper.observation.person_id],
    )


@transaction.atomic
def note_run_printed(*, run: PaperRun, papers: Sequence[Paper], by: Viewer, now: datetime) -> None:
    """Write down that the papers of a run were printed; they bring their observations along."""
    write_event(
        action="paper.run_printed",
        area=run.area,
        by=by.user_id,
        now=now,
        subject=run.pk,
        changed={"papers": len(papers)},
        about={paper.observation.person_id for paper in papers},
    )
