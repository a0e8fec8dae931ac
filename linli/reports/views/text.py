"""A day's report as a text for the work group."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.reports.group_text import group_text
from linli.reports.queries import daily
from linli.reports.queries.sheet import SheetState, sheet_of
from linli.reports.views.place import place
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show the text; a community's draft to the community alone."""
    code, on, context = place(request, area, day)
    try:
        sheet = sheet_of(area=code, day=on, now=timezone.now())
    except daily.DayNotBegun as error:
        raise Http404 from error
    is_draft = sheet.state == SheetState.DRAFT
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
    if is_draft and daily.is_community(code) and not own:
        raise Http404
    text = group_text(name=sheet.name, day=on, figures=sheet.figures, received=sheet.received)
    context |= {"text": text, "is_draft": is_draft, "lines": text.count("\n") + 2}
    return render(request, "reports/text.html", context)
