"""Identity removed from rosters: what became of each row stays, whom it told of does not."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linli.rosters.models import RosterImport, RosterRow

State = RosterImport.State


def forget_rows_of(*, people: Sequence[UUID]) -> None:
    """Remove what rows of rosters told of people; one statement."""
    _forget(Q(person__in=people))


def forget_rosters_before(*, communities: Collection[str], before: datetime, now: datetime) -> int:
    """Remove what rows of nobody told in rosters finished before a moment, and files not imported by then; return how many.

    Rows of nobody: those with an error, those that repeat another, those of somebody known elsewhere.
    """
    here = RosterImport.objects.filter(area__in=communities)
    finished = here.filter(finished_at__lt=before)
    forgotten = _forget(
        Q(roster__in=finished.values("pk"), person=None) & ~Q(name="", raw_sealed__isempty=True)
    )
    left = here.filter(uploaded_at__lt=before).exclude(content_sealed__isempty=True)
    return forgotten + left.update(state=State.CANCELLED, content_sealed=b"", finished_at=now)


def _forget(rows: Q) -> int:
    return RosterRow.objects.filter(rows).update(name="", sentences=[], raw_sealed=b"")
