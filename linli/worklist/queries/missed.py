"""What was missed on earlier days and nobody has explained: it lapsed at midnight, and is listed until somebody says why."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Min, Q

from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.duties import watched
from linli.observation.models import Observation
from linli.observation.queries.whole import whole_of
from linli.observation.rules import KIND_CHECK
from linli.staff.queries import areas_condition
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, scope

# So many are shown, those whose silence began first; who is explained makes room.
SHOWN: Final = 60


@dataclass(frozen=True)
class MissedLine:
    """Somebody under observation with checks that were missed: how many, the first of them. may_explain: this viewer."""

    observation: Observation
    missed: int
    first_on: date
    may_explain: bool


@dataclass(frozen=True)
class Missed:
    """Those shown, and how many there are."""

    lines: tuple[MissedLine, ...]
    people: int


def missed_checks(*, viewer: Viewer, now: datetime) -> Missed:
    """Return whoever the viewer sees under observation with checks of earlier days that nobody answered or explained.

    Of the whole observation, whatever row it went on in. Three statements, and one more where one goes on from another row.
    """
    reach = scope(viewer=viewer, action=Action.SEE_PERSON)
    here = watched(areas_condition(scope=reach))
    whole = whole_of(observations=list(here.filter(continues__isnull=False).only("county", "continues")))
    rows = Duty.objects.filter(
        Q(subject__in=here.values("pk")) | Q(subject__in=whole.rows),
        county__in={*reach.counties, *whole.counties},
        kind=KIND_CHECK,
        slot_on__lt=day_of(now),
        outcome=Duty.Outcome.OPEN,
        explained_at=None,
    )
    missed: Counter[UUID] = Counter()
    first: dict[UUID, date] = {}
    for row, count, day in rows.values_list("subject").annotate(Count("id"), Min("slot_on")).order_by():
        for one in whole.asked.get(row, (row,)):
            missed[one] += count
            first[one] = min(day, first.get(one, day))
    oldest = sorted(missed, key=lambda one: (first[one], -missed[one], one))[:SHOWN]
    people = here.select_related("person__household").in_bulk(oldest)
    return Missed(
        tuple(
            MissedLine(
                people[one],
                missed[one],
                first[one],
                may_at(viewer=viewer, action=Action.RECORD_CHECK, area=people[one].area),
            )
            for one in oldest
            if one in people
        ),
        len(missed),
    )
