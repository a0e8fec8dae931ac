"""A day's report as a text for the work group."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from linli.reports.group_text import sheet_text
from linli.reports.queries import daily
from linli.reports.queries.area_day import area_day
from linli.reports.queries.sheet import sheet_from
from linli.reports.queries.shown import shown_of
from linli.reports.units import units_of
from linli.reports.views.asked import asked_in
from linli.reports.views.place import place
from linli.reports.views.units import in_order_asked
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show the text; a community's draft to the community alone."""
    code, on, context = place(request, area, day)
    now = timezone.now()
    asked = asked_in(request=request, now=now)
    if asked.is_refused:
        # The page says at the field what is wrong with the moment.
        return redirect(f"{reverse('reports:day', args=[area, day])}?{request.GET.urlencode()}")
    try:
        shown = shown_of(of=area_day(area=code, day=on), now=now, at=asked.at)
        sheet = sheet_from(shown=shown, name=str(context["name"]))
    except daily.DayNotBegun as error:
        raise Http404 from error
    is_draft = shown.report is None
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
    if is_draft and daily.is_community(code) and not own:
        raise Http404
    units = in_order_asked(units=units_of(shown=shown), asked=asked)
    text = sheet_text(sheet=sheet, units=units)
    context |= {
        "text": text,
        "is_draft": is_draft,
        "lines": text.count("\n") + 2,
        "asked": asked,
        "known_at": asked.at,
    }
    return render(request, "reports/text.html", context)
