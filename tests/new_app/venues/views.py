"""Pages of venues."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from linli.venues import commands, queries
from linli.venues.forms import InspectionForm

from linli.ids import new_id
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the venues whom the viewer may look at."""
    if not may(viewer=request.viewer, action=Action.INSPECT_VENUE):
        return render(request, "403.html", status=403)
    return render(request, "venues/index.html", {"venues": queries.venues_visible(viewer=request.viewer)})


@staff_page
def show(request: StaffRequest, venue_id: UUID) -> HttpResponse:
    """Show a venue and write down a look at it; what was typed stays where something is missing."""
    venue = get_object_or_404(queries.venues_visible(viewer=request.viewer), pk=venue_id)
    form = InspectionForm(request.POST or None, initial={"id": new_id()})
    if form.is_valid():
        now = timezone.now()
        commands.inspect_venue(
            new=commands.NewInspection(venue=venue, at=now, **form.cleaned_data), by=request.viewer, now=now
        )
        return redirect("venues:index")
    status = 422 if form.errors else 200
    return render(request, "venues/venue.html", {"venue": venue, "form": form}, status=status)
