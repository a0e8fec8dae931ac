"""Pages of reports: a community's day, the sums above it, and what is behind a figure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from linli.census.rules import INTO, OF_GROUPS, OUT_OF
from linli.clock import SHANGHAI, day_of
from linli.ids import new_id
from linli.observation.queries.cases import alerts_waiting
from linli.reports import commands
from linli.reports.labels import BALANCE_SECTIONS, HOURS_BY, OTHER_SECTIONS, Label, section_of
from linli.reports.queries import behind, chain, daily, deadlines, returned, rollup, sums, undone
from linli.reports.queries.area_day import AreaDay, Report, area_day
from linli.reports.queries.taking_part import expected_of
from linli.reports.queries.to_receive import receipt_of
from linli.reports.queries.to_ring import filled, units_to_ring
from linli.reports.queries.typed import Typed, typed_before
from linli.reports.registers import COLUMN_LABELS, COLUMNS, KEYS_WITH_ROWS, TYPED
from linli.reports.rules import Window, balance_holds, changed_since, is_quiet
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import Figures, FigureState, state_of
from linli.reports.rules.receipt import Receipt, waits_for_receipt
from linli.reports.views import receiving
from linli.reports.views.place import day_named, place
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at, scope

ROWS_A_PAGE: Final = 100
# So many units to be rung stand on the report; their own page has them all.
UNITS_SHOWN: Final = 20
# The columns of the table of areas; the rest stands in the sums below it.
KEY_FIGURES: Final = ("after", "new", "alerts", "sent_to_clinic", "confirmed")


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
    if area.level in sums.BELOW and now < deadlines.clock(area=area, day=on).opens_at:
        on -= timedelta(days=1)
    return redirect("reports:day", area, on.isoformat())


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show an area's report of a day: derived or sealed in a community, summed from sealed ones above."""
    if asked := request.GET.get("on"):
        return redirect("reports:day", area, day_named(asked).isoformat())
    return day_page(request, area, day, {})


def day_page(request: StaffRequest, area: str, day: str, typed: Mapping[str, str]) -> HttpResponse:
    """Draw the page of a day. typed: what was sent and not taken, by the names of its fields; it stays where it was typed."""
    code, on, context = place(request, area, day)
    now = timezone.now()
    of = area_day(area=code, day=on)
    report, notice, clock = of.report, of.notice, of.clock
    versions = chain.versions_of(reports=of.versions)
    may_seal = commands.may_seal(viewer=request.viewer, area=code)
    is_returned = report is not None and returned.is_waiting(report=report)
    is_own = report is not None and receiving.is_own(request, report)
    receives = (
        report is not None and not is_own and commands.may_receive(viewer=request.viewer, report=report)
    )
    stands = receipt_of(report=report) if report else None
    waits = stands is not None and waits_for_receipt(stands=stands)
    # A level further above, which rings whoever is between.
    is_between = report is not None and bool(report.above) and waits and not (receives or is_own or may_seal)
    context |= {
        "typed_words": typed,
        "report": report,
        "signer": versions[0].signer if versions else "",
        "first_signer": versions[-1].signer if versions else "",
        "standing": deadlines.standing_of(
            report=report, clock=clock, is_announced=notice is not None, now=now
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
        "may_seal": may_seal and report is None and clock.opens_at <= now,
        # Whose it will be to seal, before the hour from which it may be.
        "opens_later": may_seal and report is None and on == day_of(now) and now < clock.opens_at,
        "may_announce": may_seal and report is None and notice is None and now <= clock.due_at,
        "said_late": [row for row in of.own_words if row.ended_at],
        "may_unsay": may_seal and notice is not None,
        "versions": versions,
        "may_correct": may_seal and report is not None,
        # Other days of the same area that wait; this day's own return stands in its banner.
        "waiting": [one for one in of.waiting if one.day != on] if may_seal else [],
        "is_returned": is_returned,
        # The one that waits stands in the banner.
        "returns": [one for one in returned.exchanges_of(reports=of.versions) if one.answered_at],
        "may_answer": may_seal and is_returned,
        "may_return": receives and not is_returned,
        "receipt": stands,
        "undone": undone.undone_of(reports=of.versions),
        "may_receive": receives and waits,
        "may_take_back": receives and stands is Receipt.RECEIVED,
        "may_withdraw": receives and is_returned,
        "may_correct_answer": may_seal and stands is Receipt.ANSWERED,
        "own_words": receiving.own_words(request, report) if report and is_own else "",
        "between": receiving.between_words(report) if report and is_between else "",
    }
    if daily.is_community(code):
        return _community(request, of, now, context)
    return _above(request, of, now, context)


def _community(request: StaffRequest, of: AreaDay, now: datetime, context: dict[str, object]) -> HttpResponse:
    sealed, yesterday = of.report, of.before
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=of.area)
    draft = None
    # A draft is the community's own paper; the level above sees what was sealed.
    if sealed is None and own:
        try:
            draft = daily.draft_of(of=of, now=now)
        except daily.DayNotBegun:
            draft = None
    if sealed is None and not own and not expected_of(areas=[of.area], on=of.day):
        context["standing"] = Standing.NOT_IN_USE
    figures = sealed.figures if sealed else draft.figures if draft else None
    # Asked only where it decides.
    would_be_quiet = draft is not None and is_quiet(figures=draft.figures, alerts_waiting=0)
    waiting = alerts_waiting(community=of.area) if would_be_quiet else 0
    context |= _sums(figures) | {
        "draft": draft,
        "typed": _typed(sealed, draft),
        "left_out": daily.left_out_in(report=sealed) if sealed else draft.left_out if draft else (),
        "keeps_columns": commands.may_seal(viewer=request.viewer, area=of.area),
        "is_quiet": would_be_quiet and not waiting,
        "alerts_waiting": waiting,
        "day_before_figures": yesterday.figures if yesterday else {},
        "changed_keys": changed_since(before=yesterday.figures, now=figures) if yesterday and figures else (),
        "as_of": sealed.as_of if sealed else draft.window.as_of if draft else None,
        "from_at": sealed.from_at if sealed else draft.window.from_ if draft else None,
        "begins_with": _begins_with(of),
        "sees_people": own,
        # Whose figures lead to the rows behind them.
        "linked": KEYS_WITH_ROWS if own else frozenset(),
    }
    return render(request, "reports/community.html", context)


