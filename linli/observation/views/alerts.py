"""Alerts: the list, and the review that closes one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.observation import commands, forms
from linli.observation.queries import cases
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

REVIEWED_SHOWN = 50


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the alerts that wait, the oldest first, and under them what was reviewed last."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    return _page(request, {}, status=200)


def _page(
    request: StaffRequest, forms_by_alert: dict[UUID, forms.ReviewForm], *, status: int
) -> HttpResponse:
    alerts = cases.alerts_visible(viewer=request.viewer)
    waiting = alerts.filter(reviewed_at=None)
    reviewable = set(
        cases.alerts_visible(viewer=request.viewer, action=Action.REVIEW_ALERT)
        .filter(reviewed_at=None)
        .values_list("pk", flat=True)
    )
    reviewed = list(alerts.exclude(reviewed_at=None).order_by("-reviewed_at")[:REVIEWED_SHOWN])
    context = {
        "waiting": [
            (alert, forms_by_alert.get(alert.pk) or forms.ReviewForm(auto_id=_auto_id(alert.pk)))
            for alert in waiting
        ],
        "reviewable": reviewable,
        "reviewed": reviewed,
        "reviewers": cases.reviewer_names(alerts=reviewed),
    }
    return render(request, "observation/alerts.html", context, status=status)


def _auto_id(alert_id: UUID) -> str:
    """Return the pattern of a review form's ids: many such forms stand on one page."""
    return f"alert-{alert_id}-%s"


@staff_page
@require_POST
def review(request: StaffRequest, alert_id: UUID) -> HttpResponse:
    """Close an alert with a reason; 404 where the viewer may not."""
    alert = get_object_or_404(
        cases.alerts_visible(viewer=request.viewer, action=Action.REVIEW_ALERT), pk=alert_id
    )
    form = forms.ReviewForm(request.POST, auto_id=_auto_id(alert.pk))
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            commands.review_alert(alert=alert, reason=reason, by=request.viewer, now=timezone.now())
        except commands.AlertReviewedAlready:
            messages.warning(request, _("这条预警已有人复核，见下方“已复核”。"))
        else:
            messages.success(request, _("已复核。"))
        return redirect("observation:alerts")
    return _page(request, {alert.pk: form}, status=422)
