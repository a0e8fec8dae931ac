"""The day's list on paper."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.papers.views.pdf import drawn, public_link
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may
from linli.worklist.commands.printed import note_day_printed
from linli.worklist.day_sheet import draw_day
from linli.worklist.queries.printed import day_sheets


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Return today's list as PDF, of one grid where ?grid= names it; a page where nothing is due."""
    if not may(viewer=request.viewer, action=Action.RECORD_CHECK):
        return render(request, "403.html", status=403)
    now = timezone.now()
    grid = request.GET.get("grid", "").replace("\0", "")
    sheets = day_sheets(viewer=request.viewer, grid=grid, now=now)
    if not sheets:
        return render(request, "desk/printed_day_empty.html")

    def link(household_id: str) -> str:
        path = f"{reverse('phone:phone')}h/{household_id}/"
        return public_link(request=request, path=path)

    answer = drawn(
        request=request,
        draw=lambda: draw_day(sheets=sheets, link=link, printed_by=request.viewer.name, now=now),
        filename=f"day-{day_of(now):%Y%m%d}",
    )
    if answer.status_code == HTTPStatus.OK:
        note_day_printed(sheets=sheets, by=request.viewer, now=now)
    return answer
