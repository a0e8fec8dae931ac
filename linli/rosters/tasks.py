"""Imports that run beside the pages."""

from django.utils import timezone
from django_tasks import task

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


def resume_imports() -> None:
    """Queue every unfinished import again, as an act of who uploaded it. Call it before the worker starts."""
    unfinished = RosterImport.objects.filter(state=RosterImport.State.CONFIRMED).order_by("uploaded_at")
    for roster_id, user_id in unfinished.values_list("pk", "uploaded_by"):
        import_roster.enqueue(str(roster_id), str(user_id))
