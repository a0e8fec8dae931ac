"""A day's report withdrawn by who seals it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.reports import commands
from linli.reports.commands.withdrawing import withdraw_report
from linli.reports.views.place import area_and_day, words_sent
from linli.staff.http import StaffRequest, staff_page


@staff_page
@require_POST
def withdraw(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Withdraw an area's report of a day, with a reason."""
    code, on = area_and_day(request, area, day)
    reason = words_sent(request, "reason")
    try:
        gone = withdraw_report(area=code, day=on, reason=reason, by=request.viewer, now=timezone.now())
    except commands.NotYourReport:
        return render(request, "403.html", status=403)
    except commands.CorrectionNeedsReason:
        messages.error(request, _("请写明为什么撤回日报。"))
    except commands.NothingToCorrect:
        messages.warning(request, _("这一天没有可以撤回的日报，请看现在的情况。"))
    except commands.ReceivedAlready:
        messages.warning(request, _("上级刚刚签收了，不能撤回；请上级先收回签收，或者更正。"))
    except commands.SealedSince:
        messages.warning(request, _("后面日子的日报已经接着这一份封存，不能撤回；数字有误请更正。"))
    else:
        said = _("日报已撤回，版本保留；请重新上报。") if gone.is_owed else _("日报已撤回，版本保留。")
        messages.success(request, said)
    return redirect("reports:day", area, day)
