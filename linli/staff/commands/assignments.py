"""Giving a subject to somebody by name, and taking it back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.models import Assignment, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, areas_of_assignment


class OutOfReach(Exception):
    """The user holds no post by which anything may be assigned to them there."""


class EndsAlready(Exception):
    """It would end today or earlier."""


@transaction.atomic
def assign(
    *, kind: str, subject: UUID, area: AreaCode, to: User, until_on: date | None, by: Viewer, now: datetime
) -> Assignment:
    """Give a subject to somebody until a day, None for as long as it takes; until_on is the first day without it.

    The subject comes from a query of `by`, `area` is where it lies. The same again changes nothing; another end takes
    the place of the one before. Raises OutOfReach, EndsAlready.
    """
    today = day_of(now)
    if until_on is not None and until_on <= today:
        raise EndsAlready(until_on)
    reach = areas_of_assignment(viewer=viewer_of(user=to, on=today), action=Action.SEE_ASSIGNED)
    if not any(own.contains(area) for own in reach):
        raise OutOfReach(to, area)
    said = {"until_on": until_on, "given_at": now, "given_by": by.user_id}
    row, is_new = Assignment.objects.select_for_update().get_or_create(
        user=to,
        kind=kind,
        subject=subject,
        taken_back_at=None,
        defaults={"county": area.county, "area": area, **said},
    )
    if not is_new and row.until_on == until_on:
        return row
    if not is_new:
        Assignment.objects.filter(pk=row.pk).update(**said)
        row.refresh_from_db()
    _write("assignment.given", row, by, now, until=until_on.isoformat() if until_on else None)
    return row


@transaction.atomic
def take_back(*, assignment: Assignment, reason: str, by: Viewer, now: datetime) -> None:
    """Take an assignment back at once, for a reason; a second call changes nothing."""
    open_ = Assignment.objects.filter(pk=assignment.pk, taken_back_at=None)
    if open_.update(taken_back_at=now, taken_back_by=by.user_id, taken_back_reason=reason):
        _write("assignment.taken_back", assignment, by, now)


@transaction.atomic
def take_all_back(*, user: User, area: AreaCode, reason: str, by: Viewer, now: datetime) -> None:
    """Take back whatever is assigned to somebody at an area and beneath it."""
    from_, until = area.range
    rows = Assignment.objects.filter(user=user, area__gte=from_, area__lt=until, taken_back_at=None)
    for row in rows.order_by("given_at", "pk"):
        take_back(assignment=row, reason=reason, by=by, now=now)


def _write(action: str, row: Assignment, by: Viewer, now: datetime, **more: object) -> None:
    write_event(
        action=action,
        area=row.area,
        by=by.user_id,
        now=now,
        subject=row.subject,
        changed={"kind": row.kind, "to": str(row.user_id), **more},
    )
