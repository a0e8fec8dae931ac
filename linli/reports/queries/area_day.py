"""What a request reads once of an area's day and passes on: its hours, what was said of lateness, its sealed reports."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from linli.areas.rules import AreaCode
from linli.reports.models import Report as Report  # pages may name the type of a row
from linli.reports.queries.deadlines import DayHours, day_hours
from linli.reports.queries.late import LateNotice, said_in
from linli.reports.queries.returned import WAITING, is_waiting
from linli.reports.rules.deadlines import Clock
from linli.reports.rules.forms import FORM
from linli.staff.models import User
from linli.staff.queries import note_names

_WHO: Final = ("sealed_by", "returned_by", "answered_by", "withdrawn_by")


@dataclass(frozen=True)
class AreaDay:
    """An area's day.

    hours, hours_before: the moments of the reports of the day and of the day before. versions: the area's own sealed
    ones, the oldest first. before: the newest one of the day before. waiting: its reports of any day that were returned and
    not answered, the one that waits longest first. withdrawn: its own sealed versions that stand no more, the oldest first.
    """

    area: AreaCode
    day: date
    hours: DayHours
    hours_before: DayHours
    versions: tuple[Report, ...]
    before: Report | None
    waiting: tuple[Report, ...]
    withdrawn: tuple[Report, ...] = ()

    @property
    def clock(self) -> Clock:
        """The moments of the area's own report."""
        return self.hours.clocks[self.area.level]

    @property
    def clock_before(self) -> Clock:
        """The moments of the area's own report of the day before."""
        return self.hours_before.clocks[self.area.level]

    @property
    def report(self) -> Report | None:
        """The newest sealed version, or None."""
        return self.versions[-1] if self.versions else None

    @property
    def last_version(self) -> int:
        """The number of the version that was sealed last, also where it was withdrawn; 0 before one is sealed."""
        return max((row.version for row in (*self.versions, *self.withdrawn)), default=0)

    @cached_property
    def said_late(self) -> list[LateNotice]:
        """All that was said of why reports of the day will be late, here and below; one statement where it is asked for."""
        return said_in(area=self.area, day=self.day)

    @property
    def own_words(self) -> list[LateNotice]:
        """What was said of why the area's own report will be late, in the order in which it was said."""
        return [row for row in self.said_late if row.area == self.area]

    @property
    def notice(self) -> LateNotice | None:
        """Why the area's own report will be late, as it stands, or None."""
        return next((row for row in self.own_words if row.ended_at is None), None)


def area_day(*, area: AreaCode, day: date) -> AreaDay:
    """Read an area's day, and with its reports who sealed, returned and answered them; two statements.

    Each has `has_later`: whether a later report stands.
    """
    before = day - timedelta(days=1)
    hours = day_hours(area=area, days=(before, day))
    own = Report.objects.filter(WAITING | Q(day__in=(before, day)), area=area, form=FORM)
    names_told = {f"{who}_name": _name(who) for who in _WHO}
    reports = list(own.annotate(**names_told, has_later=Exists(_later())).order_by("version"))
    names = {getattr(row, who): getattr(row, f"{who}_name") for row in reports for who in _WHO}
    note_names(names={user: name for user, name in names.items() if user and name is not None})
    waiting = [row for row in reports if is_waiting(report=row)]
    stand = [row for row in reports if row.withdrawn_at is None]
    return AreaDay(
        area=area,
        day=day,
        hours=hours[day],
        hours_before=hours[before],
        versions=tuple(row for row in stand if row.day == day),
        before=next((row for row in reversed(stand) if row.day == before), None),
        waiting=tuple(sorted(waiting, key=lambda row: (row.returned_at, row.day))),
        withdrawn=tuple(row for row in reports if row.day == day and row.withdrawn_at is not None),
    )


def _later() -> QuerySet[Report]:
    """Return the standing reports of an area that cover what came after an outer report."""
    return Report.objects.filter(
        area=OuterRef("area"), form=FORM, as_of__gt=OuterRef("as_of"), withdrawn_at=None
    )


def _name(who: str) -> Subquery:
    return Subquery(User.objects.filter(pk=OuterRef(who)).values("full_name"))
