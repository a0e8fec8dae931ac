"""What Linli does by itself: when each job last ran, when it is due next, what kept it; and whether its processes are there."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.beat.queries import at_work, standings
from linli.beat.rules import BEAT, WORKER
from linli.desk.jobs import JOBS
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

# Whoever keeps accounts is told of what stands still; whoever watches sees it too.
OPENED_BY: Final = (Action.KEEP_ACCOUNTS, Action.GIVE_POSTS, Action.SEE_AUDIT)


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show every job and process; nothing of an area stands there."""
    if not any(may(viewer=request.viewer, action=action) for action in OPENED_BY):
        return render(request, "403.html", status=403)
    now = timezone.now()
    context = {
        "now": now,
        "jobs": standings(jobs=JOBS, now=now),
        "beat": at_work(name=BEAT, now=now),
        "worker": at_work(name=WORKER, now=now),
    }
    return render(request, "desk/jobs.html", context)
