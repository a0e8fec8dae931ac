"""Hours of reports as they are set, and who said beforehand that a report will be late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, QuerySet, Subquery
from django.db.models.functions import JSONObject

from linli.areas.rules import AreaCode, Level
from linli.listed import listed
from linli.reports.models import CountyHours as CountyHours
from linli.reports.models import Report, RestDay, Schedule
from linli.reports.queries.taking_part import taking_part
from linli.reports.rules.deadlines import (
    DOWNWARD,
    MOST_REST,
    Clock,
    Hours,
    Standing,
    clock_of,
    hour_of,
    nearer,
    standing,
)
from linli.reports.rules.forms import FORM
from linli.staff.rules import ABOVE_COUNTY


def hours_of(*, schedule: Schedule) -> Hours:
    """Return the hours that a schedule sets."""
    return Hours(
        top_at=schedule.top_at,
        minutes={Level(level): minutes for level, minutes in schedule.minutes.items()},
        opens=schedule.opens,
        grace=timedelta(minutes=schedule.grace_minutes),
        closes_after=timedelta(hours=schedule.closes_hours),
        remind_before=timedelta(minutes=schedule.remind_minutes),
    )


def schedule_on(*, area: AreaCode, day: date) -> Schedule:
    """Return the schedule of the daily report that stands in an area on a day: its province's, else that of all."""
    rows = Schedule.objects.filter(form=FORM, area__in=("", area.province), valid_from__lte=day)
    return rows.latest("area", "valid_from", "set_at")


def schedules(*, area: AreaCode) -> list[Schedule]:
    """Return every schedule that stands or stood in an area, the newest first."""
    rows = Schedule.objects.filter(form=FORM, area__in=("", area.province))
    return list(rows.order_by("-area", "-valid_from", "-set_at"))


def rest_days(*, area: AreaCode, from_: date) -> list[RestDay]:
    """Return the days of rest in an area from a day on, in order."""
    return list(RestDay.objects.filter(area=area.province, form=FORM, day__gte=from_).order_by("day"))


@dataclass(frozen=True)
class DayHours:
    """The moments of a day's report in an area.

    clocks: of every level, as they stand for the area itself. by_county: of the communities of each county beneath the area
    that has hours of its own. set_by: whose hours these are: LINLI, PROVINCE or COUNTY.
    is_owed: of a community on the last of the days, whether it takes part; True of all else.
    """

    clocks: Mapping[Level, Clock]
    by_county: Mapping[str, Clock]
    set_by: str
    is_owed: bool = True

    def community_in(self, code: str) -> Clock:
        """Return the moments of the communities at or beneath a county, by any code of it."""
        return self.by_county.get(AreaCode(code).county, self.clocks[Level.COMMUNITY])


def day_hours(*, area: AreaCode, days: Sequence[date]) -> dict[date, DayHours]:
    """Return the moments of some days' reports in an area; one statement."""
    until = max(days) + timedelta(days=MOST_REST)
    resting = RestDay.objects.filter(area=area.province, form=FORM, day__gte=min(days), day__lte=until)
    # One group, of the one form.
    known_rest = resting.order_by().values("form").annotate(days=listed("day")).values("days")
    rows = Schedule.objects.filter(form=FORM, area__in=("", area.province), valid_from__lte=max(days))
    if area.level is Level.COMMUNITY:
        rows = rows.annotate(is_owed=Exists(taking_part(area=area, on=max(days))))
    of_counties = _county_rows(area).filter(valid_from__lte=max(days)).order_by().values("form")
    told = {name: name for name in ("id", "county", "valid_from", "township_minutes", "community_minutes")}
    known_counties = of_counties.annotate(told=listed(JSONObject(**told))).values("told")
    known = sorted(
        rows.annotate(rest=Subquery(known_rest), of_counties=Subquery(known_counties)),
        key=lambda row: (row.area, row.valid_from, row.set_at),
    )
    rest = {date.fromisoformat(day) for day in known[-1].rest or ()}
    counties = sorted(known[-1].of_counties or (), key=lambda row: (row["valid_from"], row["id"]))
    hours = {
        day: _on(area, day, [row for row in known if row.valid_from <= day][-1], counties, rest)
        for day in days
    }
    last = max(days)
    return hours | {last: replace(hours[last], is_owed=getattr(known[-1], "is_owed", True))}


