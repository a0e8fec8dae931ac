"""Hours of reports set, days of rest named, lateness said beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.reports.models import CountyHours, LateNotice, RestDay, Schedule
from linli.reports.queries import daily, deadlines
from linli.reports.rules.deadlines import DOWNWARD, hour_of
from linli.reports.rules.forms import FORM
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices, scope


class NotYours(Exception):
    """The viewer may not do this."""


class ReasonMissing(Exception):
    """Why must be said."""


class TooLate(Exception):
    """The hour has passed; lateness is said before it, hours are set for days to come."""


class SealedAlready(Exception):
    """The report is here; nothing is late."""


class AnnouncedAlready(Exception):
    """A reason stands already."""


@dataclass(frozen=True)
class NewSchedule:
    """Hours from a day on. minutes: for every level but the province, how long before the level above."""

    valid_from: date
    top_at: time
    minutes: dict[Level, int]
    opens: time | None  # None: two hours before the communities are due
    grace_minutes: int
    closes_hours: int
    remind_minutes: int
    source: str


@transaction.atomic
def set_schedule(*, new: NewSchedule, by: Viewer, now: datetime) -> Schedule:
    """Set the hours of the daily report from a day to come. Raises NotYours, ReasonMissing, TooLate, NoTimeLeft.

    They stand in the whole province; a county sets what lies beneath it (`set_county_hours`), nobody else pulls an hour
    forward. The day under way keeps its hours: nobody finds one pulled forward on the morning of the day.
    """
    province = _province_of(by)
    if not new.source.strip():
        raise ReasonMissing
    if new.valid_from <= day_of(now):
        raise TooLate(new.valid_from)
    schedule = Schedule(
        area=province,
        form=FORM,
        valid_from=new.valid_from,
        top_at=new.top_at,
        minutes={level.value: minutes for level, minutes in new.minutes.items()},
        opens=new.opens,
        grace_minutes=new.grace_minutes,
        closes_hours=new.closes_hours,
        remind_minutes=new.remind_minutes,
        source=new.source.strip(),
        set_at=now,
        set_by=by.user_id,
    )
    hour_of(level=DOWNWARD[-1], hours=deadlines.hours_of(schedule=schedule))
    schedule.save(force_insert=True)
    write_event(
        action="report.hours_set",
        area=province,
        by=by.user_id,
        now=now,
        subject=schedule.pk,
        changed={"from": new.valid_from.isoformat()},
    )
    return schedule


@transaction.atomic
def set_county_hours(
    *, valid_from: date, minutes: Mapping[Level, int], source: str, by: Viewer, now: datetime
) -> CountyHours:
    """Set by when a county's townships and communities report, from a day to come; said again for a day, the last holds.

    minutes: for TOWNSHIP and COMMUNITY, how long before the level above. The county's own hour stays the province's. Raises
    NotYours, ReasonMissing, TooLate, NoTimeLeft.
    """
    county = _county_of(by)
    wanted = deadlines.hours_of(schedule=deadlines.schedule_on(area=county, day=valid_from))
    hour_of(level=DOWNWARD[-1], hours=replace(wanted, minutes={**wanted.minutes, **minutes}))
    return _keep(county, valid_from, minutes, source, by, now)


@transaction.atomic
def follow_province(*, valid_from: date, source: str, by: Viewer, now: datetime) -> CountyHours:
    """Let the province's hours stand in a county again from a day to come. Raises NotYours, ReasonMissing, TooLate."""
    return _keep(_county_of(by), valid_from, {}, source, by, now)


def _keep(
    county: AreaCode, valid_from: date, minutes: Mapping[Level, int], source: str, by: Viewer, now: datetime
) -> CountyHours:
    if not source.strip():
        raise ReasonMissing
    if valid_from <= day_of(now):
        raise TooLate(valid_from)
    row = CountyHours.objects.create(
        county=county,
        form=FORM,
        valid_from=valid_from,
        township_minutes=minutes.get(Level.TOWNSHIP),
        community_minutes=minutes.get(Level.COMMUNITY),
        source=source.strip(),
        set_at=now,
        set_by=by.user_id,
    )
    write_event(
        action="report.county_hours_set",
        area=county,
        by=by.user_id,
        now=now,
        subject=row.pk,
        changed={"from": valid_from.isoformat(), "minutes": {k.value: n for k, n in minutes.items()}},
    )
    return row


def _county_of(by: Viewer) -> AreaCode:
    areas = scope(viewer=by, action=Action.SET_COUNTY_HOURS).areas
    if not areas:
        raise NotYours
    return areas[0]


@transaction.atomic
def set_rest_day(*, day: date, words: str, by: Viewer, now: datetime) -> None:
    """Name a day to come on which nobody is due; named again it stays as it is. Raises NotYours, ReasonMissing, TooLate."""
    province = _province_of(by)
    if not words.strip():
        raise ReasonMissing
    if day <= day_of(now):
        raise TooLate(day)
    _row, is_new = RestDay.objects.get_or_create(
        area=province,
        form=FORM,
        day=day,
        defaults={"words": words.strip(), "set_at": now, "set_by": by.user_id},
    )
    if is_new:
        write_event(
            action="report.rest_day_set",
            area=province,
            by=by.user_id,
            now=now,
            changed={"day": day.isoformat()},
        )


def _province_of(by: Viewer) -> AreaCode:
    areas = scope(viewer=by, action=Action.SET_REPORT_HOURS).areas
    if not areas:
        raise NotYours
    return areas[0]


@transaction.atomic
def announce_late(*, area: AreaCode, day: date, reason: str, by: Viewer, now: datetime) -> LateNotice:
    """Say before the hour why an area's report will be late.

    Raises NotYours (who does not hold the post that seals it), ReasonMissing, SealedAlready, TooLate, AnnouncedAlready.
    """
    if area not in own_offices(viewer=by, action=Action.SEAL_REPORT):
        raise NotYours(area)
    if not reason.strip():
        raise ReasonMissing
    if daily.sealed_report(area=area, day=day) is not None:
        raise SealedAlready(area, day)
    if now > deadlines.clock(area=area, day=day).due_at:
        raise TooLate(area, day)
    try:
        with transaction.atomic():
            notice = LateNotice.objects.create(
                county=area.county,
                area=area,
                form=FORM,
                day=day,
                reason=reason.strip(),
                filed_at=now,
                said_at=now,
                filed_by=by.user_id,
            )
    except IntegrityError as error:
        raise AnnouncedAlready(area, day) from error
    write_event(
        action="report.late_announced",
        area=area,
        by=by.user_id,
        now=now,
        subject=notice.pk,
        changed={"day": day.isoformat()},
    )
    return notice
