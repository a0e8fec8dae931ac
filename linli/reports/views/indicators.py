"""The catalogue of what Linli counts."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.reports.labels import WHEN_WORDS
from linli.reports.queries import daily, indicators
from linli.reports.queries.area_day import area_day
from linli.reports.registers import CATALOGUE
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at, scope


@staff_page
def catalogue(request: StaffRequest) -> HttpResponse:
    """Show every indicator with its rule, and what it says of the viewer's own area today."""
    areas = scope(viewer=request.viewer, action=Action.SEE_REPORT).areas
    if not areas:
        return render(request, "403.html", status=403)
    area, now = AreaCode(areas[0]), timezone.now()
    on = day_of(now)
    context = _figures(request, area, on, now) | {
        "sections": [
            (title, [(indicator, WHEN_WORDS[indicator.when]) for indicator in known])
            for title, known in CATALOGUE
        ],
        "area": area,
        "day": on,
        "name": names_of(codes=[area]).get(area, ""),
    }
    return render(request, "reports/indicators.html", context)


def _figures(request: StaffRequest, area: AreaCode, day: date, now: datetime) -> dict[str, object]:
    """Return today's figures: derived in the viewer's own community until it is sealed, sealed ones otherwise.

    None where there is nothing to show yet, which is not the same as figures that nobody recorded.
    """
    if not daily.is_community(area):
        figures = indicators.sealed_sum(area=area, day=day, as_of=now)
        is_told = any(value is not None for value in figures.values())
        return {"figures": figures if is_told else None, "left_out": ()}
    of = area_day(area=area, day=day)
    if of.report:
        return {"figures": of.report.figures, "left_out": daily.left_out_in(report=of.report)}
    if may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=area):
        try:
            draft = daily.draft_of(of=of, now=now)
        except daily.DayNotBegun:
            pass
        else:
            return {"figures": draft.figures, "left_out": draft.left_out}
    return {"figures": None, "left_out": ()}
