"""From where acts were done, as long as it is kept."""

from collections.abc import Collection
from uuid import UUID

from linli.audit.models import AuditOrigin


def origins_of(*, counties: Collection[str], events: Collection[UUID]) -> dict[UUID, AuditOrigin]:
    """Return address and browser of events, by event; nothing for one of which neither is kept. One statement."""
    rows = AuditOrigin.objects.filter(county__in=counties, id__in=events)
    return {row.id: row for row in rows}
