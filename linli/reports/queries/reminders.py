"""Who is reminded of a report: whoever has not sealed it, and nobody else."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import QuerySet

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.reports.models import Report, RestDay
from linli.reports.queries import deadlines
from linli.reports.rules.deadlines import Clock, Hours, clock_of, is_late
from linli.reports.rules.forms import FORM
from linli.staff.rights import Action
from linli.staff.rules import ABOVE_COUNTY, Viewer, own_offices


@dataclass(frozen=True)
class Reminder:
    """A report that the viewer is to seal today. is_late: its hour has passed."""

    area: AreaCode
    name: str
    day: date
    due_at: datetime
    is_late: bool


def due_today(*, viewer: Viewer, now: datetime) -> list[Reminder]:
    """Return the viewer's own reports of today, sealed or not, from some time before their hour on.

    It stands on every page: no statement before that time, then one for the names.
    """
    day = day_of(now)
    clocks = {
        area: clock_under_way(area=area, day=day)
        for area in own_offices(viewer=viewer, action=Action.SEAL_REPORT)
        if area.level != Level.GRID
    }
    waiting = [area for area, clock in clocks.items() if clock.remind_at <= now]
    if not waiting:
        return []
    names = names_of(codes=waiting)
    return [
        Reminder(
            area,
            names.get(area, ""),
            day,
            clocks[area].due_at,
            is_late(at=now, late_after=clocks[area].late_after),
        )
        for area in waiting
    ]


def sealed_on(*, area: AreaCode, day: date) -> QuerySet[Report]:
    """Return an area's sealed report of a day: of whoever sealed it nobody is reminded."""
    return Report.objects.filter(form=FORM, day=day, area=area, withdrawn_at=None)


def clock_under_way(*, area: AreaCode, day: date) -> Clock:
    """Return the moments of an area's report of the day under way or one before it."""
    of = area.province if area.level in ABOVE_COUNTY else area.county
    hours = hours_under_way(area=of, day=day)
    if hours is None:
        return deadlines.clock(area=area, day=day)
    return clock_of(level=area.level, day=day, hours=hours, rest=())


@lru_cache(maxsize=128)
def hours_under_way(*, area: str, day: date) -> Hours | None:
    """Return a county's or province's hours of a day that has begun; None on a day of rest, when days to come count too.

    Kept in the process: all are set for days to come only (commands/hours.py, TooLate), so today's are what they were.
    For reminders alone; what is late is judged by deadlines.clock.
    """
    code = AreaCode(area)
    if RestDay.objects.filter(area=code.province, form=FORM, day=day).exists():
        return None
    return deadlines.hours_there(area=code, day=day)
