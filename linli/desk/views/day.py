"""The day of a community: who is due, overdue, done."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.observation.labels import SHOWN
from linli.observation.queries import day as reads
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.substitutions import standing_in
from linli.staff.rights import Action
from linli.staff.rules import may

DOORS_A_PAGE = 60
SLOTS_SHOWN = {
    "done": frozenset({"DONE"}),
    "tried": frozenset({"NOBODY_HOME", "REFUSED"}),
    "overdue": frozenset({"OVERDUE"}),
    "open": frozenset({"OPEN"}),
}


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show the day's doors in walking order; `grid` narrows to one area, `show` to doors of one kind (labels.SHOWN)."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    now = timezone.now()
    today = day_of(now)
    observations = list(reads.observations_open(viewer=request.viewer))
    areas = _area_names({observation.area for observation in observations})
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
        "choices": SHOWN,
        "area_names": areas,
        "standing_in": standing_in(viewer=request.viewer, on=today),
        "may_check": may(viewer=request.viewer, action=Action.RECORD_CHECK),
        "may_assign": may(viewer=request.viewer, action=Action.ASSIGN_GRID),
        "may_register": may(viewer=request.viewer, action=Action.REGISTER_PERSON),
        "may_import": may(viewer=request.viewer, action=Action.IMPORT_ROSTER),
    }
    return render(request, "desk/day.html", context)


def _area_names(codes: set[str]) -> dict[str, str]:
    """Return grids by their names, in order of code; a community stands for its households without a grid."""
    names = names_of(codes=codes)
    return {
        code: names[code]
        if AreaCode(code).level is Level.GRID
        else _("%(place)s（未分网格）") % {"place": names[code]}
        for code in sorted(codes)
    }


def _is_shown(door: reads.Door, shown: str) -> bool:
    if shown == "action":
        return door.needs_action
    if shown == "over":
        return door.over
    wanted = SLOTS_SHOWN.get(shown)
    return wanted is None or any(slot.state in wanted for slot in door.slots)
