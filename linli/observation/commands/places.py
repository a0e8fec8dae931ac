"""Where somebody is observed: at home or at a central point, changed with a reason."""

from datetime import datetime

from django.db import transaction

from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State
from linli.protocols.rules import Place
from linli.staff.rules import Viewer


class ThereAlready(Exception):
    """The observation is at this place."""


@transaction.atomic
def observe_at(
    *, observation: Observation, place: Place, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Let somebody be observed at another place from now on; period and duties stay. The way back is the same act.

    Raises ObservationClosed, ThereAlready, DecisionNeedsReason; nothing is changed then.
    """
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    if held.place == place:
        raise ThereAlready(held.pk)
    decision = write_decision(
        observation=held,
        kind=DecisionKind.PLACE,
        reason=reason,
        values={"place": {"from": held.place, "to": place}},
        by=by,
        now=now,
    )
    held.place = place
    held.save(update_fields=["place"])
    return decision
