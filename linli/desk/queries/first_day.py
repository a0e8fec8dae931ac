"""How far a community is on its first day: counts of what is there, for whoever divides it into grids."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Value

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.desk.rules.first_day import Counted
from linli.observation.models import Observation
from linli.observation.queries.standing import standing_checks
from linli.people.models import Household
from linli.referrals.models import Clinic
from linli.reports.models import Report
from linli.screening.queries.base import counts_standing
from linli.staff.models import Post
from linli.staff.queries.held import lasting_or_waiting
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, scope


def communities_run(*, viewer: Viewer | None) -> tuple[AreaCode, ...]:
    """Return the communities that the viewer runs."""
    return scope(viewer=viewer, action=Action.ASSIGN_GRID).areas


def counted(*, community: AreaCode, on: date) -> Mapping[Counted, int]:
    """Return how much of everything a community of `communities_run` has on a day. One statement.

    Whose post waits for a second person counts: whoever runs the community has done what she does.
    """
    from_, until = community.range
    posts = Post.objects.filter(
        lasting_or_waiting(since=on, today=on), area_id__gte=from_, area_id__lt=until, user__is_active=True
    )
    rows: dict[Counted, QuerySet[Any]] = {
        Counted.GRIDS: Area.objects.filter(
            code__gte=from_, code__lt=until, level=Level.GRID, valid_until=None
        ),
        Counted.WORKERS: posts.filter(role=Role.GRID_WORKER),
        Counted.DOCTORS: posts.filter(role=Role.DOCTOR),
        Counted.CLINICS: Clinic.objects.filter(county=community.county, closed_at=None),
        Counted.DOORS: Household.objects.filter(area__gte=from_, area__lt=until, listed_at__isnull=False),
        Counted.GRIDS_COUNTED: counts_standing(from_=from_, until=until),
        Counted.OBSERVED: Observation.objects.filter(area__gte=from_, area__lt=until),
        Counted.CHECKS: standing_checks(county=community.county, community=community),
        Counted.REPORTS: Report.objects.filter(area=community, version=1),
    }
    first, *others = (
        those.order_by().values_list(Value(what.value)).annotate(found=Count("*"))
        for what, those in rows.items()
    )
    return dict.fromkeys(Counted, 0) | {Counted(what): n for what, n in first.union(*others, all=True)}
