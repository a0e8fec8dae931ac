"""Reads of protocol versions: who may read which, what is in force, what a version would mean for somebody."""

from datetime import date

from django.db.models import Q, QuerySet

# Pages may name the type of a row, though never reach for its table.
from linli.protocols.models import Protocol as Protocol
from linli.protocols.models import ProtocolInForce
from linli.protocols.versions import areas_above
from linli.staff.queries import names_of
from linli.staff.rules import Viewer

COUNTY_DIGITS = 6


def protocols_readable(*, viewer: Viewer) -> QuerySet[Protocol]:
    """Versions that a viewer may read, the newest first: a county's own in the county and above it, the rest by all."""
    # A county's own version has six digits; the nation's and the local sets that came with Linli fewer.
    condition = Q(area__regex=r"^\d{0,5}$")
    for post in viewer.posts:
        condition |= Q(area=post.area[:COUNTY_DIGITS]) | Q(area__startswith=post.area)
    return Protocol.objects.filter(condition).select_related("base").order_by("-valid_from", "-code")


def protocols_for(*, area: str) -> QuerySet[Protocol]:
    """Versions that hold in an area, the newest first: the nation's, and its own and those of the levels above it."""
    return (
        Protocol.objects.filter(area__in=areas_above(area=area))
        .select_related("base")
        .order_by("-valid_from", "-code")
    )


def protocols_held(*, area: str, day: date) -> QuerySet[Protocol]:
    """Versions that hold in an area on a day, the newest first: none that begins later or has run out."""
    begun = protocols_for(area=area).filter(valid_from__lte=day)
    return begun.filter(Q(valid_until=None) | Q(valid_until__gt=day))


def declarations(*, area: str) -> list[tuple[ProtocolInForce, str]]:
    """Return what was declared for an area itself or above it, the latest first, with the names of who did."""
    rows = list(
        ProtocolInForce.objects.filter(area__in=areas_above(area=area))
        .select_related("protocol")
        .order_by("-from_on", "-at", "-pk")
    )
    names = names_of(ids={row.by for row in rows if row.by})
    return [(row, names.get(row.by, "") if row.by else "") for row in rows]


def version_names() -> dict[str, str]:
    """Return the names of all versions by code, for what was decided in their terms."""
    return dict(Protocol.objects.values_list("code", "name"))


def next_code(*, county: str) -> str:
    """Return a code for the next version of a county: 340102-01, 340102-02, ..."""
    return f"{county}-{Protocol.objects.filter(area=county).count() + 1:02}"
