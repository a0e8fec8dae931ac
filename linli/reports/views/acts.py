"""What is done with a day's own report: sealed and corrected."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.reports import commands
from linli.reports.queries import daily, deadlines
from linli.reports.queries.area_day import Report
from linli.reports.queries.doubts import doubts_of
from linli.reports.rules import BalanceBroken
from linli.reports.views import day_page
from linli.reports.views.place import area_and_day, words_sent
from linli.staff.http import StaffRequest, staff_page


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
    except commands.NotYetOpen as opens:
        opens_at = timezone.localtime(opens.args[0])
        said = _("还没有到可以上报的时间，%(at)s 起可以上报。")
        messages.error(request, said % {"at": f"{opens_at:%H:%M}"})
    except BalanceBroken:
        messages.error(request, _("前后人数对不上，不能上报；请联系管理员核对数据。"))
    else:
        messages.success(request, _("已上报并封存。"))
    return redirect("reports:day", area, day)


def _asked_once(request: StaffRequest, area: AreaCode, day: date, now: datetime) -> HttpResponse | None:
    """Return the page that asks once more, saying what speaks against it; None where nothing is to be asked."""
    if request.POST.get("sure") == "yes" or not commands.may_seal(viewer=request.viewer, area=area):
        return None
    if now < deadlines.clock(area=area, day=day).opens_at:
        return None  # nothing is sealed now, whatever is answered
    if daily.sealed_report(area=area, day=day) is not None:
        return None
    doubts = doubts_of(area=area, day=day, now=now)
    asked = {"area": area, "day": day, "today": day_of(now), "doubts": doubts}
    return render(request, "reports/seal_sure.html", asked) if doubts.any else None


@staff_page
@require_POST
def correct(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Seal a new version of an area's report of a day, with a reason."""
    code, on = area_and_day(request, area, day)
    reason = words_sent(request, "reason")
    try:
        if _would_change_nothing(request, code, on, reason):
            return _unchanged(request, area, day, reason)
        newer = commands.correct_report(
            area=code, day=on, reason=reason, by=request.viewer, now=timezone.now()
        )
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
        _say_what_follows(request, newer)
    return redirect("reports:day", area, day)


def _say_what_follows(request: StaffRequest, newer: Report) -> None:
    """Say that the day after, sealed already, began with another number than the corrected day ends with."""
    after = daily.sealed_report(area=newer.area, day=newer.day + timedelta(days=1))
    if after is None or after.from_at != newer.as_of or after.figures["before"] == newer.figures["after"]:
        return
    said = _("这一天现有在册 %(after)s 人，后一天的原有在册是 %(before)s 人；请也更正后一天，前后才接得上。")
    told = {"after": newer.figures["after"], "before": after.figures["before"]}
    messages.warning(request, said % told)


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
