"""Duties that should be there and are not: after a restored backup, a crash, or hours without power."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from linli.observation.commands.register import open_check_duties
from linli.observation.models import Observation
from linli.observation.rules import State


@transaction.atomic
def restore_duties() -> None:
    """Open every check that open observations should have, past ones too, so that their silence counts.

    Run at each start. What exists is left as it is, so a second run changes nothing. Who is at a clinic has duties
    already, closed as not needed.
    """
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in Observation.objects.filter(state=State.OBSERVING).order_by("pk"):
        groups[observation.county, observation.protocol_id].append(observation)
    for observations in groups.values():
        earliest: datetime = min(observation.opened_at for observation in observations)
        open_check_duties(observations=observations, from_=earliest)
