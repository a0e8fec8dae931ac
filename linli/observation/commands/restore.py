"""Duties that should be there and are not: after a restored backup, a crash, or hours without power."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from linli.clock import day_of
from linli.duties.queries import slots_held
from linli.observation.commands.check_duties import lacking_duties, open_check_duties
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import KIND_CHECK, DecisionKind, State

# Of so many people the checks are opened in one transaction: 28 each are some 6,000 rows, a tenth of a second.
OPENED_AT_ONCE: Final = 200


def restore_duties() -> None:
    """Open every check that open observations should have, past ones too, so that their silence counts.

    Run at each start and some times a day. What exists is left as it is, so a second run changes nothing. Who is at a
    clinic has duties already, closed as not needed. Of somebody moved to another protocol, only what falls due since
    then: the sessions of the new one were nobody's duty before. Duties are counted first, and only where the count is
    not the one of the days are they opened one by one: of 1.4 million nothing else ends before somebody waits at the
    door. Each lot is a transaction of its own, so that nobody who writes waits for all of them; stopped in between, the
    next run goes on.
    """
    moved_at: dict[UUID, datetime] = dict(
        ObservationDecision.objects.filter(kind=DecisionKind.PROTOCOL, observation__state=State.OBSERVING)
        .values_list("observation")
        .annotate(Max("at"))
    )
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in Observation.objects.filter(state=State.OBSERVING).order_by("pk"):
        groups[observation.county, observation.protocol_id].append(observation)
    for (county, _protocol), observations in groups.items():
        earliest: datetime = min(observation.opened_at for observation in observations)
        held = slots_held(county=county, kind=KIND_CHECK, first=day_of(earliest))
        settled = [observation for observation in observations if observation.pk not in moved_at]
        moved = [observation for observation in observations if observation.pk in moved_at]
        lacking = moved + lacking_duties(observations=settled, held=held)
        for start in range(0, len(lacking), OPENED_AT_ONCE):
            _open([row.pk for row in lacking[start : start + OPENED_AT_ONCE]], earliest, moved_at)


@transaction.atomic
def _open(rows: Sequence[UUID], from_: datetime, moved_at: Mapping[UUID, datetime]) -> None:
    """Open what some observations lack that are still open; each is looked at again under a lock."""
    held = Observation.objects.select_for_update().filter(pk__in=rows, state=State.OBSERVING)
    if still := list(held.order_by("pk")):
        open_check_duties(observations=still, from_=from_, moved_at=moved_at)
