"""Pages of reports: a community's day, the sums above it, and what is behind a figure."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import area_named, path_names
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.clock import day_of
from linli.reports import commands
from linli.reports.labels import COLUMN_LABELS, SECTIONS
from linli.reports.queries import behind, daily, rollup
from linli.reports.rules import COLUMNS, BalanceBroken, standing
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at, scope


@staff_page
def today(request: StaffRequest) -> HttpResponse:
    """Go to today's report of the viewer's own area."""
    areas = scope(viewer=request.viewer, action=Action.SEE_REPORT).areas
    if not areas:
        return render(request, "403.html", status=403)
    return redirect("reports:day", areas[0], day_of(timezone.now()).isoformat())


def _area_and_day(request: StaffRequest, area: str, day: str) -> tuple[AreaCode, date]:
    """Return what the address names. Raises Http404 for what the viewer may not see, as for what does not exist."""
    try:
        code, on = AreaCode(area), date.fromisoformat(day)
    except (NotAnAreaCode, ValueError) as error:
        raise Http404 from error
    seen = may_at(viewer=request.viewer, action=Action.SEE_REPORT, area=code)
    if not seen or code.level == Level.GRID or area_named(code=code) is None:
        raise Http404
    return code, on


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show an area's report of a day: derived or sealed in a community, summed from sealed ones above."""
    asked = request.GET.get("on")
    if asked:
        return redirect("reports:day", area, asked)
    code, on = _area_and_day(request, area, day)
    now = timezone.now()
    context = {
        "area": code,
        "path": path_names(code=code),
        "day": on,
        "today": day_of(now),
        "report": daily.sealed_report(area=code, day=on),
        "sections": SECTIONS,
        "labels": COLUMN_LABELS,
        "may_seal": may_at(viewer=request.viewer, action=Action.SEAL_REPORT, area=code),
        "may_receive": _may_receive(request, code),
    }
    if daily.is_community(code):
        return _community(request, code, on, now, context)
    context["rollup"] = rollup.roll_up(area=code, day=on, now=now)
    return render(request, "reports/rollup.html", context)


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
    due = daily.due_at(area=code, day=on)
    figures = sealed.figures if sealed else draft.figures if draft else None
    context |= {
        "draft": draft,
        "figures": figures,
        "standing": standing(sealed_at=sealed.sealed_at if sealed else None, due_at=due, now=now),
        "due_at": due,
        "as_of": sealed.as_of if sealed else draft.window.as_of if draft else None,
        "from_at": sealed.from_at if sealed else draft.window.from_ if draft else None,
        "signer": daily.signer_of(report=sealed) if sealed else "",
        "sees_people": own,
        "with_people": behind.KEYS_WITH_PEOPLE,
    }
    return render(request, "reports/community.html", context)


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
    context = {"area": code, "path": path_names(code=code), "day": on, "key": key, "label": COLUMN_LABELS[key]}
    if not daily.is_community(code):
        context["rollup"] = rollup.roll_up(area=code, day=on, now=now)
        return render(request, "reports/figure_below.html", context)
    if not may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=code) or key not in behind.KEYS_WITH_PEOPLE:
        raise Http404
    try:
        covered = daily.window_shown(area=code, day=on, now=now)
    except daily.DayNotBegun as error:
        raise Http404 from error
    context["rows"] = behind.people_behind(community=code, key=key, from_=covered.from_, until=covered.as_of)
    return render(request, "reports/figure_people.html", context)
