"""What is open in a grid when it changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.queries import overdue
from linli.duties.rules import KIND_CHECK
from linli.observation.models import Alert, MoveRequest, Observation
from linli.observation.rules import MoveState
from linli.people.queries import people_visible
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


@dataclass(frozen=True)
class OpenThings:
    """One kind of open things: how many, and whose, by name; for households their addresses."""

    kind: str
    count: int
    names: tuple[str, ...]


def open_in(*, viewer: Viewer, grid: AreaCode, now: datetime) -> list[OpenThings]:
    """Return what is open in a grid at a moment, as far as the viewer may see it, in the order of the page."""
    today = day_of(now)
    counties = scope(viewer=viewer, action=Action.SEE_PERSON).counties
    watched = Observation.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), area=grid, state="OBSERVING"
    ).select_related("person")
    names = {row.pk: row.person.name for row in watched}
    unanswered = Duty.objects.filter(
        county__in=counties, kind=KIND_CHECK, subject__in=list(names), slot_on=today, outcome=""
    )
    late = overdue(counties=counties, kind=KIND_CHECK, now=now)
    alerts = Alert.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), area=grid, reviewed_at=None
    ).select_related("observation__person")
    referrals = (
        Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL), area=grid)
        .exclude(state__in=CLOSED)
        .select_related("person")
    )
    moves = MoveRequest.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), observation__area=grid, state=MoveState.ASKED
    ).select_related("observation__person")
    residents = people_visible(viewer=viewer).filter(area=grid)
    homes = dict(residents.values_list("household_id", "household__address")).values()
    return [
        _things("checks", [names[duty.subject] for duty in unanswered]),
        _things("overdue", [names[duty.subject] for duty in late.filter(subject__in=list(names))]),
        _things("alerts", [row.observation.person.name for row in alerts]),
        _things("referrals", [row.person.name for row in referrals]),
        _things("moves", [row.observation.person.name for row in moves]),
        _things("people", list(names.values())),
        _things("households", list(homes)),
    ]


def _things(kind: str, names: Sequence[str]) -> OpenThings:
    """Count all, and name each once in order."""
    return OpenThings(kind, len(names), tuple(dict.fromkeys(sorted(name for name in names if name))))
