"""Readings of whole observations, as a doctor looks at them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from linli.observation.models import Check, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import whole_of
from linli.observation.rules import CheckOutcome


def readings_of(*, observations: Sequence[Observation], since: date) -> dict[UUID, tuple[Check, ...]]:
    """Return the readings of whole observations from a day on, the newest first.

    One statement, and one more where one goes on from another row.
    """
    whole = whole_of(observations=observations)
    rows = standing_checks(
        county__in=whole.counties,
        observation__in=whole.rows,
        outcome=CheckOutcome.DONE,
        slot_on__gte=since,
    ).order_by("-claimed_at", "-received_at")
    found = whole.gathered(facts=rows, row_of=lambda check: check.observation_id)
    return {subject: tuple(checks) for subject, checks in found.items()}
