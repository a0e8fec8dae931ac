"""The search for somebody lost: it goes on until the person is found, or ends with a reason; and may begin again."""

from datetime import datetime

from django.db import transaction

from linli.lost.queries import is_sought
from linli.observation.commands import write_decision
from linli.observation.models import Observation
from linli.observation.rules import DecisionKind, State
from linli.staff.rules import Viewer


class NotSought(Exception):
    """Nobody is looked for: found, never lost, or the search ended meanwhile."""


class SearchGoesOn(Exception):
    """The search did not end, or the person is observed again."""


@transaction.atomic
def end_search(*, observation: Observation, reason: str, by: Viewer, now: datetime) -> None:
    """End the search for somebody lost with a reason; the observation stays lost. Raises NotSought, DecisionNeedsReason."""
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if not is_sought(observation=held):
        raise NotSought(held.pk)
    _decide(held, {"ended": True}, reason, by, now)


@transaction.atomic
def search_again(*, observation: Observation, reason: str, by: Viewer, now: datetime) -> None:
    """Put somebody lost back on the list of those sought. Raises SearchGoesOn, DecisionNeedsReason."""
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if held.state != State.LOST or is_sought(observation=held):
        raise SearchGoesOn(held.pk)
    _decide(held, {"ended": False}, reason, by, now)


def _decide(held: Observation, values: dict[str, object], reason: str, by: Viewer, now: datetime) -> None:
    write_decision(observation=held, kind=DecisionKind.SEARCH, reason=reason, values=values, by=by, now=now)
