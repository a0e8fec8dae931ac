"""How many findings of a day nobody has answered, by the areas directly below one."""

from datetime import date

from django.db.models import Count
from django.db.models.functions import Substr

from linli.areas.rules import DIGITS, AreaCode
from linli.findings.queries.findings import findings_seen
from linli.staff.rules import Viewer


def open_of_day(*, viewer: Viewer, area: AreaCode, day: date) -> dict[str, int]:
    """Return how many findings of a day lie open in each area directly below one, as the viewer sees them; one statement."""
    if area.child_level is None:
        return {}
    from_, until = area.range
    rows = findings_seen(viewer=viewer).filter(
        day=day, area__gte=from_, area__lt=until, area__length__gt=len(area), answered_at=None
    )
    parts = rows.order_by().annotate(part=Substr("area", 1, DIGITS[area.child_level])).values("part")
    return dict(parts.annotate(found=Count("pk")).values_list("part", "found"))
