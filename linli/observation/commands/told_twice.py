"""Checks typed at the desk that say what the same user said of the same session a moment ago: asked about, never doubled."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from linli.observation.commands.checks import NewCheck
from linli.observation.commands.prior import slot_of
from linli.observation.models import Check
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import TOLD_TWICE_WITHIN
from linli.staff.rules import Viewer


def told_twice(*, new: Sequence[NewCheck], by: Viewer, now: datetime) -> dict[UUID, Check]:
    """Return which of the checks say again what `by` recorded within TOLD_TWICE_WITHIN: their id -> the newest that said it.

    The very same check, by its id, is none: recording it again changes nothing. One statement a county.
    """
    told: dict[UUID, Check] = {}
    by_county: dict[str, list[NewCheck]] = defaultdict(list)
    for item in new:
        by_county[item.observation.county].append(item)
    for county, items in by_county.items():
        days = [slot_of(item)[0] for item in items]
        found = standing_checks(
            county=county,
            observation__in={item.observation.pk for item in items},
            slot_on__gte=min(days),
            slot_on__lte=max(days),
            received_at__gt=now - TOLD_TWICE_WITHIN,
            by=by.user_id,
        )
        rows = list(found.order_by("received_at", "id"))
        known = {_said(row.observation_id, row.slot_on, row.session, row): row for row in rows}
        ids = {row.id for row in rows}
        for item in items:
            before = known.get(_said(item.observation.pk, *slot_of(item), item))
            if before is not None and item.id not in ids:
                told[item.id] = before
    return told


def _said(observation: UUID, slot_on: object, session: str, one: Check | NewCheck) -> tuple[object, ...]:
    """Return what makes two results the same; by which way it is known may differ."""
    return observation, slot_on, session, one.outcome, one.temperature_tenths, frozenset(one.symptoms)
