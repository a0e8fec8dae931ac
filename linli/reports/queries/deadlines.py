"""Hours of reports as they are set, and who said beforehand that a report will be late."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Subquery

from linli.areas.rules import AreaCode, Level
from linli.listed import listed
from linli.reports.models import LateNotice as LateNotice  # pages may name the type of a row
from linli.reports.models import Report, RestDay, Schedule
from linli.reports.rules.deadlines import DOWNWARD, MOST_REST, Clock, Hours, Standing, clock_of, standing
from linli.reports.rules.forms import FORM


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


def clocks_of(*, area: AreaCode, days: Sequence[date]) -> dict[date, dict[Level, Clock]]:
    """Return the moments of some days' reports for every level of an area's province; one statement."""
    until = max(days) + timedelta(days=MOST_REST)
    resting = RestDay.objects.filter(area=area.province, form=FORM, day__gte=min(days), day__lte=until)
    # One group, of the one form.
    known_rest = resting.order_by().values("form").annotate(days=listed("day")).values("days")
    rows = Schedule.objects.filter(form=FORM, area__in=("", area.province), valid_from__lte=max(days))
    known = sorted(
        rows.annotate(rest=Subquery(known_rest)), key=lambda row: (row.area, row.valid_from, row.set_at)
    )
    rest = {date.fromisoformat(day) for day in known[-1].rest or ()}
    found = {}
    for day in days:
        hours = hours_of(schedule=[row for row in known if row.valid_from <= day][-1])
        found[day] = {level: clock_of(level=level, day=day, hours=hours, rest=rest) for level in DOWNWARD}
    return found


def clocks(*, area: AreaCode, day: date) -> dict[Level, Clock]:
    """Return the moments of a day's report for every level of an area's province; one statement."""
    return clocks_of(area=area, days=(day,))[day]


def clock(*, area: AreaCode, day: date) -> Clock:
    """Return the moments of an area's report of a day."""
    return clocks(area=area, day=day)[area.level]


def notice_of(*, area: str, day: date) -> LateNotice | None:
    """Return why an area's report of a day will be late, if that was said before its hour."""
    return LateNotice.objects.filter(area=area, form=FORM, day=day).first()


def notices_in(*, area: AreaCode, day: date) -> dict[str, LateNotice]:
    """Return who said before the hour that a report of a day will be late, an area and all below it, by area."""
    from_, until = area.range
    rows = LateNotice.objects.filter(form=FORM, day=day, area__gte=from_, area__lt=until)
    return {row.area: row for row in rows}


def standing_of(*, report: Report | None, clock: Clock, is_announced: bool, now: datetime) -> Standing:
    """Say where an area stands: a sealed report by its first version and the hours written on it, none by today's."""
    return standing(
        sealed_at=report.first_sealed_at if report else None,
        late_after=report.late_after if report else clock.late_after,
        closes_at=report.closes_at if report else clock.closes_at,
        is_announced=is_announced,
        now=now,
    )
