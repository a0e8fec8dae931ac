"""How many communities below a viewer have not reported: of yesterday until today's hour has passed, then of today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.reports.queries import deadlines
from linli.reports.queries.reminders import absent_communities
from linli.reports.rules.deadlines import is_late
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


@dataclass(frozen=True)
class MissingBelow:
    """How many reports of a day are missing in an area, and since when they are late."""

    area: AreaCode
    day: date
    since: datetime
    count: int


def missing_below(*, viewer: Viewer, now: datetime) -> list[MissingBelow]:
    """Return where any are missing. Two statements for one post."""
    today = day_of(now)
    found = []
    for area in scope(viewer=viewer, action=Action.RECEIVE_REPORT).areas:
        hours = deadlines.day_hours(area=area, days=(today - timedelta(days=1), today))
        of_today = hours[today].clocks[Level.COMMUNITY]
        day = today if is_late(at=now, late_after=of_today.late_after) else today - timedelta(days=1)
        count = absent_communities(area=area, day=day, hours=hours[day], now=now).count()
        if count:
            found.append(MissingBelow(area, day, hours[day].clocks[Level.COMMUNITY].late_after, count))
    return found
