"""Hours and days of rest withdrawn before they begin: what never held is gone, and the event keeps what it was."""

from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.reports.commands.hours import NotYours, ReasonMissing
from linli.reports.models import CountyHours, RestDay, Schedule
from linli.reports.rules.forms import FORM
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may

REASON_LENGTH: Final = 200
Row = TypeVar("Row")


class BegunAlready(Exception):
    """Its day is here or has passed, or somebody withdrew it already; the days that it governed keep it."""


@transaction.atomic
def withdraw_schedule(*, schedule_id: UUID, reason: str, by: Viewer, now: datetime) -> None:
    """Withdraw the province's hours of a day to come; those before it stand on. Raises NotYours, ReasonMissing, BegunAlready."""
    rows = Schedule.objects.filter(_of(by, Action.SET_REPORT_HOURS, "area"), pk=schedule_id, form=FORM)
    row = _to_come(rows.filter(valid_from__gt=day_of(now)).first(), reason, by, Action.SET_REPORT_HOURS)
    told = {"from": row.valid_from.isoformat(), "top_at": row.top_at.isoformat("minutes"), "source": row.source}
    _write("report.hours_withdrawn", row.area, row.pk, {**told, "minutes": row.minutes}, reason, by, now)
    row.delete()


@transaction.atomic
def withdraw_county_hours(*, hours_id: UUID, reason: str, by: Viewer, now: datetime) -> None:
    """Withdraw what a county set from a day to come. Raises as `withdraw_schedule`."""
    rows = CountyHours.objects.filter(_of(by, Action.SET_COUNTY_HOURS, "county"), pk=hours_id, form=FORM)
    row = _to_come(rows.filter(valid_from__gt=day_of(now)).first(), reason, by, Action.SET_COUNTY_HOURS)
    told = {
        "from": row.valid_from.isoformat(),
        "township_minutes": row.township_minutes,
        "community_minutes": row.community_minutes,
        "source": row.source,
    }
    _write("report.county_hours_withdrawn", row.county, row.pk, told, reason, by, now)
    row.delete()


@transaction.atomic
def withdraw_rest_day(*, rest_day_id: UUID, reason: str, by: Viewer, now: datetime) -> None:
    """Let a day to come be no day of rest: its report is due as on any day. Raises as `withdraw_schedule`."""
    rows = RestDay.objects.filter(_of(by, Action.SET_REPORT_HOURS, "area"), pk=rest_day_id, form=FORM)
    row = _to_come(rows.filter(day__gt=day_of(now)).first(), reason, by, Action.SET_REPORT_HOURS)
    told = {"day": row.day.isoformat(), "words": row.words}
    _write("report.rest_day_withdrawn", row.area, row.pk, told, reason, by, now)
    row.delete()


def _of(by: Viewer, action: Action, field: str) -> Q:
    return in_scope(viewer=by, action=action, field=field)


def _to_come(row: Row | None, reason: str, by: Viewer, action: Action) -> Row:
    if not may(viewer=by, action=action):
        raise NotYours
    if not reason.strip():
        raise ReasonMissing
    if row is None:
        raise BegunAlready
    return row


def _write(
    action: str, area: str, subject: UUID, told: dict[str, object], reason: str, by: Viewer, now: datetime
) -> None:
    write_event(
        action=action,
        area=area,
        by=by.user_id,
        now=now,
        subject=subject,
        changed={**told, "reason": reason.strip()[:REASON_LENGTH]},
    )
