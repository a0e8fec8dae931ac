"""Pages of the budget: who read many yesterday, whose budget is nearly spent, more for somebody."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.budgets import commands, queries
from linli.budgets.forms import AllowForm
from linli.budgets.rules import LIMIT, MANY
from linli.clock import day_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import Refusals, done

WRONG: Final = 422
REFUSALS: Final[Refusals] = {
    commands.Oneself: (None, gettext_lazy("不能给自己放开。")),
    commands.ReasonMissing: ("reason", gettext_lazy("请写原因。")),
    commands.NotSoMany: ("persons", gettext_lazy("人数不对，请重填。")),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List who read many persons' whole numbers yesterday, and the accounts that the viewer answers for."""
    if not queries.is_told(viewer=request.viewer):
        raise PermissionDenied
    now = timezone.now()
    accounts = queries.accounts_answered_for(viewer=request.viewer, now=now)
    areas = names_of(codes={account.area for account in accounts})
    context = {
        "many": queries.many_told(viewer=request.viewer, today=day_of(now)),
        "least": MANY,
        "is_beyond_reach": queries.is_beyond_reach(viewer=request.viewer),
        "accounts": [(account, areas.get(account.area, account.area)) for account in accounts],
    }
    return render(request, "budgets/index.html", context)


@staff_page
def allow(request: StaffRequest, reader_id: UUID) -> HttpResponse:
    """Show an account's budget and allow it more; 404 for one that the viewer does not answer for, and the own one."""
    now = timezone.now()
    account = _account(request, reader_id, now)
    form = AllowForm(request.POST or None)
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.allow_more(account=account, **form.cleaned_data, by=request.viewer, now=now),
    ):
        messages.success(request, _("已放开，24 小时内有效。"))
        return redirect("budgets:index")
    context = {"account": account, "form": form, "more": account.limit - LIMIT}
    return render(request, "budgets/allow.html", context, status=WRONG if form.errors else 200)


@staff_page
@require_POST
def take_back(request: StaffRequest, reader_id: UUID) -> HttpResponse:
    """Take back what an account was allowed; 404 as in `allow`."""
    now = timezone.now()
    account = _account(request, reader_id, now)
    try:
        commands.take_back(account=account, by=request.viewer, now=now)
    except commands.NothingAllowed:
        messages.warning(request, _("没有还在有效期内的放开。"))
    else:
        messages.success(request, _("已收回；看过的不变。"))
    return redirect("budgets:allow", account.user_id)


def _account(request: StaffRequest, reader_id: UUID, now: datetime) -> queries.Account:
    """Return an account that the viewer answers for; 404 for any other, and the own one."""
    accounts = queries.accounts_answered_for(viewer=request.viewer, now=now)
    account = next((one for one in accounts if one.user_id == reader_id), None)
    if account is None:
        raise Http404
    return account
