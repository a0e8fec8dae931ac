"""Pages of reports: a community's day, the sums above it, and what is behind a figure."""

from datetime import date, datetime, timedelta
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import NOISE, area_named, names_of, path_names
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.clock import day_of
from linli.reports import commands
from linli.reports.labels import BALANCE_SECTIONS, COLUMN_LABELS, OTHER_SECTIONS, section_of
from linli.reports.queries import behind, chain, daily, rollup
from linli.reports.rules import COLUMNS, INTO, OF_GROUPS, OUT_OF, BalanceBroken, Figures, balance_holds
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at, scope

ROWS_A_PAGE: Final = 100
REASON_LENGTH: Final = 200
# The columns of the table of areas; the rest stands in the sums below it.
KEY_FIGURES: Final = ("after", "new", "alerts", "sent_to_clinic", "confirmed")


@staff_page
def today(request: StaffRequest) -> HttpResponse:
    """Go to today's report of the viewer's own area."""
    areas = scope(viewer=request.viewer, action=Action.SEE_REPORT).areas
    if not areas:
        return render(request, "403.html", status=403)
    return redirect("reports:day", areas[0], day_of(timezone.now()).isoformat())


def _day(text: str) -> date:
    """Return a day as the address or the date field tells it. Raises Http404 for anything else."""
    try:
        return daily.day_told(text=text)
    except daily.NotADay as error:
        raise Http404 from error


def _area_and_day(request: StaffRequest, area: str, day: str) -> tuple[AreaCode, date]:
    """Return what the address names. Raises Http404 for what the viewer may not see, as for what does not exist."""
    try:
        code = AreaCode(area)
    except NotAnAreaCode as error:
        raise Http404 from error
    seen = may_at(viewer=request.viewer, action=Action.SEE_REPORT, area=code)
    if not seen or code.level == Level.GRID or area_named(code=code) is None:
        raise Http404
    return code, _day(day)


def _place(request: StaffRequest, code: AreaCode, on: date) -> dict[str, object]:
    """Return what every page says of its area and day; areas above it are links where the viewer may go there."""
    path = (*code.ancestors, code)
    names = names_of(codes=path)
    return {
        "area": code,
        "name": names[code],
        "crumbs": [
            (part, names[part], may_at(viewer=request.viewer, action=Action.SEE_REPORT, area=part))
            for part in path
            if part in names and (part == code or names[part] not in NOISE)
        ],
        "path": path_names(code=code),
        "day": on,
        "today": day_of(timezone.now()),
        "day_before": on - timedelta(days=1),
        "day_after": on + timedelta(days=1),
    }


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show an area's report of a day: derived or sealed in a community, summed from sealed ones above."""
    if asked := request.GET.get("on"):
        return redirect("reports:day", area, _day(asked).isoformat())
    code, on = _area_and_day(request, area, day)
    now = timezone.now()
    report = daily.sealed_report(area=code, day=on)
    due = report.due_at if report else daily.due_at(area=code, day=on)
    may_seal = commands.may_seal(viewer=request.viewer, area=code)
    context = _place(request, code, on) | {
        "report": report,
        "signer": daily.signer_of(report=report) if report else "",
        "standing": rollup.standing_of(report=report, due_at=due, now=now),
        "due_at": due,
        # One row a term: whole, from the epidemic area, from elsewhere.
        "balance_rows": list(zip(*(keys for _label, keys in BALANCE_SECTIONS), strict=True)),
        "sections": OTHER_SECTIONS,
        "into": INTO,
        "out_of": OUT_OF,
        "may_seal": may_seal and report is None and on <= day_of(now),
        "versions": chain.versions_of(area=code, day=on),
        "may_correct": may_seal
        and report is not None
        and not daily.is_sealed_on_later_day(area=code, day=on),
        "may_return": report is not None and report.returned_at is None and _may_receive(request, code),
        "may_receive": report is not None and report.received_at is None and _may_receive(request, code),
    }
    if daily.is_community(code):
        return _community(request, code, on, now, context)
    return _above(request, code, on, now, context)


def _may_receive(request: StaffRequest, code: AreaCode) -> bool:
    above = code.parent
    return above is not None and may_at(viewer=request.viewer, action=Action.RECEIVE_REPORT, area=above)


