"""Whose identity goes within the week, what keeps whom, and holding somebody back."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.retention import commands
from linli.retention.forms import HoldForm
from linli.retention.queries import announced as reads
from linli.retention.rules import HOLD_DAYS, HeldTooLong, HeldTooOften
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

ROWS_A_PAGE: Final = 60


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show by name who is due in the viewer's own community, or numbers of the communities below."""
    now = timezone.now()
    if may(viewer=request.viewer, action=Action.KEEP_RETENTION):
        rows = reads.soon_gone(viewer=request.viewer, now=now)
        context = {
            "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
            "total": len(rows),
            "removed": reads.removed_count(viewer=request.viewer),
            "today": day_of(now),
        }
        return render(request, "retention/soon.html", context)
    if may(viewer=request.viewer, action=Action.SEE_RETENTION):
        numbers = reads.numbers_below(viewer=request.viewer, today=day_of(now))
        return render(request, "retention/numbers.html", {"numbers": numbers})
    return render(request, "403.html", status=403)


@staff_page
def hold(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Hold somebody back who was announced, with a reason and a last day; 404 for anybody else."""
    announced = reads.announced_one(viewer=request.viewer, person=person_id)
    if announced is None:
        raise Http404
    now = timezone.now()
    latest = day_of(now) + timedelta(days=HOLD_DAYS)
    form = HoldForm(request.POST or None, initial={"until": latest})
    if request.method == "POST" and form.is_valid():
        try:
            commands.hold_back(
                announcement=announced,
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=now,
            )
        except HeldTooLong:
            form.add_error("until", _("从今天起，最晚到 %(day)s。") % {"day": latest.isoformat()})
        except HeldTooOften:
            form.add_error(None, _("已经暂缓过两次，不能再暂缓。"))
        except commands.HoldNeedsReason:
            form.add_error("reason", _("请写明理由。"))
        except commands.NotAnnounced:
            form.add_error(None, _("此人的身份刚才已销毁，或不再到期。"))
        else:
            day = form.cleaned_data["until"].isoformat()
            messages.success(request, _("已暂缓，身份保存到 %(day)s 当天。") % {"day": day})
            return redirect("retention:index")
    context = {"person": announced.person, "form": form, "latest": latest}
    return render(request, "retention/hold.html", context, status=422 if form.errors else 200)
