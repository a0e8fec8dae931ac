"""The review of an event: whatever alerts of somebody is closed by one reason."""

from datetime import datetime

from django.db import transaction

from linli.observation.commands import AlertReviewedAlready, ReviewNeedsReason, review_alert
from linli.observation.models import Alert
from linli.staff.rules import Viewer


@transaction.atomic
def review_event(*, alert: Alert, seen: datetime, reason: str, by: Viewer, now: datetime) -> int:
    """Close an alert, with those of the same observation raised up to `seen`, by one reason; return how many.

    One that was raised later is something new and stays. Raises ReviewNeedsReason, AlertReviewedAlready.
    """
    if not reason.strip():
        raise ReviewNeedsReason
    waiting = list(
        Alert.objects.select_for_update()
        .filter(observation=alert.observation_id, reviewed_at=None, raised_at__lte=max(seen, alert.raised_at))
        .order_by("raised_at", "pk")
    )
    if alert.pk not in {one.pk for one in waiting}:
        raise AlertReviewedAlready(alert.pk)
    for one in waiting:
        review_alert(alert=one, reason=reason, by=by, now=now)
    return len(waiting)
