"""What nobody has answered in time: the community's list by name, the township's by number."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from linli.duties.rules import Level
from linli.observation.labels import LEVELS
from linli.referrals.queries.overdue import steps_overdue, steps_overdue_counts
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, scope
from linli.worklist.queries import overdue as reads
from linli.worklist.queries.missed import missed_checks
from linli.worklist.queries.unseen import missed_yesterday

ROWS_A_PAGE: Final = 60


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show what is overdue by name where the viewer may see persons, else their number by community.

    `level` narrows the list to what has reached the secretary or the township. What was missed on earlier days stands below
    until somebody says why. Above the county nobody is asked to hurry single communities: there it is who was not seen.
    """
    if not may(viewer=request.viewer, action=Action.SEE_OVERDUE):
        return render(request, "403.html", status=403)
    now = timezone.now()
    reach = scope(viewer=request.viewer, action=Action.SEE_OVERDUE)
    if not reach.counties:
        return redirect("desk:unseen")
    yesterday = missed_yesterday(areas=reach.areas, now=now)
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        page_of_counts = {
            "counts": reads.overdue_counts(viewer=request.viewer, now=now),
            "referrals": steps_overdue_counts(viewer=request.viewer, now=now),
            "yesterday": yesterday,
        }
        return render(request, "desk/overdue_counts.html", page_of_counts)
    asked = request.GET.get("level", "")
    level = Level(asked) if asked in LEVELS else Level.WORKER
    duties = reads.overdue_duties(viewer=request.viewer, now=now, level=level)
    page = Paginator(duties, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "referrals": steps_overdue(viewer=request.viewer, now=now),
        "now": now,
        "rows": reads.told(viewer=request.viewer, duties=list(page), now=now),
        "level": level,
        "levels": LEVELS,
        "missed": missed_checks(viewer=request.viewer, now=now),
        "yesterday": yesterday,
    }
    return render(request, "desk/overdue.html", context)
