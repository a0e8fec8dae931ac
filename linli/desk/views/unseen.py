"""Who has not been seen for a day or longer: by name in the community, by number at every level above it."""

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import Scope, may, scope
from linli.worklist.queries.unseen import missed_yesterday, unseen_below, unseen_people
from linli.worklist.rules import HOURS

PEOPLE_A_PAGE: Final = 60


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show by name whom nobody has seen where the viewer sees persons, else numbers of the areas below (`area`)."""
    if not may(viewer=request.viewer, action=Action.SEE_OVERDUE):
        return render(request, "403.html", status=403)
    if may(viewer=request.viewer, action=Action.SEE_PERSON):
        return _people(request)
    return _numbers(request)


def _people(request: StaffRequest) -> HttpResponse:
    now, asked = timezone.now(), request.GET.get("hours", "")
    hours = next((step for step in HOURS if str(step) == asked), HOURS[0])
    found = unseen_people(viewer=request.viewer, now=now, hours=hours)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    areas = scope(viewer=request.viewer, action=Action.SEE_OVERDUE).areas
    context = {
        "page": page,
        "hours": hours,
        "steps": HOURS,
        "yesterday": missed_yesterday(areas=areas, now=now),
        "may_ring": may(viewer=request.viewer, action=Action.RING_HOUSEHOLD),
    }
    return render(request, "desk/unseen.html", context)


def _numbers(request: StaffRequest) -> HttpResponse:
    reach = scope(viewer=request.viewer, action=Action.SEE_OVERDUE)
    area = _asked(request, reach)
    lines = unseen_below(area=area, now=timezone.now())
    path = [code for code in (*area.ancestors, area) if reach.allows(code)]
    names = names_of(codes=path)
    context = {
        "area": area,
        "path": [(code, names.get(code, code)) for code in path],
        "steps": HOURS,
        "lines": [
            (line, line.area.level is not Level.COMMUNITY, list(zip(HOURS, line.hours, strict=True)))
            for line in lines
        ],
        "total": {
            "watched": sum(line.watched for line in lines),
            "hours": [(step, sum(line.hours[place] for line in lines)) for place, step in enumerate(HOURS)],
            "due": sum(line.due for line in lines),
            "missed": sum(line.missed for line in lines),
        },
    }
    return render(request, "desk/unseen_numbers.html", context)


def _asked(request: StaffRequest, reach: Scope) -> AreaCode:
    """Return the area that is asked for, or the viewer's own; 404 for one out of reach, a community or a grid."""
    text = request.GET.get("area", "")
    if not text:
        return reach.areas[0]
    try:
        area = AreaCode(text)
    except NotAnAreaCode as wrong:
        raise Http404 from wrong
    if area.level in {Level.COMMUNITY, Level.GRID} or not reach.allows(area):
        raise Http404
    return area
