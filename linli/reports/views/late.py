"""Lateness said beforehand, put right or taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.reports.commands import late
from linli.reports.commands.hours import NotYours, ReasonMissing
from linli.reports.views.place import area_and_day, words_sent
from linli.staff.http import StaffRequest, staff_page


@staff_page
@require_POST
def put_right(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Let other words stand for why the report will be late."""
    code, on = area_and_day(request, area, day)
    reason = words_sent(request, "reason")
    try:
        late.put_right(area=code, day=on, reason=reason, by=request.viewer, now=timezone.now())
    except NotYours:
        return render(request, "403.html", status=403)
    except ReasonMissing:
        messages.error(request, _("请写明为什么会迟报。"))
    except late.NothingSaid:
        messages.warning(request, _("说明刚刚有人改过或撤回了，请看现在的情况。"))
    else:
        messages.success(request, _("说明已改正，原来的话保留。"))
    return redirect("reports:day", area, day)


@staff_page
@require_POST
def take_back(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Take back that the report will be late."""
    code, on = area_and_day(request, area, day)
    reason = words_sent(request, "reason")
    try:
        late.take_back(area=code, day=on, reason=reason, by=request.viewer, now=timezone.now())
    except NotYours:
        return render(request, "403.html", status=403)
    except ReasonMissing:
        messages.error(request, _("请写明为什么撤回说明。"))
    except late.NothingSaid:
        messages.warning(request, _("说明刚刚有人改过或撤回了，请看现在的情况。"))
    else:
        messages.success(request, _("说明已撤回，原来的话保留。"))
    return redirect("reports:day", area, day)
