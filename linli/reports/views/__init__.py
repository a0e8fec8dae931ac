"""Pages of reports: a community's day, and the sums above it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from linli.census.rules import INTO, OUT_OF
from linli.clock import day_of
from linli.ids import new_id
from linli.observation.queries.cases import alerts_waiting
from linli.reports import commands
from linli.reports.labels import (
    BALANCE_SECTIONS,
    HOURS_BY,
    OTHER_SECTIONS,
    REPORTED_LABELS,
    Label,
    full_column,
)
from linli.reports.queries import chain, daily, deadlines, returned, sums, undone
from linli.reports.queries.area_day import AreaDay, area_day
from linli.reports.queries.known import day_as_known
from linli.reports.queries.shown import Shown, shown_of
from linli.reports.queries.taking_part import is_owed
from linli.reports.queries.to_ring import filled, units_to_ring
from linli.reports.queries.typed import Typed, typed_before
from linli.reports.registers import COLUMNS, KEYS_WITH_ROWS, TYPED
from linli.reports.rules import balance_holds, changed_since, is_quiet
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import Figures, FigureState, state_of
from linli.reports.units import total_of, units_of
from linli.reports.views import receiving, units
from linli.reports.views.asked import Asked, Picture, asked_in
from linli.reports.views.deeds import deeds_of
from linli.reports.views.place import day_named, place
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at, scope

# So many units to be rung stand on the report; their own page has them all.
UNITS_SHOWN: Final = 20


@staff_page
def today(request: StaffRequest) -> HttpResponse:
    """Go to the report of the viewer's own area: today's, and above the community yesterday's until today's may be sealed.

    Until then nothing of today is here, and what was returned, corrected or is missing is of yesterday. Source:
    docs/rules/reports.md#opening.
    """
    areas = scope(viewer=request.viewer, action=Action.SEE_REPORT).areas
    if not areas:
        return render(request, "403.html", status=403)
    area, now = areas[0], timezone.now()
    on = day_of(now)
    yesterday = on - timedelta(days=1)
    is_early = area.level in sums.BELOW and now < deadlines.clock(area=area, day=on).opens_at
    # Of a day on which nobody was to report there is nothing to see.
    if is_early and is_owed(area=area, on=yesterday):
        on = yesterday
    return redirect("reports:day", area, on.isoformat())


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show an area's report of a day: derived or sealed in a community, summed from sealed ones above."""
    if asked := request.GET.get("on"):
        walking = asked_in(request=request, now=timezone.now()).walking
        return redirect(reverse("reports:day", args=[area, day_named(asked).isoformat()]) + walking)
    return day_page(request, area, day, {})


def day_page(request: StaffRequest, area: str, day: str, typed: Mapping[str, str]) -> HttpResponse:
    """Draw the page of a day. typed: what was sent and not taken, by the names of its fields; it stays where it was typed."""
    code, on, context = place(request, area, day)
    now = timezone.now()
    asked = asked_in(request=request, now=now)
    at = asked.at or now
    of = area_day(area=code, day=on)
    if asked.at:
        of = day_as_known(of=of, at=asked.at)
    report, clock = of.report, of.clock
    notice = of.notice
    versions = chain.versions_of(reports=of.versions)
    context |= {
        "typed_words": typed,
        "report": report,
        "signer": versions[0].signer if versions else "",
        "first_signer": versions[-1].signer if versions else "",
        "standing": deadlines.standing_of(
            report=report, clock=clock, is_announced=notice is not None, now=at
        ),
        "due_at": report.due_at if report else clock.due_at,
        "hours": clock,
        "hours_by": HOURS_BY[of.hours.set_by] if report is None else "",
        "notice": notice,
        # One row a term: whole, from the epidemic area, from elsewhere.
        "balance_rows": list(zip(*(keys for _label, keys in BALANCE_SECTIONS), strict=True)),
        "sections": OTHER_SECTIONS,
        "into": INTO,
        "out_of": OUT_OF,
        "said_late": [row for row in of.own_words if row.ended_at],
        "versions": versions,
        # The one that waits stands in the banner.
        "returns": [one for one in returned.exchanges_of(reports=of.versions) if one.answered_at],
        "undone": undone.undone_of(reports=(*of.withdrawn, *of.versions)),
        "withdrawn": of.withdrawn,
        "asked": asked,
        "known_at": asked.at,
        "now": now,
    }
    context |= deeds_of(request=request, of=of, now=now, is_now=asked.at is None)
    if daily.is_community(code):
        return _community(request, of, now, asked, context)
    return _above(request, of, now, asked, context)


