"""Households given to a grid with everything that is due at their doors."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.duties.commands import reassign_duties
from linli.duties.kinds import DutyKind
from linli.duties.models import Duty
from linli.observation import commands
from linli.observation.duties import CHECK
from linli.people.models import Household
from linli.staff.rules import Viewer
from linli.worklist import kinds


@transaction.atomic
def assign_grid(*, households: Sequence[Household], grid: AreaCode, by: Viewer, now: datetime) -> int:
    """Put households of one community into a grid, with their members, observations and open duties of every kind.

    Returns how many persons moved. Raises GridElsewhere; nothing is changed then.
    """
    count = commands.assign_grid(households=households, grid=grid, by=by, now=now)
    for kind in kinds.KINDS:
        if kind is not CHECK:  # went along with its observation
            _hand_over(kind, households, grid)
    return count


def _hand_over(kind: DutyKind, households: Sequence[Household], grid: AreaCode) -> None:
    """Hand over what is open of a kind at some doors: asked of the old areas' duties, whose subjects say their door."""
    open_ = Duty.objects.filter(
        county=grid.county,
        kind=kind.code,
        area__in={household.area for household in households},
        outcome=Duty.Outcome.OPEN,
    )
    shown = kind.subjects(set(open_.values_list("subject", flat=True)))
    doors = {household.pk for household in households}
    moved = [subject for subject, told in shown.items() if told.household in doors]
    if moved:
        reassign_duties(county=grid.county, kind=kind.code, subjects=moved, area=grid)
