"""The sheet that every cadre keeps: a row a person, a column a day of their period; on the screen and on paper."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.observation.queries.cases import Observation, observations_open
from linli.papers.views.pdf import drawn
from linli.periods.queries import PeriodLine, days_shown, period_lines
from linli.periods.words import LEGEND, mark_words
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may
from linli.worklist.commands.printed import note_periods_printed
from linli.worklist.period_sheet import draw_periods

PEOPLE_A_PAGE = 50
# One PDF; whoever has more prints grid by grid.
PEOPLE_A_PRINT = 600


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show whoever is under observation with every day of the period, in walking order; `grid` narrows to one area."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    now = timezone.now()
    areas, grid, people = _asked(request)
    page = Paginator(people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    lines = period_lines(observations=list(page.object_list), now=now)
    days = days_shown(lines=lines)
    context = {
        "page": page,
        "rows": [(line, _days(line, days)) for line in lines],
        "days": days,
        "legend": LEGEND,
        "area_names": areas,
        "grid": grid,
        "may_print": may(viewer=request.viewer, action=Action.RECORD_CHECK),
        "may_export": may(viewer=request.viewer, action=Action.EXPORT_PEOPLE),
    }
    return render(request, "desk/periods.html", context)


@staff_page
def printed(request: StaffRequest) -> HttpResponse:
    """Return the sheet as PDF, of one grid where ?grid= names it."""
    if not may(viewer=request.viewer, action=Action.RECORD_CHECK):
        return render(request, "403.html", status=403)
    now = timezone.now()
    areas, grid, people = _asked(request)
    lines = period_lines(observations=list(people[:PEOPLE_A_PRINT]), now=now)
    if not lines:
        return render(request, "desk/printed_day_empty.html")
    place = areas[grid] if grid else "、".join(areas.values())
    answer = drawn(
        request=request,
        draw=lambda: draw_periods(lines=lines, place=place, printed_by=request.viewer.name, now=now),
        filename=f"days-{day_of(now):%Y%m%d}",
    )
    if answer.status_code == HTTPStatus.OK:
        note_periods_printed(lines=lines, by=request.viewer, now=now)
    return answer


def _asked(request: StaffRequest) -> tuple[dict[str, str], str, QuerySet[Observation]]:
    """Return the areas with people under observation by name, the one that is asked for or '', and who stands there."""
    people = observations_open(viewer=request.viewer)
    names = names_of(codes=people.order_by().values_list("area", flat=True).distinct())
    areas = {str(code): name for code, name in sorted(names.items())}
    grid = request.GET.get("grid", "")
    if grid not in areas:
        return areas, "", people
    return areas, grid, people.filter(area=grid)


def _days(line: PeriodLine, days: range) -> list[tuple[bool, list[tuple[str, str]]]]:
    """Return for each day whether it is today, and its sessions as (words, state), the state ILL where somebody is ill."""
    return [
        (
            day == line.today.number,
            [(mark_words(mark=mark), "ILL" if mark.ill else mark.state) for mark in line.marks.get(day, ())],
        )
        for day in days
    ]
