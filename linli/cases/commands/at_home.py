"""A doctor's word that somebody may be released although another of the household is suspected or confirmed."""

from datetime import datetime

from django.db import transaction

from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.cases_at_home import cases_at_home
from linli.observation.rules import DecisionKind, State
from linli.staff.rules import Viewer


class NoCaseAtHome(Exception):
    """Nobody of the household is a case that waits for a word."""


@transaction.atomic
def judge_cases_at_home(
    *, observation: Observation, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Write down why somebody may be released all the same; it answers for the cases and results of now, for none later.

    Raises NoCaseAtHome, DecisionNeedsReason, ObservationClosed.
    """
    held = Observation.objects.select_for_update(of=("self",)).select_related("person").get(pk=observation.pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    cases = cases_at_home(observations=[held]).get(held.pk, ())
    if not cases:
        raise NoCaseAtHome(held.pk)
    return write_decision(
        observation=held,
        kind=DecisionKind.CASE_AT_HOME,
        reason=reason,
        values={"cases": {str(case.id): case.what for case in cases}},
        by=by,
        now=now,
    )
