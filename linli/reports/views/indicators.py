"""The catalogue of what Linli counts."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.reports.indicators import CATALOGUE, ROWS_WORDS, WHEN_WORDS
from linli.reports.queries import daily, indicators
from linli.reports.rules import Figures
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
    context = {
        "sections": [
            (title, [(i, WHEN_WORDS[i.when], ROWS_WORDS[i.rows]) for i in known])
            for title, known in CATALOGUE
        ],
        "area": area,
        "day": on,
        "name": names_of(codes=[area]).get(area, ""),
        "figures": _figures(request, area, on, now),
    }
    return render(request, "reports/indicators.html", context)


def _figures(request: StaffRequest, area: AreaCode, day: date, now: datetime) -> Figures | None:
    """Return today's figures: derived in the viewer's own community until it is sealed, sealed ones otherwise.

    None where there is nothing to show yet, which is not the same as figures that nobody recorded.
    """
    own = daily.is_community(area) and may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=area)
    if own and daily.sealed_report(area=area, day=day) is None:
        try:
            return indicators.derived(community=area, day=day, as_of=now)
        except daily.DayNotBegun:
            return None
    figures = indicators.sealed_sum(area=area, day=day, as_of=now)
    return figures if any(value is not None for value in figures.values()) else None
