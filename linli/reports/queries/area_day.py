"""What a request reads once of an area's day and passes on: its hours, its notices, its sealed reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery

from linli.areas.rules import AreaCode, Level
from linli.reports.models import LateNotice
from linli.reports.models import Report as Report  # pages may name the type of a row
from linli.reports.queries.deadlines import clocks_of, notices_in
from linli.reports.rules.deadlines import Clock
from linli.reports.rules.forms import FORM
from linli.staff.models import User
from linli.staff.queries import note_names


@dataclass(frozen=True)
class AreaDay:
    """An area's day.

    clocks, clocks_before: the moments of each level's report of the day and of the day before. notices: why reports of
    the day will be late, by area, of this one and all below. versions: the area's own sealed ones, the oldest first.
    before: the newest one of the day before. is_followed: a later day is sealed too, told where one of these two is.
    """

    area: AreaCode
    day: date
    clocks: Mapping[Level, Clock]
    clocks_before: Mapping[Level, Clock]
    notices: Mapping[str, LateNotice]
    versions: tuple[Report, ...]
    before: Report | None
    is_followed: bool

    @property
    def clock(self) -> Clock:
        """The moments of the area's own report."""
        return self.clocks[self.area.level]

    @property
    def clock_before(self) -> Clock:
        """The moments of the area's own report of the day before."""
        return self.clocks_before[self.area.level]

    @property
    def report(self) -> Report | None:
        """The newest sealed version, or None."""
        return self.versions[-1] if self.versions else None

    @property
    def notice(self) -> LateNotice | None:
        """Why the area's own report will be late, or None."""
        return self.notices.get(self.area)


def area_day(*, area: AreaCode, day: date) -> AreaDay:
    """Read an area's day, and with its reports who sealed them; three statements."""
    before = day - timedelta(days=1)
    clocks = clocks_of(area=area, days=(before, day))
    own = Report.objects.filter(area=area, form=FORM)
    later = Exists(own.filter(day__gt=day))
    signer = Subquery(User.objects.filter(pk=OuterRef("sealed_by")).values("full_name"))
    rows = own.filter(day__in=(before, day)).annotate(is_followed=later, signer=signer)
    reports = list(rows.order_by("version"))
    note_names(names={row.sealed_by: row.signer for row in reports})
    return AreaDay(
        area=area,
        day=day,
        clocks=clocks[day],
        clocks_before=clocks[before],
        notices=notices_in(area=area, day=day),
        versions=tuple(row for row in reports if row.day == day),
        before=next((row for row in reversed(reports) if row.day == before), None),
        is_followed=any(row.is_followed for row in reports),
    )
