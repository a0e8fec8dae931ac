"""Of whom alerts wait for a review, as the menu counts them and the list of what waits shows them."""

from typing import Any

from django.db.models import OuterRef, QuerySet

from linli.observation.models import Alert
from linli.observation.queries.cases import Observation, alerts_visible
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def events_to_review(*, viewer: Viewer) -> QuerySet[Observation]:
    """Return of whom alerts wait for the viewer's review: one event is one entry there, however many readings."""
    waiting = alerts_visible(viewer=viewer, action=Action.REVIEW_ALERT).filter(reviewed_at=None)
    return Observation.objects.filter(pk__in=waiting.order_by().values("observation"))


def first_alert_of(*, observation: OuterRef) -> QuerySet[Alert, Any]:
    """Return when the first alert of an outer observation that waits was raised, for a subquery."""
    waiting = Alert.objects.filter(observation=observation, reviewed_at=None)
    return waiting.order_by("raised_at").values("raised_at")[:1]
