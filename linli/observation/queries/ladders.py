"""What was tried and done about somebody who is not there, or refuses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from linli.observation.models import Observation, ObservationDecision, PoliceHandOver
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, CheckOutcome, DecisionKind
from linli.observation.rules.police import may_hand_over
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
    """A refusal that stands: since when, the steps taken, and the one that comes next; None after the last.

    asks_police: the police were asked to help, and have neither answered nor been told that it is over.
    """

    since: datetime
    taken: tuple[RefusalStep, ...]
    next: RefusalStep | None
    asks_police: bool

    @property
    def waits_for_police(self) -> bool:
        """Say whether the police may be asked: all steps are taken, and nothing asked is open."""
        return may_hand_over(taken=self.taken) and not self.asks_police


def refusal_of(*, observation: Observation) -> Refusal | None:
    """Return the refusal that stands, None where nobody refuses."""
    return refusals_of(answers={observation.pk: _answers(observation)}).get(observation.pk)


def refusals_of(*, answers: Mapping[UUID, Sequence[tuple[datetime, str]]]) -> dict[UUID, Refusal]:
    """Return the refusals that stand by observation; none for whom nobody refuses. One statement where somebody does.

    answers: of each observation (moment, CheckOutcome) in order of time.
    """
    since = {subject: refusing_since(answers=those) for subject, those in answers.items()}
    refusing = {subject: at for subject, at in since.items() if at is not None}
    open_at_police = PoliceHandOver.objects.filter(
        observation=OuterRef("observation"), answered_at=None, withdrawn_at=None
    )
    rows = (
        ObservationDecision.objects.filter(observation__in=list(refusing), kind=DecisionKind.REFUSAL)
        .annotate(asks_police=Exists(open_at_police))
        .order_by("at", "pk")
    )
    steps: dict[UUID, list[RefusalStep]] = defaultdict(list)
    asking: set[UUID] = set()
    for row in rows:
        if row.at >= refusing[row.observation_id]:
            steps[row.observation_id].append(RefusalStep(row.values["step"]))
        if row.asks_police:
            asking.add(row.observation_id)
    return {
        subject: Refusal(
            since=at,
            taken=tuple(steps[subject]),
            next=next_step(taken=steps[subject]),
            asks_police=subject in asking,
        )
        for subject, at in refusing.items()
    }


def _answers(observation: Observation) -> list[tuple[datetime, str]]:
    # A list's reading is no meeting.
    rows = standing_checks(~Q(channel=Channel.ROSTER), county=observation.county, observation=observation)
    return list(rows.order_by("claimed_at", "received_at").values_list("claimed_at", "outcome"))
