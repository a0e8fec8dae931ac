"""Notes of who was rung about a report that is missing or late, so that nobody rings twice."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.reports.models import Ringing
from linli.reports.rules.forms import FORM
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class NotYours(Exception):
    """The viewer does not receive reports of this area."""


class ReasonMissing(Exception):
    """Why must be said."""


class StruckAlready(Exception):
    """Somebody struck it meanwhile."""


@transaction.atomic
def note_rung(*, id: UUID, area: AreaCode, day: date, words: str, by: Viewer, now: datetime) -> Ringing:
    """Note that a unit was rung about its report of a day, just now; the same id again is the same note. Raises NotYours."""
    _ensure_above(area, by)
    row, is_new = Ringing.objects.get_or_create(
        id=id,
        defaults={
            "county": area.county,
            "area": area,
            "form": FORM,
            "day": day,
            "rung_at": now,
            "words": words.strip(),
            "by": by.user_id,
        },
    )
    if (row.area, row.day, row.by) != (area, day, by.user_id):
        raise NotYours(id)
    if is_new:
        _write("report.rung", row, by, now)
    return row


@transaction.atomic
def strike_rung(*, row: Ringing, reason: str, by: Viewer, now: datetime) -> None:
    """Strike a note: nobody was rung, or another. Raises NotYours, ReasonMissing, StruckAlready."""
    _ensure_above(AreaCode(row.area), by)
    if not reason.strip():
        raise ReasonMissing
    standing = Ringing.objects.filter(pk=row.pk, struck_at=None)
    if not standing.update(struck_at=now, struck_by=by.user_id, struck_reason=reason.strip()):
        raise StruckAlready(row.pk)
    _write("report.rung_struck", row, by, now)


def _ensure_above(area: AreaCode, by: Viewer) -> None:
    above = area.parent
    if above is None or not may_at(viewer=by, action=Action.SEE_REPORT, area=above):
        raise NotYours(area)


def _write(action: str, row: Ringing, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=row.area,
        by=by.user_id,
        now=now,
        subject=row.pk,
        changed={"day": row.day.isoformat()},
    )