def _community(
    request: StaffRequest, of: AreaDay, now: datetime, asked: Asked, context: dict[str, object]
) -> HttpResponse:
    yesterday = of.before
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=of.area)
    shown = None
    # A draft is the community's own paper; the level above sees what was sealed.
    if of.report or own:
        try:
            shown = shown_of(of=of, now=now, at=asked.at)
        except daily.DayNotBegun:
            shown = None
    owed = is_owed(area=of.area, on=of.day, known_at=asked.at) if asked.at else of.hours.is_owed
    if of.report is None and not owed:
        context["standing"] = Standing.NOT_IN_USE
    draft = None if of.report else shown
    figures = shown.figures if shown else None
    covered = shown.covered if shown else None
    # Asked only where it decides.
    would_be_quiet = draft is not None and is_quiet(figures=draft.figures, alerts_waiting=0)
    waiting = alerts_waiting(community=of.area) if would_be_quiet else 0
    context |= _sums(figures) | {
        "draft": draft,
        "shown": shown,
        "typed": _typed(shown) if shown else {},
        "left_out": shown.left_out if shown else (),
        "keeps_columns": commands.may_seal(viewer=request.viewer, area=of.area),
        "is_quiet": would_be_quiet and not waiting,
        "alerts_waiting": waiting,
        "day_before_figures": yesterday.figures if yesterday else {},
        "changed_keys": changed_since(before=yesterday.figures, now=figures) if yesterday and figures else (),
        "as_of": covered.as_of if covered else None,
        "from_at": covered.from_ if covered else None,
        "begins_with": _begins_with(of),
        "sees_people": own,
        # Whose figures lead to the rows behind them.
        "linked": KEYS_WITH_ROWS if own else frozenset(),
    }
    return render(request, "reports/community.html", context)


def _typed(shown: Shown) -> Mapping[str, Typed]:
    """Return who typed which figures of what the page shows; asked of a sealed report only where it holds some."""
    sealed = shown.report
    if sealed is None:
        return shown.typed
    if all(sealed.figures.get(key) is None for key in TYPED):
        return {}
    return typed_before(area=sealed.area, covered=shown.covered, at=sealed.sealed_at)


def _begins_with(of: AreaDay) -> int | None:
    """Return how many the day before ended with, where its correction made that another number than this day began with."""
    report, before = of.report, of.before
    if report is None or before is None or before.as_of != report.from_at:
        return None
    ended = before.figures.get("after")
    return ended if ended != report.figures.get("before") else None


def _sums(figures: Figures | None) -> dict[str, object]:
    """Return the figures with both sides of their balance."""
    if figures is None:
        return {"figures": None}
    return {
        "figures": figures,
        "adds_up": balance_holds(figures),
        "side": None if figures["before"] is None else sum(figures[key] or 0 for key in INTO),
    }


def _above(
    request: StaffRequest, of: AreaDay, now: datetime, asked: Asked, context: dict[str, object]
) -> HttpResponse:
    shown = shown_of(of=of, now=now, at=asked.at)
    # Who is to be rung or received is as things are, whatever was sealed.
    latest = shown.live or shown.told
    to_ring = units_to_ring(above=latest) if latest and not asked.at else []
    context |= _sums(shown.figures) | {
        "shown": shown,
        "standing": shown.standing,
        "rollup": shown.told,
        "received": shown.received,
        "latest": latest,
        # States are as things are, also over the figures of a version.
        "drawn": (latest if latest and asked.picture is Picture.REPORTED else shown.told).below
        if shown.told
        else (),
        "left_out": (),
        "present": shown.present,
        "to_ring": filled(viewer=request.viewer, of=of, units=to_ring, now=now, most=UNITS_SHOWN),
        "units_in_all": len(to_ring),
        "new_id": new_id,
        "keeps_participation": may_at(viewer=request.viewer, action=Action.SET_PARTICIPATION, area=of.area),
        "to_receive": receiving.waiting_below(request, latest.below, of.area)
        if latest and not asked.at
        else 0,
        "linked": COLUMNS,
        "changed": _changed(shown),
        "since": {one.key: one.now for one in shown.differs},
        "reported_changed": [(REPORTED_LABELS[one.key], one.then, one.now) for one in shown.reported_since],
        "reported_since": {one.key: one.now for one in shown.reported_since},
        "total": total_of(shown=shown),
        **units.table(units=units_of(shown=shown), asked=asked),
    }
    return render(request, "reports/rollup.html", context)


def _changed(shown: Shown) -> list[tuple[Label, FigureState, int | None, int | None]]:
    """Return what reports that came after a level sealed its own sum changed: what was told upward, and what it is now."""
    return [
        (
            full_column(one.key),
            state_of(key=one.key, figures=shown.figures, left_out=()),
            one.then,
            one.now,
        )
        for one in shown.differs
    ]
