"""The day of a community: who is due, overdue, done."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.observation.queries import day as reads
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

DOORS_A_PAGE = 60
SHOWN = ("all", "action", "done", "over")


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show the day's doors in walking order; `grid` narrows to one area, `show` to what still needs somebody."""
    now = timezone.now()
    today = day_of(now)
    observations = list(reads.observations_open(viewer=request.viewer))
    areas = sorted({observation.area for observation in observations})
    grid = request.GET.get("grid", "")
    if grid in areas:
        observations = [o for o in observations if o.area == grid]
    shown = request.GET.get("show", "all")
    doors = reads.doors(viewer=request.viewer, observations=observations, day=today, now=now)
    kept = [door for door in doors if _is_shown(door, shown)]
    page = Paginator(kept, DOORS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "counts": reads.day_counts(
            viewer=request.viewer, day=today, now=now, area=grid if grid in areas else None
        ),
        "page": page,
        "grid": grid,
        "shown": shown if shown in SHOWN else "all",
        "grids": names_of(codes=areas),
        "area_names": names_of(codes=areas),
        "may_check": may(viewer=request.viewer, action=Action.RECORD_CHECK),
        "may_assign": may(viewer=request.viewer, action=Action.ASSIGN_GRID),
        "may_register": may(viewer=request.viewer, action=Action.REGISTER_PERSON),
        "may_import": may(viewer=request.viewer, action=Action.IMPORT_ROSTER),
    }
    return render(request, "observation/day.html", context)


def _is_shown(door: reads.Door, shown: str) -> bool:
    if shown == "action":
        return door.needs_action
    if shown == "done":
        return bool(door.slots) and all(slot.state == "DONE" for slot in door.slots)
    if shown == "over":
        return door.over
    return True
