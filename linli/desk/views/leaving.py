"""Somebody leaves a post: what is open where they worked, asked once before it ends."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.staff.colleague_forms import ReasonForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.colleagues import colleagues_held
from linli.worklist.labels import open_things
from linli.worklist.queries.open_things import open_in


@staff_page
def show(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """Show what is open before a post ends; 404 for a post that is over or that the viewer does not keep."""
    now = timezone.now()
    held = colleagues_held(viewer=request.viewer, on=day_of(now))
    post = get_object_or_404(held, pk=colleague_post_id)
    area = AreaCode(post.area_id)
    words = open_things()
    things = [
        (words[thing.kind], thing)
        for thing in open_in(viewer=request.viewer, area=area, now=now)
        if thing.count
    ]
    context = {
        "post": post,
        "things": things,
        "is_grid": area.level is Level.GRID,
        "form": ReasonForm(prefix="end"),
    }
    return render(request, "desk/leaving.html", context)
