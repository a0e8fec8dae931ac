"""Duties that should be there and are not: after a restored backup, a crash, or hours without power."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from linli.observation.commands.check_duties import open_check_duties
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State


@transaction.atomic
def restore_duties() -> None:
    """Open every check that open observations should have, past ones too, so that their silence counts.

    Run at each start. What exists is left as it is, so a second run changes nothing. Who is at a clinic has duties
    already, closed as not needed. Of somebody moved to another protocol, only what falls due since then: the sessions
    of the new one were nobody's duty before.
    """
    moved_at: dict[UUID, datetime] = dict(
        ObservationDecision.objects.filter(kind=DecisionKind.PROTOCOL, observation__state=State.OBSERVING)
        .values_list("observation")
        .annotate(Max("at"))
    )
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in Observation.objects.filter(state=State.OBSERVING).order_by("pk"):
        groups[observation.county, observation.protocol_id].append(observation)
    for observations in groups.values():
        earliest: datetime = min(observation.opened_at for observation in observations)
        open_check_duties(observations=observations, from_=earliest, moved_at=moved_at)
