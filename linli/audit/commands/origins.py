"""Address and browser of some acts: kept beside their events for a while, then gone; no link of a chain holds them."""

from collections.abc import Sequence
from datetime import datetime

from linli.audit.models import BROWSER_LENGTH, AuditHead, AuditOrigin
from linli.audit.request import current_origin
from linli.audit.rules import KEEP_ORIGIN, Written, keeps_origin
from linli.stream.bulk import insert_rows


def keep_origin(*, events: Sequence[Written]) -> None:
    """Keep from where the request that writes events came, of those acts that are asked about. One statement, or none."""
    origin = current_origin()
    if origin is None:
        return
    insert_rows(
        AuditOrigin(
            county=event.county,
            id=event.id,
            at=event.at,
            address=origin.address,
            browser=origin.browser[:BROWSER_LENGTH],
        )
        for event in events
        if keeps_origin(action=event.action)
    )


def forget_origins(*, now: datetime) -> int:
    """Delete what was kept for KEEP_ORIGIN, county by county along its index, and return how many rows that were."""
    gone = 0
    for county in AuditHead.objects.values_list("county", flat=True):
        rows, _of_what = AuditOrigin.objects.filter(county=county, at__lt=now - KEEP_ORIGIN).delete()
        gone += rows
    return gone
