"""Counties whose audit nobody reads: a county's own auditor does, and nobody above it."""

from collections.abc import Iterable
from datetime import date

from django.db.models.functions import Left

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.staff.models import Post
from linli.staff.queries import areas_condition
from linli.staff.queries.held import held_on
from linli.staff.rights import Action, roles_with
from linli.staff.rules import Scope

_COUNTY: int = DIGITS[Level.COUNTY]


def counties_unwatched(*, under: Iterable[AreaCode], on: date) -> list[str]:
    """Return the counties of some areas in which somebody works and no auditor does, in order. Two statements."""
    areas = tuple(under)
    posts = Post.objects.filter(
        areas_condition(scope=Scope(areas), field="area_id"), held_on(on=on), user__is_active=True
    )
    counties = set(
        posts.annotate(county=Left("area_id", _COUNTY)).values_list("county", flat=True).distinct()
    )
    watched = posts.filter(role__in=roles_with(action=Action.SEE_AUDIT)).values_list("area_id", flat=True)
    return sorted(code for code in counties - set(watched) if len(code) == _COUNTY)
