"""A viewer's own reports that are still to be sealed: yesterday's, and today's from some time before its hour."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.reports.models import Report
from linli.reports.queries.reminders import clock_under_way
from linli.reports.queries.taking_part import is_owed
from linli.reports.rules.deadlines import Clock, is_late
from linli.reports.rules.forms import FORM
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


@dataclass(frozen=True)
class Unsealed:
    """A report that nobody has sealed. is_late: its hour has passed."""

    area: AreaCode
    day: date
    clock: Clock
    is_late: bool


def unsealed_by(*, viewer: Viewer, now: datetime) -> list[Unsealed]:
    """Return them, the oldest day first.

    Yesterday's of an area that took part then. Two statements for one office, one more where yesterday is missing.
    """
    today = day_of(now)
    yesterday = today - timedelta(days=1)
    offices = [
        area for area in own_offices(viewer=viewer, action=Action.SEAL_REPORT) if area.level is not Level.GRID
    ]
    if not offices:
        return []
    sealed = set(
        Report.objects.filter(
            form=FORM, area__in=offices, day__in=(yesterday, today), withdrawn_at=None
        ).values_list("area", "day")
    )
    found = []
    for day in (yesterday, today):
        for area in offices:
            if (str(area), day) in sealed:
                continue
            clock = clock_under_way(area=area, day=day)
            is_due = is_owed(area=area, on=day) if day == yesterday else clock.remind_at <= now
            if is_due:
                found.append(Unsealed(area, day, clock, is_late(at=now, late_after=clock.late_after)))
    return found
