"""What is done with a day's report: sealed, corrected, sent back, answered, received."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.rules import AreaCode
from linli.reports import commands
from linli.reports.queries import daily
from linli.reports.queries.area_day import Report
from linli.reports.queries.running import sessions_running
from linli.reports.rules import BalanceBroken
from linli.reports.views import day_page
from linli.reports.views.place import area_and_day
from linli.reports.views.receiving import own_words
from linli.staff.http import StaffRequest, staff_page

REASON_LENGTH: Final = 200


@staff_page
@require_POST
def seal(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Seal an area's report of a day."""
    code, on = area_and_day(request, area, day)
    now = timezone.now()
    asked = _asked_once(request, code, on, now)
    if asked is not None:
        return asked
    try:
        commands.seal_report(area=code, day=on, by=request.viewer, now=now)
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.ReportSealedAlready:
        messages.warning(request, _("这一天的日报已经上报，数字不再改动。"))
    except daily.DayNotBegun:
        messages.error(request, _("这一天还没有到，不能上报。"))
    except commands.NotYetOpen:
        messages.error(request, _("还没有到可以上报的时间。"))
    except BalanceBroken:
        messages.error(request, _("前后人数对不上，不能上报；请联系管理员核对数据。"))
    else:
        messages.success(request, _("已上报并封存。"))
    return redirect("reports:day", area, day)


def _asked_once(request: StaffRequest, area: AreaCode, day: date, now: datetime) -> HttpResponse | None:
    """Return the page that asks whether to seal before the day's sessions are over; None where nothing is to be asked."""
    if request.POST.get("sure") == "yes" or not commands.may_seal(viewer=request.viewer, area=area):
        return None
    early = sessions_running(area=area, day=day, now=now)
    return (
        render(request, "reports/seal_sure.html", {"area": area, "day": day, "early": early})
        if early
        else None
    )


@staff_page
@require_POST
def correct(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Seal a new version of an area's report of a day, with a reason."""
    code, on = area_and_day(request, area, day)
    reason = _words(request, "reason")
    try:
        if _would_change_nothing(request, code, on, reason):
            return _unchanged(request, area, day, reason)
        commands.correct_report(area=code, day=on, reason=reason, by=request.viewer, now=timezone.now())
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写明为什么更正。"))
    except commands.NothingToCorrect:
        messages.error(request, _("这一天还没有上报，没有可以更正的日报。"))
    except commands.ReportSealedAlready:
        messages.warning(request, _("这一天的日报刚刚有人更正过，请先看新的一版。"))
    except BalanceBroken:
        messages.error(request, _("前后人数对不上，不能上报；请联系管理员核对数据。"))
    else:
        messages.success(request, _("已更正并重新封存，原来的版本保留。"))
    return redirect("reports:day", area, day)


def _would_change_nothing(request: StaffRequest, code: AreaCode, on: date, reason: str) -> bool:
    """Say whether somebody who may correct, and said why, would seal what is sealed already. Raises BalanceBroken."""
    is_asked = bool(reason.strip()) and commands.may_seal(viewer=request.viewer, area=code)
    return is_asked and commands.is_unchanged(area=code, day=on, now=timezone.now())


def _unchanged(request: StaffRequest, area: str, day: str, reason: str) -> HttpResponse:
    """Say that there is nothing to seal, and what to do instead; the reason stays typed."""
    messages.error(request, _("重新统计后没有一个数字不同，没有封存新的一版；登记有误的，先改登记再更正。"))
    page = day_page(request, area, day, {"reason": reason})
    page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return page


@staff_page
@require_POST
def send_back(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Send a report back to the level below, with a reason."""
    code, on = area_and_day(request, area, day)
    report = daily.report_visible(viewer=request.viewer, area=code, day=on)
    if report is None:
        raise Http404
    if not _has_seen(request, report):
        return redirect("reports:day", area, day)
    try:
        commands.return_report(
            report=report, reason=_words(request, "reason"), by=request.viewer, now=timezone.now()
        )
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.SealedByThemselves:
        messages.error(request, own_words(request, report))
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写明为什么退回。"))
    except commands.NotTheNewest:
        messages.warning(request, _("这份日报刚刚更正过，或者已经退回、正等下级答复。"))
    else:
        messages.success(request, _("已退回，等下级答复或更正。"))
    return redirect("reports:day", area, day)


@staff_page
@require_POST
def answer(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Answer a returned report in words alone."""
    code, on = area_and_day(request, area, day)
    try:
        commands.answer_return(
            area=code, day=on, words=_words(request, "words"), by=request.viewer, now=timezone.now()
        )
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写答复的话。"))
    except commands.NothingToAnswer:
        messages.warning(request, _("这份日报没有等答复的退回，或者刚刚有人答复过。"))
    else:
        messages.success(request, _("已答复，数字不变，上级能看到。"))
    return redirect("reports:day", area, day)


def _words(request: StaffRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "")[:REASON_LENGTH]


@staff_page
@require_POST
def receive(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Note that the level above has the report."""
    code, on = area_and_day(request, area, day)
    report = daily.report_visible(viewer=request.viewer, area=code, day=on)
    if report is None:
        raise Http404
    if not _has_seen(request, report):
        return redirect("reports:day", area, day)
    try:
        commands.receive_report(report=report, by=request.viewer, now=timezone.now())
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.SealedByThemselves:
        messages.error(request, own_words(request, report))
    else:
        messages.success(request, _("已签收。"))
    return redirect("reports:day", area, day)


def _has_seen(request: StaffRequest, report: Report) -> bool:
    """Say whether the version that stands is the one whose page was shown; whoever saw an older one is told to look."""
    if request.POST.get("version") == str(report.version):
        return True
    messages.warning(
        request,
        _("下级又更正过，现在是第 %(version)s 版。请看过再签收或退回。") % {"version": report.version},
    )
    return False
