"""Imports that run beside the pages."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from linli.beat.queued import queued
from linli.clock import day_of
from linli.rosters import commands
from linli.rosters.models import RosterImport
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rules import OPERATOR


@task()
def import_roster(roster_id: str, user_id: str) -> None:
    """Run a confirmed import to its end as a user's act; the operator's when no such user is there.

    Started again after a crash it goes on where it stopped; of a finished import it changes nothing.
    """
    now = timezone.now()
    user = User.objects.filter(pk=user_id).first()
    by = viewer_of(user=user, on=day_of(now)) if user else OPERATOR
    roster = RosterImport.objects.get(pk=roster_id)
    commands.run_import(roster=roster, by=by, now=now, progress=lambda _done, _total: None)


def resume_imports(*, now: datetime) -> int:
    """Queue every unfinished import that nobody has in hand again, as an act of who uploaded it; return how many."""
    unfinished = RosterImport.objects.filter(state=RosterImport.State.CONFIRMED).order_by("uploaded_at")
    rows = list(unfinished.values_list("pk", "uploaded_by"))
    in_hand = queued(task=import_roster.module_path, now=now) if rows else set()
    left = [(str(roster), str(user)) for roster, user in rows if str(roster) not in in_hand]
    for roster_id, user_id in left:
        import_roster.enqueue(roster_id, user_id)
    return len(left)
