"""How many doors, people and workers, for who keeps the stores."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.clock import day_of
from linli.desk.queries.headcounts import headcounts
from linli.desk.rules.headcounts import LEAST_TOLD
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show today's counts by community; no name, no health."""
    if not may(viewer=request.viewer, action=Action.SEE_HEADCOUNTS):
        return render(request, "403.html", status=403)
    today = day_of(timezone.now())
    page = {
        "rows": headcounts(viewer=request.viewer, on=today),
        "today": today,
        "least": LEAST_TOLD,
    }
    return render(request, "desk/headcounts.html", page)
