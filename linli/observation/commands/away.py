"""Somebody went to a place without Linli: nobody there takes over, so the observation ends here as moved out."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.observation.commands.decisions import write_decision
from linli.observation.commands.endings import ReferralStillOpen, close_observation
from linli.observation.models import Observation
from linli.observation.rules import DecisionKind, State
from linli.referrals.queries import has_open_referral
from linli.staff.rules import Viewer


@transaction.atomic
def leave_for(*, observations: Sequence[Observation], place: str, by: Viewer, now: datetime) -> None:
    """End observations as moved out to a place by its name, which stays as the decision: all of them or none.

    Raises DecisionNeedsReason without a place, ReferralStillOpen, ObservationClosed.
    """
    for observation in observations:
        if has_open_referral(person=observation.person_id):
            raise ReferralStillOpen(observation.pk)
        write_decision(
            observation=observation, kind=DecisionKind.LEFT, reason=place, values={}, by=by, now=now
        )
        close_observation(observation=observation, state=State.MOVED_OUT, reason="", by=by, now=now)
