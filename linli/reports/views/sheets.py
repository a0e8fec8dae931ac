"""A day's report as a file to take away."""

from datetime import date, datetime
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.papers.views.pdf import drawn
from linli.reports.commands.exports import note_exported
from linli.reports.exports.comma import csv_of
from linli.reports.exports.excel import excel_of
from linli.reports.exports.print import print_of
from linli.reports.queries import daily
from linli.reports.queries.paper import Paper, paper_of
from linli.reports.views.place import area_and_day
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at

EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page
def export(request: StaffRequest, area: str, day: str, sheet_kind: str) -> HttpResponse:
    """Return the report as xlsx, csv or pdf, and write down who took it; a community's draft to the community alone."""
    code, on = area_and_day(request, area, day)
    now = timezone.now()
    paper = _paper(request, code, on, now)
    answer = _file(request, paper, sheet_kind, now)
    if answer.status_code == HTTPStatus.OK:
        note_exported(paper=paper, kind=sheet_kind, by=request.viewer, now=now)
    return answer


def _paper(request: StaffRequest, code: AreaCode, on: date, now: datetime) -> Paper:
    """Return the report. Raises Http404 for a day that has not begun and for another community's draft."""
    try:
        paper = paper_of(area=code, day=on, now=now)
    except daily.DayNotBegun as error:
        raise Http404 from error
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
    if paper.is_draft and daily.is_community(code) and not own:
        raise Http404
    return paper


def _file(request: StaffRequest, paper: Paper, kind: str, now: datetime) -> HttpResponse:
    state = "draft" if paper.is_draft else f"v{paper.version}"
    name = f"report-{paper.sheet.area}-{paper.sheet.day.isoformat()}-{state}"
    if kind == "pdf":
        return drawn(
            request=request,
            draw=lambda: print_of(paper=paper, printed_by=request.viewer.name, now=now),
            filename=name,
        )
    if kind == "xlsx":
        return _attached(excel_of(paper=paper), EXCEL_TYPE, f"{name}.xlsx")
    if kind == "csv":
        return _attached(csv_of(paper=paper), "text/csv; charset=utf-8", f"{name}.csv")
    raise Http404


def _attached(content: bytes, content_type: str, filename: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
