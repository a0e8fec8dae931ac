"""Events that wait for a doctor's review."""

from typing import Final

from django.db.models import DateTimeField, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from linli.alerts.queries.waiting import events_to_review, first_alert_of
from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "ALERT",
        _("复核预警"),
        frozenset({Action.REVIEW_ALERT}),
        rows=lambda viewer: events_to_review(viewer=viewer),
        since=Subquery(first_alert_of(observation=OuterRef("pk")), output_field=DateTimeField()),
        title="person__name",
        page="alerts:index",
        args=("pk",),
        anchor="event-",
        door="alerts:index",
        standing=Standing.NOW,
        acts=frozenset({"alerts:review"}),
    ),
)
