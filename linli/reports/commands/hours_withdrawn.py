"""Hours and days of rest withdrawn before they begin: what never held governs nothing, and stays as it was with why."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.reports.commands.hours import NotYours, ReasonMissing
from linli.reports.hours_withdrawn import HoursWithdrawn
from linli.reports.models import CountyHours, RestDay, Schedule
from linli.reports.rules.forms import FORM
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may

REASON_LENGTH: Final = 200
Row = TypeVar("Row")
_Kind = HoursWithdrawn.Kind
_ACTS: Final = {
    _Kind.PROVINCE: "report.hours_withdrawn",
    _Kind.COUNTY: "report.county_hours_withdrawn",
    _Kind.REST_DAY: "report.rest_day_withdrawn",
}


class BegunAlready(Exception):
    """Its day is here or has passed, or somebody withdrew it already; the days that it governed keep it."""


@transaction.atomic
def withdraw_schedule(*, schedule_id: UUID, reason: str, by: Viewer, now: datetime) -> None:
    """Withdraw the province's hours of a day to come; those before it stand on. Raises NotYours, ReasonMissing, BegunAlready."""
    here = _here(by, Action.SET_REPORT_HOURS, "area", reason)
    rows = Schedule.objects.filter(here, pk=schedule_id, form=FORM, valid_from__gt=day_of(now))
    row = _found(rows.first())
    told = {
        "top_at": row.top_at.isoformat("minutes"),
        "minutes": row.minutes,
        "opens": row.opens.isoformat("minutes") if row.opens else None,
        "grace_minutes": row.grace_minutes,
        "closes_hours": row.closes_hours,
        "remind_minutes": row.remind_minutes,
        "source": row.source,
        "set_at": row.set_at.isoformat(),
        "set_by": str(row.set_by),
    }
    _keep(_Kind.PROVINCE, row.area, row.valid_from, told, reason, by, now)
    row.delete()


@transaction.atomic
def withdraw_county_hours(*, hours_id: UUID, reason: str, by: Viewer, now: datetime) -> None:
    """Withdraw what a county set from a day to come. Raises as `withdraw_schedule`."""
    here = _here(by, Action.SET_COUNTY_HOURS, "county", reason)
    rows = CountyHours.objects.filter(here, pk=hours_id, form=FORM, valid_from__gt=day_of(now))
    row = _found(rows.first())
    told = {
        "township_minutes": row.township_minutes,
        "community_minutes": row.community_minutes,
        "source": row.source,
        "set_at": row.set_at.isoformat(),
        "set_by": str(row.set_by),
    }
    _keep(_Kind.COUNTY, row.county, row.valid_from, told, reason, by, now)
    row.delete()


@transaction.atomic
def withdraw_rest_day(*, rest_day_id: UUID, reason: str, by: Viewer, now: datetime) -> None:
    """Let a day to come be no day of rest: its report is due as on any day. Raises as `withdraw_schedule`."""
    here = _here(by, Action.SET_REPORT_HOURS, "area", reason)
    rows = RestDay.objects.filter(here, pk=rest_day_id, form=FORM, day__gt=day_of(now))
    row = _found(rows.first())
    told = {"words": row.words, "set_at": row.set_at.isoformat(), "set_by": str(row.set_by)}
    _keep(_Kind.REST_DAY, row.area, row.day, told, reason, by, now)
    row.delete()


def _here(by: Viewer, action: Action, field: str, reason: str) -> Q:
    if not may(viewer=by, action=action):
        raise NotYours
    if not reason.strip():
        raise ReasonMissing
    return in_scope(viewer=by, action=action, field=field)


def _found(row: Row | None) -> Row:
    if row is None:
        raise BegunAlready
    return row


def _keep(
    kind: HoursWithdrawn.Kind,
    area: str,
    day: date,
    told: Mapping[str, object],
    reason: str,
    by: Viewer,
    now: datetime,
) -> None:
    kept = HoursWithdrawn.objects.create(
        kind=kind,
        area=area,
        day=day,
        told=told,
        reason=reason.strip()[:REASON_LENGTH],
        withdrawn_at=now,
        withdrawn_by=by.user_id,
    )
    write_event(
        action=_ACTS[kind],
        area=area,
        by=by.user_id,
        now=now,
        subject=kept.pk,
        changed={"day": day.isoformat()},
    )
