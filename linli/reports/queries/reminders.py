"""Who is reminded of a report: whoever has not sealed it, and nobody else; then their names, for the level above."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from linli.areas.models import Area
from linli.areas.queries import names_of
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.clock import day_of
from linli.reports.models import Report, RestDay
from linli.reports.queries import deadlines
from linli.reports.queries.late import said_at
from linli.reports.queries.parts import sealed_of
from linli.reports.queries.rollup import Received
from linli.reports.rules.deadlines import Clock, Hours, clock_of, is_late
from linli.reports.rules.forms import FORM
from linli.staff.queries import names_at
from linli.staff.rights import Action
from linli.staff.rules import ABOVE_COUNTY, Viewer, own_offices

NAMES_SHOWN: Final = 100


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
        area: _clock_today(area=area, day=day)
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
    return Report.objects.filter(form=FORM, day=day, area=area)


def _clock_today(*, area: AreaCode, day: date) -> Clock:
    """Return the moments of an area's report of the day under way."""
    of = area.province if area.level in ABOVE_COUNTY else area.county
    hours = hours_under_way(area=of, day=day)
    if hours is None:
        return deadlines.clock(area=area, day=day)
    return clock_of(level=area.level, day=day, hours=hours, rest=())


@lru_cache(maxsize=128)
def hours_under_way(*, area: str, day: date) -> Hours | None:
    """Return a county's or province's hours of the day under way; None on a day of rest, when days to come count too.

    Kept in the process: all are set for days to come only (commands/hours.py, TooLate), so today's are what they were.
    For reminders alone; what is late is judged by deadlines.clock.
    """
    code = AreaCode(area)
    if RestDay.objects.filter(area=code.province, form=FORM, day=day).exists():
        return None
    return deadlines.hours_there(area=code, day=day)


def _due_in(hours: deadlines.DayHours, now: datetime) -> Q:
    """Return the condition on the code of a community that its hour has passed."""

    def is_due(clock: Clock) -> bool:
        return is_late(at=now, late_after=clock.late_after)

    is_due_elsewhere = is_due(hours.clocks[Level.COMMUNITY])
    others = Q(pk__in=[])
    for county, clock in hours.by_county.items():
        if is_due(clock) != is_due_elsewhere:
            from_, until = AreaCode(county).range
            others |= Q(code__gte=from_, code__lt=until)
    return ~others if is_due_elsewhere else others


@dataclass(frozen=True)
class Absent:
    """A community whose report is missing, and who seals it there. reason: said before the hour, '' if nothing was."""

    area: AreaCode
    name: str
    township: str
    who: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class AbsentList:
    """The first of those whose report is missing, in order of code, and how many there are."""

    rows: tuple[Absent, ...]
    total: int


def absent_in(
    *, area: AreaCode, day: date, received: Received, hours: deadlines.DayHours, now: datetime
) -> AbsentList:
    """Return whose report of a day is missing in an area at a moment: the names behind `received.missing`.

    No statement where nobody is missing, else two.
    """
    if not received.missing:
        return AbsentList((), 0)
    from_, until = area.range
    township = Area.objects.filter(code=Substr(OuterRef("code"), 1, DIGITS[Level.TOWNSHIP]))
    said = said_at(day=day, at=now).filter(area=OuterRef("code"))
    rows = (
        Area.objects.filter(code__gte=from_, code__lt=until, level=Level.COMMUNITY, valid_until=None)
        .filter(_due_in(hours, now), ~Exists(sealed_of(day=day, now=now)))
        .annotate(reason=Subquery(said.values("reason")[:1]), township=Subquery(township.values("name")[:1]))
        .order_by(F("reason").asc(nulls_first=True), "code")
    )
    shown = list(rows[:NAMES_SHOWN])
    who = names_at(areas=[row.code for row in shown], action=Action.SEAL_REPORT, on=day_of(now))
    return AbsentList(
        tuple(
            Absent(
                AreaCode(row.code),
                row.name,
                row.township or "",
                tuple(who.get(row.code, ())),
                row.reason or "",
            )
            for row in shown
        ),
        received.missing,
    )
