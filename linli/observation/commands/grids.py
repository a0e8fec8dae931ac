"""Giving households to grids, with everything open for their members."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.duties.commands import reassign_duties
from linli.observation.models import Alert, Observation
from linli.observation.rules import KIND_CHECK, State
from linli.people.commands import GridElsewhere, assign_households
from linli.people.models import Household
from linli.referrals.commands import reassign_referrals
from linli.staff.rules import Viewer

__all__ = ["GridElsewhere", "assign_grid"]


@transaction.atomic
def assign_grid(*, households: Sequence[Household], grid: AreaCode, by: Viewer, now: datetime) -> int:
    """Put households of one community into a grid, with their members' open observations and checks.

    grid: or the community itself, for none.
    What else is due at these doors goes along in linli.worklist.commands, which knows every kind.
    Returns how many persons moved. Raises GridElsewhere; nothing is changed then.
    """
    members = assign_households(households=households, area=grid, by=by, now=now)
    open_ = Observation.objects.filter(person__in=members, state=State.OBSERVING)
    subjects = list(open_.values_list("pk", flat=True))
    open_.update(area=grid)
    reassign_duties(county=grid.county, kind=KIND_CHECK, subjects=subjects, area=grid)
    Alert.objects.filter(observation__in=subjects).update(area=grid)
    reassign_referrals(persons=members, area=grid)
    return len(members)
