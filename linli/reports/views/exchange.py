"""What passes between the level that sealed a report and the one above: returned, answered, received; and each taken back."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

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
from linli.reports.queries.undone import What
from linli.reports.views import day_page
from linli.reports.views.place import area_and_day, words_sent
from linli.reports.views.receiving import own_words
from linli.staff.http import StaffRequest, staff_page


@staff_page
@require_POST
def send_back(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Send a report back to the level below, with a reason."""

    def act(report: Report) -> None:
        commands.return_report(
            report=report, reason=words_sent(request, "reason"), by=request.viewer, now=timezone.now()
        )

    no_reason = _("请写明为什么退回。")
    return _as_receiver(request, area, day, act, _("已退回，等下级答复或更正。"), no_reason)


@staff_page
@require_POST
def withdraw(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Take a return back that nobody has answered."""

    def act(report: Report) -> None:
        commands.withdraw_return(
            report=report, reason=words_sent(request, "reason"), by=request.viewer, now=timezone.now()
        )

    no_reason = _("请写明为什么撤回退回。")
    return _as_receiver(request, area, day, act, _("退回已撤回，下级不用答复。"), no_reason)


@staff_page
@require_POST
def receive(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Note that the level above has the report."""

    def act(report: Report) -> None:
        commands.receive_report(report=report, by=request.viewer, now=timezone.now())

    return _as_receiver(request, area, day, act, _("已签收。"), _("请写明原因。"))


@staff_page
@require_POST
def take_back_receipt(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Take a receipt back, with a reason."""

    def act(report: Report) -> None:
        commands.take_back_receipt(
            report=report, reason=words_sent(request, "reason"), by=request.viewer, now=timezone.now()
        )

    no_reason = _("请写明为什么收回签收。")
    return _as_receiver(request, area, day, act, _("签收已收回，这份日报又等签收。"), no_reason)


def _as_receiver(
    request: StaffRequest,
    area: str,
    day: str,
    act: Callable[[Report], None],
    done: str,
    no_reason: str,
) -> HttpResponse:
    """Do what the next level above does with the version that was shown, and go back to the day."""
    code, on = area_and_day(request, area, day)
    report = daily.report_visible(viewer=request.viewer, area=code, day=on)
    if report is None:
        raise Http404
    if not commands.may_receive(viewer=request.viewer, report=report):
        return render(request, "403.html", status=403)
    if _has_seen(request, report):
        _tell(request, report, act, done, no_reason)
    return redirect("reports:day", area, day)


def _tell(
    request: StaffRequest, report: Report, act: Callable[[Report], None], done: str, no_reason: str
) -> None:
    """Do it, and say what came of it."""
    try:
        act(report)
    except commands.SealedByThemselves:
        messages.error(request, own_words(request, report))
    except commands.CorrectionNeedsReason:
        messages.error(request, no_reason)
    except commands.NotTheNewest:
        messages.warning(request, _("这份日报刚刚更正过，或者已经退回、正等下级答复。"))
    except commands.NothingToTakeBack:
        messages.warning(request, _("刚刚有人办过，已经没有可以撤回的；请看现在的情况。"))
    else:
        messages.success(request, done)


def _has_seen(request: StaffRequest, report: Report) -> bool:
    """Say whether the version that stands is the one whose page was shown; whoever saw an older one is told to look."""
    if request.POST.get("version") == str(report.version):
        return True
    messages.warning(
        request,
        _("下级又更正过，现在是第 %(version)s 版。请看过再签收或退回。") % {"version": report.version},
    )
    return False


@staff_page
@require_POST
def answer(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Answer a returned report in words alone."""
    code, on = area_and_day(request, area, day)
    try:
        commands.answer_return(
            area=code, day=on, words=words_sent(request, "words"), by=request.viewer, now=timezone.now()
        )
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写答复的话。"))
    except commands.NothingToAnswer:
        return _nothing_to_answer(request, code, on)
    else:
        messages.success(request, _("已答复，数字不变，上级能看到。"))
    return redirect("reports:day", area, day)


def _nothing_to_answer(request: StaffRequest, area: AreaCode, day: date) -> HttpResponse:
    """Say why a return waits for no answer any more; what was typed stays on the page."""
    report = daily.sealed_report(area=area, day=day)
    last = report.undone[-1]["what"] if report and report.undone and report.returned_at is None else ""
    messages.warning(
        request,
        _("上级已经撤回退回，不用答复。")
        if last == What.RETURN
        else _("这份日报没有等答复的退回，或者刚刚有人答复过。"),
    )
    page = day_page(request, area, day.isoformat(), {"answer": words_sent(request, "words")})
    page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return page


@staff_page
@require_POST
def correct_answer(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Put the words right that answered a return, until the level above has received them."""
    code, on = area_and_day(request, area, day)
    try:
        commands.correct_answer(
            area=code, day=on, words=words_sent(request, "words"), by=request.viewer, now=timezone.now()
        )
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写答复的话。"))
    except commands.ReceivedAlready:
        messages.warning(request, _("上级刚刚签收了，答复不再改动。"))
    except commands.NothingToAnswer:
        messages.warning(request, _("这份日报没有可以改正的答复。"))
    else:
        messages.success(request, _("答复已改正，原来的话保留。"))
    return redirect("reports:day", area, day)
