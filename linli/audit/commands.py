"""Writing down who did what, inside the transaction of the act."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from linli.audit.models import AuditEvent
from linli.audit.request import current_request_id
from linli.stream.tables import county_of


def write_event(
    *,
    action: str,
    area: str,
    by: UUID | None,
    now: datetime,
    subject: UUID | None = None,
    changed: Mapping[str, object] | None = None,
) -> None:
    """Write one audit event. Call it inside the command's transaction, so that both stand or fall.

    `changed` holds plain JSON values, never an ID number or a phone.
    """
    AuditEvent.objects.create(
        county=county_of(area),
        at=now,
        actor_id=by,
        action=action,
        area=area,
        subject=subject,
        request_id=current_request_id(),
        changed=dict(changed or {}),
    )
