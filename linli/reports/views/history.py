"""One figure of an area day by day, as a picture and as a table."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.figures.registers import When
from linli.reports.labels import STATE_WORDS, section_of
from linli.reports.queries.daily import is_community
from linli.reports.queries.history import Point, history_of
from linli.reports.registers import COLUMN_LABELS, COLUMNS, INDICATORS
from linli.reports.rules.forms import FigureState
from linli.reports.views.asked import asked_in
from linli.reports.views.place import place
from linli.staff.http import StaffRequest, staff_page

PERIODS: Final = (14, 30, 60)


@staff_page
def show(request: StaffRequest, area: str, day: str, key: str) -> HttpResponse:
    """Show a figure of the 14, 30 or 60 days up to a day; sealed figures only, so nobody's draft."""
    code, on, context = place(request, area, day)
    days = request.GET.get("days", str(PERIODS[0]))
    if key not in COLUMNS or days not in map(str, PERIODS):
        raise Http404
    asked = asked_in(request=request, now=timezone.now())
    points = history_of(area=code, key=key, until=on, days=int(days), at=asked.at)
    context |= {
        "key": key,
        "label": COLUMN_LABELS[key],
        "section": section_of(key),
        "periods": PERIODS,
        "days": int(days),
        "asked": asked,
        "known_at": asked.at,
        "points": points[::-1],
        "has_numbers": any(point.state == FigureState.NUMBER for point in points),
        "has_reports": any(point.state != FigureState.NO_REPORT for point in points),
        "has_corrections": any(point.is_corrected for point in points),
        "of_sums": not is_community(code),
        "summary": _summary(key, points),
        "chart": {
            # What lasts is a line; what happened on a day stands for itself.
            "kind": "bar" if INDICATORS[key].when == When.DURING else "line",
            "days": [f"{point.day:%m-%d}" for point in points],
            "values": [point.value for point in points],
            "corrected": [point.is_corrected for point in points],
            "said": [_said(point) for point in points],
        },
    }
    return render(request, "reports/history.html", context)


def _summary(key: str, points: Sequence[Point]) -> str:
    """Return what the picture shows, for who does not see it."""
    told = [(point.day, point.value) for point in points if point.value is not None]
    if not told:
        return ""
    values = [value for _day, value in told]
    return _("%(label)s，%(from_)s 至 %(until)s：最低 %(low)s，最高 %(high)s，最近 %(last)s。") % {
        "label": COLUMN_LABELS[key],
        "from_": _short(points[0].day),
        "until": _short(points[-1].day),
        "low": min(values),
        "high": max(values),
        "last": values[-1],
    }


def _said(point: Point) -> str:
    """Return what a day of the picture says when it is pointed at."""
    value = str(STATE_WORDS.get(point.state, point.value))
    if point.is_corrected:
        before = "—" if point.first is None else point.first
        value = _("先报 %(first)s，现为 %(value)s") % {"first": before, "value": value}
    if point.since is not None:
        value = _("%(value)s，现在合计 %(now)s") % {"value": value, "now": point.since}
    return f"{_short(point.day)} {value}"


def _short(day: date) -> str:
    return f"{day:%m-%d}"
