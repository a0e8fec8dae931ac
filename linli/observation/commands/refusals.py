"""Steps after a refusal: remind, write down, tell the committee and the police. Nothing more."""

from datetime import datetime

from django.db import transaction

from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.ladders import refusal_of
from linli.observation.rules import DecisionKind, State
from linli.observation.rules.refusals import RefusalStep
from linli.staff.rules import Viewer


class NobodyRefuses(Exception):
    """No refusal stands: nobody refused, or the person has been seen since."""


class NotTheNextStep(Exception):
    """The ladder is climbed in order; somebody took this step already, or one before it is missing."""


@transaction.atomic
def take_refusal_step(
    *, observation: Observation, step: RefusalStep, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Write down a step after a refusal; `reason` says what was said, and to whom.

    Raises DecisionNeedsReason, ObservationClosed, NobodyRefuses, NotTheNextStep; nothing is written then.
    """
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    refusal = refusal_of(observation=held)
    if refusal is None:
        raise NobodyRefuses(held.pk)
    if refusal.next != step:
        raise NotTheNextStep(step)
    return write_decision(
        observation=held, kind=DecisionKind.REFUSAL, reason=reason, values={"step": step}, by=by, now=now
    )
