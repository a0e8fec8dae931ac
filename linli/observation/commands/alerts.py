"""Reviews of alerts: only a person closes one, and says why."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.observation.models import Alert
from linli.staff.rules import Viewer


class ReviewNeedsReason(Exception):
    """A review says why the alert is closed."""


class AlertReviewedAlready(Exception):
    """Somebody reviewed it before; that review stands."""


@transaction.atomic
def review_alert(*, alert: Alert, reason: str, by: Viewer, now: datetime) -> None:
    """Close an alert with a reason. Raises ReviewNeedsReason, AlertReviewedAlready."""
    if not reason.strip():
        raise ReviewNeedsReason
    changed = Alert.objects.filter(pk=alert.pk, reviewed_at=None).update(
        reviewed_at=now, reviewed_by=by.user_id, review_reason=reason.strip()
    )
    if not changed:
        raise AlertReviewedAlready(alert.pk)
    write_event(
        action="alert.reviewed",
        area=alert.area,
        by=by.user_id,
        now=now,
        subject=alert.observation_id,
        changed={"alert": str(alert.pk)},
    )
