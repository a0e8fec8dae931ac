"""What was tried and done about somebody who is not there, or refuses."""

from dataclasses import dataclass
from datetime import datetime

from linli.observation.models import Check, Observation, ObservationDecision
from linli.observation.rules import CheckOutcome, DecisionKind
from linli.observation.rules.refusals import RefusalStep, next_step, refusing_since
from linli.people.models import Call
from linli.people.rules.calls import Outcome


def tries_of(*, observation: Observation) -> list[datetime]:
    """Return when somebody was looked for and not found, since the last time they were: visits, calls, messages."""
    answers = _answers(observation)
    seen = [at for at, outcome in answers if outcome == CheckOutcome.DONE]
    since = seen[-1] if seen else observation.opened_at
    tried = [at for at, outcome in answers if outcome == CheckOutcome.NOBODY_HOME and at >= since]
    calls = Call.objects.filter(person=observation.person_id, outcome=Outcome.NOT_REACHED, at__gte=since)
    return sorted([*tried, *calls.values_list("at", flat=True)])


@dataclass(frozen=True)
class Refusal:
    """A refusal that stands: since when, the steps taken, and the one that comes next; None after the last."""

    since: datetime
    taken: tuple[RefusalStep, ...]
    next: RefusalStep | None


def refusal_of(*, observation: Observation) -> Refusal | None:
    """Return the refusal that stands, None where nobody refuses."""
    since = refusing_since(answers=_answers(observation))
    if since is None:
        return None
    steps = ObservationDecision.objects.filter(
        observation=observation, kind=DecisionKind.REFUSAL, at__gte=since
    ).order_by("at", "pk")
    taken = tuple(RefusalStep(row.values["step"]) for row in steps)
    return Refusal(since=since, taken=taken, next=next_step(taken=taken))


def _answers(observation: Observation) -> list[tuple[datetime, str]]:
    rows = Check.objects.filter(county=observation.county, observation=observation)
    return list(rows.order_by("claimed_at", "received_at").values_list("claimed_at", "outcome"))
