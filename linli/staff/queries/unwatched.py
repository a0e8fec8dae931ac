"""Counties whose audit nobody reads: a county's own auditor does, and nobody above it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Left

from linli.areas.models import Area
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.staff.models import Post
from linli.staff.queries import areas_condition
from linli.staff.queries.held import held_on
from linli.staff.rights import Action, roles_with
from linli.staff.rules import Scope

_COUNTY: int = DIGITS[Level.COUNTY]


def counties_unwatched(*, under: Iterable[AreaCode], on: date) -> dict[str, str]:
    """Return the counties of some areas in which somebody works and no auditor does, in order, with names. One statement."""
    areas = tuple(under)
    posts = Post.objects.filter(
        areas_condition(scope=Scope(areas), field="area_id"), held_on(on=on), user__is_active=True
    )
    is_watched = Q(role__in=roles_with(action=Action.SEE_AUDIT), area_id=F("county"))
    rows = posts.order_by().annotate(county=Left("area_id", _COUNTY)).values("county")
    name = Area.objects.filter(code=OuterRef("county")).values("name")
    counted = rows.annotate(watched=Count("pk", filter=is_watched), name=Subquery(name))
    unwatched = (
        (county, name or county)
        for county, watched, name in counted.values_list("county", "watched", "name")
        if len(county) == _COUNTY and not watched
    )
    return dict(sorted(unwatched))
