"""Alerts: raised, reviewed by a person who says why, and closed in words where what they rest on is closed or struck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from linli.audit.commands import write_event
from linli.observation.models import Alert, Observation
from linli.observation.rules import ABOUT_THE_FILE, Cause
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


@dataclass(frozen=True)
class NewAlert:
    """What a doctor is asked to look at, beside checks. of: the decision, the visit, the word or the strike it rests on."""

    observation: Observation
    of: UUID
    cause: Cause
    temperature_tenths: int | None = None
    symptoms: Sequence[str] = ()


def raise_alerts(*, new: Sequence[NewAlert], now: datetime) -> None:
    """Raise alerts that wait for a review. One statement, none for nothing. Call it inside a transaction."""
    Alert.objects.bulk_create(
        Alert(
            county=one.observation.county,
            community=one.observation.community,
            area=one.observation.area,
            observation=one.observation,
            check_id=one.of,
            cause=one.cause,
            temperature_tenths=one.temperature_tenths,
            symptoms=list(one.symptoms),
            raised_at=now,
            struck_at=now if one.cause in ABOUT_THE_FILE else None,
        )
        for one in new
    )


def close_alerts(*, alerts: QuerySet[Alert], words: str, by: Viewer, now: datetime) -> None:
    """Close those of some alerts that wait, with words where a review would stand; a review that there is stays."""
    alerts.filter(reviewed_at=None).update(reviewed_at=now, reviewed_by=by.user_id, review_reason=words)


def strike_alerts(*, alerts: QuerySet[Alert], words: str, by: Viewer, now: datetime) -> None:
    """Close alerts whose reading, visit or word is struck, and let no figure count them."""
    close_alerts(alerts=alerts, words=words, by=by, now=now)
    alerts.filter(struck_at=None).update(struck_at=now)
