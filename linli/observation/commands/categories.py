"""The category of somebody whose words did not decide it: set once by a person, with the ground."""

from datetime import datetime

from django.db import transaction

from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import Category, DecisionKind
from linli.staff.rules import Viewer


class CategoryDecidedAlready(Exception):
    """Somebody set the category meanwhile; that stands."""


@transaction.atomic
def set_category(
    *, observation: Observation, category: Category, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Set the category of an observation of which it is UNKNOWN; it counts in the figures from now on.

    Raises CategoryDecidedAlready, DecisionNeedsReason; nothing is changed then.
    """
    asked = Observation.objects.filter(pk=observation.pk, category=Category.UNKNOWN)
    if not asked.update(category=category):
        raise CategoryDecidedAlready(observation.pk)
    observation.refresh_from_db()
    return write_decision(
        observation=observation,
        kind=DecisionKind.CATEGORY,
        reason=reason,
        values={"category": category},
        by=by,
        now=now,
    )