def _typed(sealed: Report | None, draft: daily.Draft | None) -> Mapping[str, Typed]:
    """Return who typed which figures of what the page shows; asked of a sealed report only where it holds some."""
    if draft is not None:
        return draft.typed
    if sealed is None or all(sealed.figures.get(key) is None for key in TYPED):
        return {}
    covered = Window(sealed.from_at, sealed.as_of)
    return typed_before(area=sealed.area, covered=covered, at=sealed.sealed_at)


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


def _above(request: StaffRequest, of: AreaDay, now: datetime, context: dict[str, object]) -> HttpResponse:
    known_at = _moment(request.GET.get("as_of", ""))
    if known_at and known_at <= now:
        above = rollup.roll_up_as_known(area=of.area, day=of.day, at=known_at, of=of)
    else:
        above = rollup.roll_up(area=of.area, day=of.day, now=now, of=of)
    at = min(known_at or now, now)
    units = units_to_ring(above=above)
    if of.report is None and not above.received.expected:
        context["standing"] = Standing.NOT_IN_USE
    context |= _sums(above.figures) | {
        "rollup": above,
        "left_out": (),
        "present": above.present,
        "known_at": known_at,
        "known_at_refused": known_at is None and bool(request.GET.get("as_of")),
        "known_at_ahead": known_at is not None and known_at > now,
        "now": now,
        "to_ring": filled(viewer=request.viewer, of=of, units=units[:UNITS_SHOWN], now=at),
        "units_in_all": len(units),
        "new_id": new_id,
        "keeps_participation": may_at(viewer=request.viewer, action=Action.SET_PARTICIPATION, area=of.area),
        "to_receive": 0 if known_at else receiving.waiting_below(request, above.below, of.area),
        "key_figures": KEY_FIGURES,
        "linked": COLUMNS,
        "changed": _changed(of.report, above.figures),
    }
    return render(request, "reports/rollup.html", context)


def _changed(
    report: Report | None, figures: Figures
) -> list[tuple[Label, FigureState, int | None, int | None]]:
    """Return what reports that came after a level sealed its own sum changed: what was told upward, and what it is now."""
    if report is None:
        return []
    then = report.figures
    return [
        (
            COLUMN_LABELS[key],
            state_of(key=key, figures=then, left_out=()),
            then.get(key),
            figures.get(key),
        )
        for key in COLUMNS
        if key not in OF_GROUPS and then.get(key) != figures.get(key)
    ]


def _moment(text: str) -> datetime | None:
    """Return a moment as a field of the page tells it, Shanghai time; None for anything else."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


@staff_page
def figure(request: StaffRequest, area: str, day: str, key: str) -> HttpResponse:
    """Show what is behind a figure: rows in their community, reports above it."""
    code, on, context = place(request, area, day)
    if key not in COLUMNS:
        raise Http404
    now = timezone.now()
    context |= {
        "key": key,
        "label": COLUMN_LABELS[key],
        "section": section_of(key),
    }
    if not daily.is_community(code):
        context["rollup"] = rollup.roll_up(area=code, day=on, now=now)
        return render(request, "reports/figure_below.html", context)
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
    if not own or key not in KEYS_WITH_ROWS:
        raise Http404
    of = area_day(area=code, day=on)
    if of.report and _state(of.report, key) is FigureState.NOT_YET_THERE:
        raise Http404
    try:
        covered = daily.window_shown(of=of, now=now)
    except daily.DayNotBegun as error:
        raise Http404 from error
    rows = behind.rows_behind(community=code, key=key, from_=covered.from_, until=covered.as_of)
    context |= {
        "from_at": covered.from_,
        "as_of": covered.as_of,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "reports/figure_rows.html", context)


def _state(report: Report, key: str) -> FigureState:
    return state_of(key=key, figures=report.figures, left_out=daily.left_out_in(report=report))
