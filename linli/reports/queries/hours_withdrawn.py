"""What was set of hours and withdrawn before it began."""

from typing import Final

from linli.areas.rules import AreaCode
from linli.reports.hours_withdrawn import HoursWithdrawn as HoursWithdrawn  # pages may name the type of a row

SHOWN: Final = 20


def hours_withdrawn(*, area: AreaCode) -> list[HoursWithdrawn]:
    """Return what the province and the county of an area withdrew, the newest first, SHOWN of them. One statement."""
    rows = HoursWithdrawn.objects.filter(area__in={area.province, area.county})
    return list(rows.order_by("-withdrawn_at", "-pk")[:SHOWN])
