"""Writing down who did what, inside the transaction of the act. The beat links it into the chain: `linking.py`."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from linli.audit.commands.origins import keep_origin
from linli.audit.models import AuditAbout, AuditEvent
from linli.audit.request import current_request_id
from linli.audit.rules import ABOUT, Written, about_digest, digest
from linli.ids import new_id
from linli.stream.bulk import insert_rows
from linli.stream.tables import county_of


def write_event(
    *,
    action: str,
    area: str,
    by: UUID | None,
    now: datetime,
    subject: UUID | None = None,
    changed: Mapping[str, object] | None = None,
    about: Collection[UUID] = (),
) -> None:
    """Write one audit event. Call it inside the command's transaction, so that both stand or fall.

    `changed` holds plain JSON values, never an ID number or a phone. The event is digested here and linked to the
    county's chain by the beat: a lock on the chain's end would make every act of the county wait for every other.

    about: further subjects, such as each person of a list that was printed; their number and digest stand in the event.
    """
    written = _written(action, area, by, now, subject, _said(changed or {}, about))
    _write_about([(written, about)])
    _write([written])


@dataclass(frozen=True)
class Listed:
    """A list of an area that leaves the house: what is said of it, and each person on it."""

    area: str
    changed: Mapping[str, object]
    about: Collection[UUID]


def write_lists(*, action: str, by: UUID | None, now: datetime, lists: Sequence[Listed]) -> None:
    """Write one event for each list, as `write_event` does; two statements, however many lists."""
    told = [
        (_written(action, one.area, by, now, None, _said(one.changed, one.about)), one.about) for one in lists
    ]
    _write_about(told)
    _write([written for written, _about in told])


def write_events(
    *,
    action: str,
    area: str,
    by: UUID | None,
    now: datetime,
    subjects: Sequence[UUID],
    changed: Mapping[UUID, Mapping[str, object]] | None = None,
) -> None:
    """Write one event for each subject, as `write_event` does, in one statement; nothing for no subjects.

    changed: by subject, where there is something to tell.
    """
    told = changed or {}
    if subjects:
        _write([_written(action, area, by, now, one, told.get(one, {})) for one in subjects])


def write_events_at(*, action: str, by: UUID | None, now: datetime, places: Mapping[UUID, str]) -> None:
    """Write one event for each subject at its own area, as `write_event` does, in one statement; places: areas by subject."""
    if places:
        _write([_written(action, area, by, now, one, {}) for one, area in places.items()])


def _said(changed: Mapping[str, object], about: Collection[UUID]) -> dict[str, object]:
    if not about:
        return dict(changed)
    found = set(about)
    digested = about_digest(key=settings.AUDIT_KEY, subjects=found)
    return {**changed, ABOUT: {"count": len(found), "digest": digested}}


def _write_about(told: Sequence[tuple[Written, Collection[UUID]]]) -> None:
    insert_rows(
        AuditAbout(county=written.county, event=written.id, subject=one)
        for written, about in told
        for one in sorted(set(about))
    )


def _written(
    action: str,
    area: str,
    by: UUID | None,
    now: datetime,
    subject: UUID | None,
    said: Mapping[str, object],
) -> Written:
    return Written(
        county=county_of(area),
        id=new_id(),
        at=now.astimezone(UTC),
        actor_id=by,
        action=action,
        area=str(area),
        subject=subject,
        request_id=current_request_id(),
        changed=json.loads(json.dumps(said)),  # as it comes back from the database
    )


def _write(events: Sequence[Written]) -> None:
    key = settings.AUDIT_KEY
    insert_rows(AuditEvent(**vars(written), digest=digest(key=key, written=written)) for written in events)
    keep_origin(events=events)


@transaction.atomic
def write_read(
    *,
    action: str,
    area: str,
    by: UUID,
    now: datetime,
    subject: UUID,
    since: datetime,
    changed: Mapping[str, object] | None = None,
    about: Collection[UUID] = (),
) -> None:
    """Write that somebody read something, unless the same was written after `since`: one statement then, by an index."""
    known = AuditEvent.objects.filter(
        county=county_of(area), subject=subject, at__gt=since, action=action, actor_id=by
    )
    if not known.exists():
        write_event(action=action, area=area, by=by, now=now, subject=subject, changed=changed, about=about)
