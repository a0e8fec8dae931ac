"""Columns that do not apply in a community."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.reports.commands import columns as commands
from linli.reports.queries.columns import left_out_now
from linli.reports.registers import COLUMN_LABELS, MAY_NOT_APPLY
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import own_offices

REASON_LENGTH: Final = 200


@staff_page
def index(request: StaffRequest, area: str) -> HttpResponse:
    """Show which columns may not apply, and take what the community says of one of them."""
    code = own_community(request, area)
    if request.method == "POST" and _saved(request, code):
        return redirect("reports:columns", code)
    rows = left_out_now(area=code)
    context = {
        "area": code,
        "name": names_of(codes=[code]).get(code, ""),
        "columns": [(key, COLUMN_LABELS[key], rows.get(key)) for key in MAY_NOT_APPLY],
        "tried": request.POST.get("key", ""),
    }
    return render(request, "reports/columns.html", context, status=422 if request.method == "POST" else 200)


def own_community(request: StaffRequest, area: str) -> AreaCode:
    """Return a community whose report the viewer seals. Raises Http404 for every other area."""
    try:
        code = AreaCode(area)
    except NotAnAreaCode as error:
        raise Http404 from error
    if code.level != Level.COMMUNITY or code not in own_offices(
        viewer=request.viewer, action=Action.SEAL_REPORT
    ):
        raise Http404
    return code


def _saved(request: StaffRequest, code: AreaCode) -> bool:
    key, reason = request.POST.get("key", ""), request.POST.get("reason", "").replace("\0", "")
    now = timezone.now()
    if request.POST.get("do") == "take_in":
        commands.take_in(area=code, key=key, by=request.viewer, now=now)
        messages.success(request, _("已恢复，以后的日报有这一项。"))
        return True
    try:
        commands.leave_out(area=code, key=key, reason=reason[:REASON_LENGTH], by=request.viewer, now=now)
    except commands.AlwaysApplies as error:
        raise Http404 from error
    except commands.LeavingOutNeedsReason:
        return False
    messages.success(request, _("已记下，以后的日报这一项写“/”。"))
    return True
