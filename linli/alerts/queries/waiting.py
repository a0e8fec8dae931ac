"""Of whom alerts wait for a review, as the menu counts them and the list of what waits shows them."""

from typing import Any

from django.db.models import OuterRef, QuerySet

from linli.observation.models import Alert
from linli.observation.queries.cases import Observation, alerts_visible
from linli.referrals.queries import referrals_visible
from linli.referrals.rules import CLOSED
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def events_to_review(*, viewer: Viewer) -> QuerySet[Observation]:
    """Return of whom alerts wait for the viewer's review: one event is one entry there, however many readings.

    Nobody who is on the way to a clinic: that is judged there, and stands among the referrals.
    """
    waiting = alerts_visible(viewer=viewer, action=Action.REVIEW_ALERT).filter(reviewed_at=None)
    under_way = referrals_visible(viewer=viewer).exclude(state__in=CLOSED)
    return Observation.objects.filter(pk__in=waiting.order_by().values("observation")).exclude(
        pk__in=under_way.order_by().values("subject")
    )


def first_alert_of(*, observation: OuterRef) -> QuerySet[Alert, Any]:
    """Return when the first alert of an outer observation that waits was raised, for a subquery."""
    waiting = Alert.objects.filter(observation=observation, reviewed_at=None)
    return waiting.order_by("raised_at").values("raised_at")[:1]