def _community(
    request: StaffRequest, code: AreaCode, on: date, now: datetime, context: dict[str, object]
) -> HttpResponse:
    sealed = daily.sealed_report(area=code, day=on)
    own = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
    draft = None
    # A draft is the community's own paper; the level above sees what was sealed.
    if sealed is None and own:
        try:
            draft = daily.draft_of_community(area=code, day=on, now=now)
        except daily.DayNotBegun:
            draft = None
    figures = sealed.figures if sealed else draft.figures if draft else None
    context |= _sums(figures) | {
        "draft": draft,
        "as_of": sealed.as_of if sealed else draft.window.as_of if draft else None,
        "from_at": sealed.from_at if sealed else draft.window.from_ if draft else None,
        "sees_people": own,
        # Whose figures lead to the persons behind them.
        "linked": behind.KEYS_WITH_PEOPLE if own else frozenset(),
    }
    return render(request, "reports/community.html", context)


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
    request: StaffRequest, code: AreaCode, on: date, now: datetime, context: dict[str, object]
) -> HttpResponse:
    above = rollup.roll_up(area=code, day=on, now=now)
    report = daily.sealed_report(area=code, day=on)
    context |= _sums(above.figures) | {
        "rollup": above,
        "late": [part for part in above.below if part.received.late],
        "missing": [part for part in above.below if part.received.missing],
        "key_figures": KEY_FIGURES,
        "linked": COLUMNS,
        # Reports that came after this level sealed its own sum: what was told upward, and what it is now.
        "changed": [
            (COLUMN_LABELS[key], report.figures.get(key), above.figures[key])
            for key in COLUMNS
            if key not in OF_GROUPS and report.figures.get(key) != above.figures[key]
        ]
        if report
        else [],
    }
    return render(request, "reports/rollup.html", context)


@staff_page
@require_POST
def seal(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Seal an area's report of a day."""
    code, on = _area_and_day(request, area, day)
    try:
        commands.seal_report(area=code, day=on, by=request.viewer, now=timezone.now())
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.ReportSealedAlready:
        messages.warning(request, _("这一天的日报已经上报，数字不再改动。"))
    except daily.DayNotBegun:
        messages.error(request, _("这一天还没有到，不能上报。"))
    except BalanceBroken:
        messages.error(request, _("前后人数对不上，不能上报；请联系管理员核对数据。"))
    else:
        messages.success(request, _("已上报并封存。"))
    return redirect("reports:day", area, day)


@staff_page
@require_POST
def correct(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Seal a new version of an area's latest report, with a reason."""
    code, on = _area_and_day(request, area, day)
    reason = request.POST.get("reason", "").replace("\0", "")[:REASON_LENGTH]
    try:
        commands.correct_report(area=code, day=on, reason=reason, by=request.viewer, now=timezone.now())
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写明为什么更正。"))
    except commands.NothingToCorrect:
        messages.error(request, _("后一天的日报已经上报，这一天不能再更正；新情况计入以后的日报。"))
    except BalanceBroken:
        messages.error(request, _("前后人数对不上，不能上报；请联系管理员核对数据。"))
    else:
        messages.success(request, _("已更正并重新封存，原来的版本保留。"))
    return redirect("reports:day", area, day)


@staff_page
@require_POST
def send_back(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Send a report back to the level below, with a reason."""
    code, on = _area_and_day(request, area, day)
    report = daily.report_visible(viewer=request.viewer, area=code, day=on)
    if report is None:
        raise Http404
    reason = request.POST.get("reason", "").replace("\0", "")[:REASON_LENGTH]
    try:
        commands.return_report(report=report, reason=reason, by=request.viewer, now=timezone.now())
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写明为什么退回。"))
    else:
        messages.success(request, _("已退回，等下级更正。"))
    return redirect("reports:day", area, day)


@staff_page
@require_POST
def receive(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Note that the level above has the report."""
    code, on = _area_and_day(request, area, day)
    report = daily.report_visible(viewer=request.viewer, area=code, day=on)
    if report is None:
        raise Http404
    try:
        commands.receive_report(report=report, by=request.viewer, now=timezone.now())
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    messages.success(request, _("已签收。"))
    return redirect("reports:day", area, day)


@staff_page
def figure(request: StaffRequest, area: str, day: str, key: str) -> HttpResponse:
    """Show what is behind a figure: persons in their community, reports above it."""
    code, on = _area_and_day(request, area, day)
    if key not in COLUMNS:
        raise Http404
    now = timezone.now()
    context = _place(request, code, on) | {
        "key": key,
        "label": COLUMN_LABELS[key],
        "section": section_of(key),
    }
    if not daily.is_community(code):
        context["rollup"] = rollup.roll_up(area=code, day=on, now=now)
        return render(request, "reports/figure_below.html", context)
    if (
        not may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code)
        or key not in behind.KEYS_WITH_PEOPLE
    ):
        raise Http404
    try:
        covered = daily.window_shown(area=code, day=on, now=now)
    except daily.DayNotBegun as error:
        raise Http404 from error
    rows = behind.people_behind(community=code, key=key, from_=covered.from_, until=covered.as_of)
    context |= {
        "from_at": covered.from_,
        "as_of": covered.as_of,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "reports/figure_people.html", context)