def _on(
    area: AreaCode, day: date, schedule: Schedule, counties: list[dict[str, Any]], rest: set[date]
) -> DayHours:
    hours = hours_of(schedule=schedule)
    standing = {row["county"]: row for row in counties if row["valid_from"] <= day.isoformat()}
    own = {
        county: nearer(hours=hours, minutes=minutes)
        for county, row in standing.items()
        if (minutes := _minutes(row["township_minutes"], row["community_minutes"]))
    }
    here = own.get(area.county, hours)
    beneath = own if area.level in ABOVE_COUNTY else {}
    return DayHours(
        clocks={level: clock_of(level=level, day=day, hours=here, rest=rest) for level in DOWNWARD},
        by_county={
            county: clock_of(level=Level.COMMUNITY, day=day, hours=those, rest=rest)
            for county, those in beneath.items()
        },
        set_by="COUNTY" if here != hours else "PROVINCE" if schedule.area else "LINLI",
    )


def _minutes(township: int | None, community: int | None) -> dict[Level, int]:
    if township is None or community is None:
        return {}
    return {Level.TOWNSHIP: township, Level.COMMUNITY: community}


def _county_rows(area: AreaCode) -> QuerySet[CountyHours]:
    """Return what the county of an area set, or every county beneath an area above it."""
    rows = CountyHours.objects.filter(form=FORM)
    if area.level in ABOVE_COUNTY:
        from_, until = area.range
        return rows.filter(county__gte=from_, county__lt=until)
    return rows.filter(county=area.county)


def county_hours(*, county: AreaCode) -> list[CountyHours]:
    """Return all that a county set, the newest first."""
    return list(_county_rows(county).order_by("-valid_from", "-id"))


def own_hour(*, area: AreaCode, day: date) -> time:
    """Return by when an area that is a county, or stands above one, is due on a day: as its province sets it."""
    return hour_of(level=area.level, hours=hours_of(schedule=schedule_on(area=area, day=day)))


def hours_set(*, row: CountyHours) -> tuple[time | None, time | None]:
    """Return by when townships and communities were due on the first day of what a county set; None as the province sets it."""
    if row.township_minutes is None:
        return None, None
    hours = hours_of(schedule=schedule_on(area=AreaCode(row.county), day=row.valid_from))
    nearer_ = nearer(hours=hours, minutes=_minutes(row.township_minutes, row.community_minutes))
    return hour_of(level=Level.TOWNSHIP, hours=nearer_), hour_of(level=Level.COMMUNITY, hours=nearer_)


def hours_there(*, area: AreaCode, day: date) -> Hours:
    """Return the hours that stand in an area on a day, its county's before its province's; two statements."""
    hours = hours_of(schedule=schedule_on(area=area, day=day))
    if area.level in ABOVE_COUNTY:
        return hours
    row = _county_rows(area).filter(valid_from__lte=day).order_by("valid_from", "id").last()
    return (
        nearer(hours=hours, minutes=_minutes(row.township_minutes, row.community_minutes)) if row else hours
    )


def clocks(*, area: AreaCode, day: date) -> Mapping[Level, Clock]:
    """Return the moments of a day's report for every level, as they stand for an area; one statement."""
    return day_hours(area=area, days=(day,))[day].clocks


def clock(*, area: AreaCode, day: date) -> Clock:
    """Return the moments of an area's report of a day."""
    return clocks(area=area, day=day)[area.level]


def standing_of(*, report: Report | None, clock: Clock, is_announced: bool, now: datetime) -> Standing:
    """Say where an area stands: a sealed report by its first version and the hours written on it, none by today's."""
    return standing(
        sealed_at=report.first_sealed_at if report else None,
        late_after=report.late_after if report else clock.late_after,
        closes_at=report.closes_at if report else clock.closes_at,
        is_announced=is_announced,
        now=now,
    )
