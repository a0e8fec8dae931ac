"""A day's report as a file to take away."""

from collections.abc import Sequence
from datetime import date, datetime
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.papers.views.pdf import drawn
from linli.reports.commands.exports import note_exported
from linli.reports.exports.comma import csv_of
from linli.reports.exports.excel import excel_of
from linli.reports.exports.print import print_of
from linli.reports.queries import daily
from linli.reports.queries.paper import Paper, paper_of
from linli.reports.units import Unit, units_of
from linli.reports.views.asked import asked_in
from linli.reports.views.place import area_and_day
from linli.reports.views.units import in_order_asked
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at

EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page
def export(request: StaffRequest, area: str, day: str, sheet_kind: str) -> HttpResponse:
    """Return the report as xlsx, csv or pdf, and write down who took it; a community's draft to the community alone."""
    code, on = area_and_day(request, area, day)
    now = timezone.now()
    asked = asked_in(request=request, now=now)
    if asked.is_refused:
        # The page says at the field what is wrong with the moment.
        return redirect(f"{reverse('reports:day', args=[area, day])}?{request.GET.urlencode()}")
    paper = _paper(request, code, on, now, asked.at)
    answer = _file(
        request, paper, sheet_kind, now, in_order_asked(units=units_of(shown=paper.shown), asked=asked)
    )
    if answer.status_code == HTTPStatus.OK:
        note_exported(paper=paper, kind=sheet_kind, by=request.viewer, now=now, at=asked.at)
    return answer


def _paper(request: StaffRequest, code: AreaCode, on: date, now: datetime, at: datetime | None) -> Paper:
    """Return the report. Raises Http404 for a day that has not begun and for another community's draft."""
    try:
        paper = paper_of(area=code, day=on, now=now, at=at)
    except daily.DayNotBegun as error:
        raise Http404 from error
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
    if paper.is_draft and daily.is_community(code) and not own:
        raise Http404
    return paper


def _file(
    request: StaffRequest, paper: Paper, kind: str, now: datetime, units: Sequence[Unit]
) -> HttpResponse:
    state = "draft" if paper.is_draft else f"v{paper.version}"
    name = f"report-{paper.sheet.area}-{paper.sheet.day.isoformat()}-{state}"
    if kind == "pdf":
        return drawn(
            request=request,
            draw=lambda: print_of(paper=paper, units=units, printed_by=request.viewer.name, now=now),
            filename=name,
        )
    if kind == "xlsx":
        return _attached(excel_of(paper=paper, units=units), EXCEL_TYPE, f"{name}.xlsx")
    if kind == "csv":
        return _attached(csv_of(paper=paper, units=units), "text/csv; charset=utf-8", f"{name}.csv")
    raise Http404


def _attached(content: bytes, content_type: str, filename: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
