"""How far the round is, by grid and by day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.rules import Level
from linli.screening import queries
from linli.screening.views.unregistered import unregistered_page
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, scope


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the grids that the viewer screens; whoever screens a whole community also sees its days."""
    if not may(viewer=request.viewer, action=Action.SCREEN_DOORS):
        return render(request, "403.html", status=403)
    now = timezone.now()
    told = queries.progress_of(viewer=request.viewer, now=now)
    areas = scope(viewer=request.viewer, action=Action.SCREEN_DOORS).areas
    community = next((area for area in areas if area.level is Level.COMMUNITY), None)
    page = {
        "told": told,
        "days": queries.days_of(community=community, typed=told.typed[community], now=now)
        if community
        else [],
        **unregistered_page(viewer=request.viewer, rows=queries.unregistered(viewer=request.viewer)),
        "may_keep": may(viewer=request.viewer, action=Action.KEEP_DOORS),
    }
    return render(request, "screening/index.html", page)
