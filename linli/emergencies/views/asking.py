"""What an open page asks by itself, and where its banner leads."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from linli.emergencies.queries import answers_any, first_waiting, waiting_for
from linli.emergencies.rules import HEARING
from linli.staff.http import StaffRequest, staff_lookup, staff_page

# What the page shows already is still so.
SAME: Final = 204


@staff_lookup
def waiting(request: StaffRequest) -> HttpResponse:
    """Return the banner of what waits for the viewer's word; nothing where it is what the page shows already (?shown=).

    Asked every 45 seconds by every open page: one statement beside the two that recognise who asks, and the session is not
    written. Of any other page, such as the one of signing in, the banner takes nothing, and asks no more.
    """
    if not answers_any(viewer=request.viewer):
        return HttpResponse(status=403)
    urgent = waiting_for(viewer=request.viewer).count()
    same = request.GET.get("shown") == str(urgent)
    banner = "" if same else render_to_string("emergencies/banner.html", {"urgent": urgent})
    return HttpResponse(banner, status=SAME if same else 200, headers={"Cache-Control": "no-store"})


@staff_page
def lead(request: StaffRequest) -> HttpResponse:
    """Lead to what waits for the viewer's word and was reported last; to the list where nothing waits any more."""
    if not answers_any(viewer=request.viewer):
        return render(request, "403.html", status=403)
    first = first_waiting(viewer=request.viewer)
    if first is None:
        return redirect("emergencies:emergencies")
    page = "emergencies:heard_of" if first.level in HEARING else "emergencies:emergency"
    return redirect(page, first.emergency_id)
