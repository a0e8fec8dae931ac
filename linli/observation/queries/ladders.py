"""What was tried and done about somebody who is not there, or refuses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, CheckOutcome, DecisionKind
from linli.observation.rules.refusals import RefusalStep, all_taken, next_step, refusing_since
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

    @property
    def all_taken(self) -> bool:
        """Say whether the community has taken every step."""
        return all_taken(taken=self.taken)


def refusal_of(*, observation: Observation) -> Refusal | None:
    """Return the refusal that stands, None where nobody refuses."""
    return refusals_of(answers={observation.pk: _answers(observation)}).get(observation.pk)


def refusals_of(*, answers: Mapping[UUID, Sequence[tuple[datetime, str]]]) -> dict[UUID, Refusal]:
    """Return the refusals that stand by observation; none for whom nobody refuses. One statement where somebody does.

    answers: of each observation (moment, CheckOutcome) in order of time.
    """
    since = {subject: refusing_since(answers=those) for subject, those in answers.items()}
    refusing = {subject: at for subject, at in since.items() if at is not None}
    rows = ObservationDecision.objects.filter(observation__in=list(refusing), kind=DecisionKind.REFUSAL)
    steps: dict[UUID, list[RefusalStep]] = defaultdict(list)
    for row in rows.order_by("at", "pk"):
        if row.at >= refusing[row.observation_id]:
            steps[row.observation_id].append(RefusalStep(row.values["step"]))
    return {
        subject: Refusal(since=at, taken=tuple(steps[subject]), next=next_step(taken=steps[subject]))
        for subject, at in refusing.items()
    }


def _answers(observation: Observation) -> list[tuple[datetime, str]]:
    # A list's reading is no meeting.
    rows = standing_checks(~Q(channel=Channel.ROSTER), county=observation.county, observation=observation)
    return list(rows.order_by("claimed_at", "received_at").values_list("claimed_at", "outcome"))
