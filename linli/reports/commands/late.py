"""Lateness that was said beforehand put right in other words, or taken back."""

from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.reports.commands.hours import NotYours, ReasonMissing
from linli.reports.models import LateNotice
from linli.reports.queries.late import notice_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


class NothingSaid(Exception):
    """No words on lateness stand there, or others than those that were shown."""


@transaction.atomic
def put_right(*, area: AreaCode, day: date, reason: str, by: Viewer, now: datetime) -> LateNotice:
    """Let other words stand for why an area's report will be late; the earlier ones are kept.

    Lateness counts as said when it was said first. The same words again change nothing. Raises NotYours, ReasonMissing,
    NothingSaid.
    """
    known = _standing(area, day, reason, by)
    if known.reason == reason.strip():
        return known
    _end(known, by, now, "")
    row = LateNotice.objects.create(
        county=area.county,
        area=area,
        form=known.form,
        day=day,
        reason=reason.strip(),
        filed_at=known.filed_at,
        said_at=now,
        filed_by=by.user_id,
    )
    write_event(action="report.late_put_right", area=area, by=by.user_id, now=now, subject=row.pk)
    return row


@transaction.atomic
def take_back(*, area: AreaCode, day: date, reason: str, by: Viewer, now: datetime) -> None:
    """Take back that an area's report will be late, and say why; what was said is kept. Before the hour it may be said anew.

    Raises NotYours, ReasonMissing, NothingSaid.
    """
    known = _standing(area, day, reason, by)
    _end(known, by, now, reason.strip())
    write_event(action="report.late_taken_back", area=area, by=by.user_id, now=now, subject=known.pk)


def _standing(area: AreaCode, day: date, reason: str, by: Viewer) -> LateNotice:
    if area not in own_offices(viewer=by, action=Action.SEAL_REPORT):
        raise NotYours(area)
    if not reason.strip():
        raise ReasonMissing
    known = notice_of(area=area, day=day)
    if known is None:
        raise NothingSaid(area, day)
    return known


def _end(known: LateNotice, by: Viewer, now: datetime, reason: str) -> None:
    """End words that stand. Raises NothingSaid where somebody else did in the same moment."""
    ended = LateNotice.objects.filter(pk=known.pk, ended_at=None).update(
        ended_at=now, ended_by=by.user_id, end_reason=reason
    )
    if not ended:
        raise NothingSaid(known.area, known.day)
