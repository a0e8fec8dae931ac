"""Writing down who did what, inside the transaction of the act, and linking it into the chain right after."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction

from linli.audit.models import AuditEvent, AuditHead
from linli.audit.request import current_request_id
from linli.audit.rules import Written, digest, link
from linli.ids import new_id
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

    `changed` holds plain JSON values, never an ID number or a phone. The event is linked to the county's chain when
    the transaction is through: a lock on the chain inside of it could wait for another command that waits for this one.
    """
    write_events(action=action, area=area, by=by, now=now, subjects=[subject], changed=changed)


def write_events(
    *,
    action: str,
    area: str,
    by: UUID | None,
    now: datetime,
    subjects: Sequence[UUID | None],
    changed: Mapping[str, object] | None = None,
) -> None:
    """Write one audit event for each subject of one act, as `write_event` does for one."""
    events = [
        Written(
            county=county_of(area),
            id=new_id(),
            at=now.astimezone(UTC),
            actor_id=by,
            action=action,
            area=str(area),
            subject=subject,
            request_id=current_request_id(),
            changed=json.loads(json.dumps(dict(changed or {}))),  # as it comes back from the database
        )
        for subject in subjects
    ]
    AuditEvent.objects.bulk_create(
        AuditEvent(**vars(written), digest=digest(key=settings.AUDIT_KEY, written=written))
        for written in events
    )
    # Robust: the act is done; an event that could not be linked now is linked with the next one.
    transaction.on_commit(partial(link_events, county=county_of(area)), robust=True)


def link_events(*, county: str) -> int:
    """Link the events of a county that wait for it, oldest first, and return how many there were."""
    waiting = AuditEvent.objects.filter(county=county, position=None)
    if not waiting.exists():
        return 0
    with transaction.atomic():
        AuditHead.objects.get_or_create(county=county)
        head = AuditHead.objects.select_for_update().get(county=county)
        events = list(waiting.order_by("id"))
        for event in events:
            head.position += 1
            head.link = link(
                key=settings.AUDIT_KEY, previous=head.link, position=head.position, digest=event.digest
            )
            AuditEvent.objects.filter(county=county, id=event.id).update(
                position=head.position, link=head.link
            )
        head.save()
    return len(events)
