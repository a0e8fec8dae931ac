"""Reads of areas."""

from collections.abc import Iterable

from django.db.models import Count
from django.db.models.functions import Substr

from linli.areas.models import Area
from linli.areas.rules import DIGITS, AreaCode, Level

NOISE = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def area_named(*, code: str) -> Area | None:
    """Return an area, open or closed, or None."""
    return Area.objects.filter(pk=code).first()


def area_open(*, code: str) -> Area | None:
    """Return an open area, or None."""
    return Area.objects.filter(pk=code, valid_until=None).first()


def names_of(*, codes: Iterable[str]) -> dict[str, str]:
    """Return names by code; unknown codes are left out."""
    return dict(Area.objects.filter(pk__in=list(codes)).values_list("code", "name"))


def path_names(*, code: AreaCode) -> str:
    """Return the whole name of an area from the province down, without words that only fill a level."""
    code = AreaCode(code)
    path = (*code.ancestors, code)
    names = names_of(codes=path)
    return "".join(names[part] for part in path if part in names and names[part] not in NOISE)


def children(*, code: AreaCode) -> list[Area]:
    """Return the open areas of the next level below, in order of code; a community's are its grids."""
    levels = list(DIGITS)
    below = levels[levels.index(code.level) + 1 :][:1]
    from_, until = code.range
    rows = Area.objects.filter(code__gte=from_, code__lt=until, level__in=below, valid_until=None)
    return list(rows.order_by("code"))


def grids_of(*, community: AreaCode) -> list[Area]:
    """Return a community's open grids in order of code."""
    return children(code=community)


def community_counts(*, code: AreaCode, digits: int) -> dict[str, int]:
    """Count the open communities of a subtree by the first digits of their codes."""
    from_, until = code.range
    rows = (
        Area.objects.filter(code__gte=from_, code__lt=until, level=Level.COMMUNITY, valid_until=None)
        .annotate(part=Substr("code", 1, digits))
        .values_list("part")
        .annotate(n=Count("pk"))
    )
    return dict(rows)
