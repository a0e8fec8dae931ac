"""The page of what is behind a figure: rows in their community, reports above it."""

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.reports.labels import section_of
from linli.reports.queries import behind, daily
from linli.reports.queries.area_day import Report, area_day
from linli.reports.queries.known import day_as_known
from linli.reports.queries.shown import shown_of
from linli.reports.registers import COLUMN_LABELS, COLUMNS, KEYS_WITH_ROWS
from linli.reports.rules.forms import FigureState, state_of
from linli.reports.views.asked import asked_in
from linli.reports.views.place import place
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at

ROWS_A_PAGE: Final = 100


@staff_page
def show(request: StaffRequest, area: str, day: str, key: str) -> HttpResponse:
    """Show what is behind a figure: rows in their community, reports above it."""
    code, on, context = place(request, area, day)
    if key not in COLUMNS:
        raise Http404
    now = timezone.now()
    asked = asked_in(request=request, now=now)
    context |= {
        "key": key,
        "label": COLUMN_LABELS[key],
        "section": section_of(key),
        "asked": asked,
        "known_at": asked.at,
    }
    of = area_day(area=code, day=on)
    if not daily.is_community(code):
        shown = shown_of(of=of, now=now, at=asked.at)
        since = {part.area: part for part in shown.live.below} if shown.live else {}
        context |= {
            "shown": shown,
            "rows": [(part, since.get(part.area)) for part in shown.told.below] if shown.told else [],
        }
        return render(request, "reports/figure_below.html", context)
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
    if not own or key not in KEYS_WITH_ROWS:
        raise Http404
    if asked.at:
        of = day_as_known(of=of, at=asked.at)
    if of.report and _state(of.report, key) is FigureState.NOT_YET_THERE:
        raise Http404
    try:
        covered = daily.window_shown(of=of, now=asked.at or now)
    except daily.DayNotBegun as error:
        raise Http404 from error
    rows = behind.rows_behind(community=code, key=key, from_=covered.from_, until=covered.as_of)
    context |= {
        "version": of.report.version if of.report else 0,
        "shown_at": of.report.sealed_at if of.report else asked.at or now,
        "from_at": covered.from_,
        "as_of": covered.as_of,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "reports/figure_rows.html", context)


def _state(report: Report, key: str) -> FigureState:
    return state_of(key=key, figures=report.figures, left_out=daily.left_out_in(report=report))
