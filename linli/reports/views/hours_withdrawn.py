"""Hours and days of rest to come, withdrawn from the page of hours."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.reports.commands import hours_withdrawn as commands
from linli.reports.commands.hours import NotYours, ReasonMissing
from linli.staff.http import StaffRequest, staff_page


class WithdrawalForm(forms.Form):
    """Which row, and why."""

    row = forms.UUIDField()
    reason = forms.CharField(
        max_length=commands.REASON_LENGTH, error_messages={"required": gettext_lazy("请写明为什么收回。")}
    )


@staff_page
@require_POST
def schedule(request: StaffRequest) -> HttpResponse:
    """Withdraw hours of the province that have not begun."""
    return _withdrawn(
        request,
        lambda row, reason, now: commands.withdraw_schedule(
            schedule_id=row, reason=reason, by=request.viewer, now=now
        ),
    )


@staff_page
@require_POST
def county(request: StaffRequest) -> HttpResponse:
    """Withdraw hours of a county that have not begun."""
    return _withdrawn(
        request,
        lambda row, reason, now: commands.withdraw_county_hours(
            hours_id=row, reason=reason, by=request.viewer, now=now
        ),
    )


@staff_page
@require_POST
def rest_day(request: StaffRequest) -> HttpResponse:
    """Withdraw a day of rest to come."""
    return _withdrawn(
        request,
        lambda row, reason, now: commands.withdraw_rest_day(
            rest_day_id=row, reason=reason, by=request.viewer, now=now
        ),
    )


def _withdrawn(request: StaffRequest, act: Callable[[UUID, str, datetime], None]) -> HttpResponse:
    form = WithdrawalForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    try:
        act(said.get("row", UUID(int=0)), said.get("reason", ""), timezone.now())
    except NotYours:
        return render(request, "403.html", status=403)
    except ReasonMissing:
        messages.error(request, _("请写明为什么收回。"))
    except commands.BegunAlready:
        messages.error(request, _("已经开始，或者刚才已有人收回，不能再收回；可以从明天起另行设定。"))
    else:
        messages.success(request, _("已收回，留痕里保留原来的内容。"))
    return redirect("reports:hours")
