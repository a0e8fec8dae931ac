"""Events of fever and symptoms: the list, the review that closes one, and the referral that a doctor asks for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.alerts import forms
from linli.alerts.commands import review_event
from linli.alerts.labels import REVIEW_PHRASES
from linli.alerts.queries.events import Event, events_waiting
from linli.cases.commands import ReferredAlready, refer_by_doctor
from linli.clock import day_of
from linli.emergencies.queries import raised_about
from linli.observation import commands
from linli.observation.queries import cases
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

REVIEWED_SHOWN = 50


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the events that wait, each person once, the most severe first, and under them what was reviewed last."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    return _page(request, {}, status=200)


def _page(
    request: StaffRequest, forms_by_alert: dict[UUID, forms.ReviewForm], *, status: int
) -> HttpResponse:
    now = timezone.now()
    waiting = events_waiting(viewer=request.viewer, on=day_of(now))
    alerts = cases.alerts_visible(viewer=request.viewer)
    reviewed = list(alerts.exclude(reviewed_at=None).order_by("-reviewed_at")[:REVIEWED_SHOWN])
    context = {
        "waiting": [(event, _form_of(event, forms_by_alert)) for event in waiting],
        "phrases": REVIEW_PHRASES,
        "now": now,
        "raised": raised_about(viewer=request.viewer, people=[one.observation.person_id for one in waiting]),
        "may_report": may(viewer=request.viewer, action=Action.RAISE_EMERGENCY),
        "reviewed": reviewed,
        "reviewers": cases.reviewer_names(alerts=reviewed),
    }
    return render(request, "alerts/index.html", context, status=status)


def _form_of(event: Event, forms_by_alert: dict[UUID, forms.ReviewForm]) -> forms.ReviewForm:
    """Return the form of an event's review: as it was typed, or blank; many such forms stand on one page."""
    for alert in event.alerts:
        if alert.pk in forms_by_alert:
            return forms_by_alert[alert.pk]
    seen = event.alerts[-1].raised_at.isoformat() if event.alerts else ""
    return forms.ReviewForm(auto_id=_auto_id(event.observation.pk), initial={"seen": seen})


def _auto_id(observation_id: UUID) -> str:
    return f"event-{observation_id}-%s"


@staff_page
@require_POST
def review(request: StaffRequest, alert_id: UUID) -> HttpResponse:
    """Close the event of an alert with a reason, as far as the page showed it; 404 where the viewer may not."""
    alert = get_object_or_404(
        cases.alerts_visible(viewer=request.viewer, action=Action.REVIEW_ALERT), pk=alert_id
    )
    form = forms.ReviewForm(request.POST, auto_id=_auto_id(alert.observation_id))
    if form.is_valid():
        said = form.cleaned_data
        try:
            review_event(
                alert=alert,
                seen=said["seen"] or alert.raised_at,
                reason=said["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.AlertReviewedAlready:
            messages.warning(request, _("这条预警已有人复核，见下方“已复核”。"))
        else:
            messages.success(request, _("已复核。"))
        return redirect("alerts:index")
    return _page(request, {alert.pk: form}, status=422)


@staff_page
@require_POST
def refer(request: StaffRequest, alert_id: UUID) -> HttpResponse:
    """Send to a clinic whom an alert asks about; the clock starts now. 404 where the viewer does not judge."""
    alert = get_object_or_404(
        cases.alerts_visible(viewer=request.viewer, action=Action.JUDGE_REFERRAL), pk=alert_id
    )
    try:
        referral = refer_by_doctor(
            observation=alert.observation, cause=alert.check_id, by=request.viewer, now=timezone.now()
        )
    except commands.ObservationClosed:
        messages.warning(request, _("观察已经结束，不能从这里送医。"))
    except ReferredAlready:
        messages.warning(request, _("这个人已有没办结的送医，请到送医页面办理。"))
    else:
        messages.success(request, _("送医已由您接手，时限从现在算起。"))
        return redirect("desk:referral", referral.pk)
    return redirect("alerts:index")
