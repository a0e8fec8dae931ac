"""What a level above the communities sees of a day: sums of sealed reports, and who reported when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import OuterRef, Subquery

from linli.areas.rules import DIGITS, AreaCode
from linli.reports.models import Report
from linli.reports.queries import deadlines, late, summed, sums
from linli.reports.queries.area_day import AreaDay
from linli.reports.queries.parts import Part, parts_of
from linli.reports.queries.standing import stood_at
from linli.reports.queries.to_receive import receipt_of
from linli.reports.registers import COLUMNS, LATER_COLUMNS
from linli.reports.rules.deadlines import Standing, is_late
from linli.reports.rules.forms import FORM, Figures
from linli.reports.rules.receipt import Receipt
from linli.staff.models import User

MINUTES: Final = 60


@dataclass(frozen=True)
class Received:
    """How many of an area's communities reported: expected = on_time + late + missing + not_yet_due, always.

    expected: communities that take part, and those that reported though they do not. on_time, late: reports that are here.
    missing, not_yet_due: open communities that take part and have no report, after and before the hour. announced: of the
    missing, those that said before the hour why. late_minutes: the longest lateness.
    """

    expected: int
    on_time: int
    late: int
    missing: int
    not_yet_due: int
    announced: int = 0
    late_minutes: int = 0

    @property
    def sealed(self) -> int:
        """Reports that are here, on time or late."""
        return self.on_time + self.late

    @property
    def late_hours(self) -> int:
        """Whole hours of the longest lateness."""
        return self.late_minutes // MINUTES

    @property
    def late_rest(self) -> int:
        """Minutes of the longest lateness beyond its whole hours."""
        return self.late_minutes % MINUTES


@dataclass(frozen=True)
class Below:
    """One area of the next level below: its own report's standing and the sum of its communities.

    announced: why it said that it will be late, '' where it did not. figures: no key for a column that none of their reports has.
    present: how many of them have each later column. not_in_use: open communities that do not take part and have no report.
    absent_names, late_names, unowed: as in `Part`.
    """

    area: AreaCode
    name: str
    standing: Standing
    announced: str
    report: Report | None
    received: Received
    figures: Figures
    present: Mapping[str, int]
    not_in_use: int
    absent_names: tuple[str, ...]
    late_names: tuple[str, ...]
    unowed: int = 0

    @property
    def receipt(self) -> Receipt | None:
        """What the level above did with its own report; None where it sealed none."""
        return receipt_of(report=self.report) if self.report else None


@dataclass(frozen=True)
class RollUp:
    """What an area above the communities sees of a day; figures, present and not_in_use as in `Below`."""

    area: AreaCode
    day: date
    due_at: datetime
    received: Received
    figures: Figures
    present: Mapping[str, int]
    not_in_use: int
    below: tuple[Below, ...]

    @property
    def is_owed(self) -> bool:
        """Whether any of its communities was to report: where none was, neither is its sum missing."""
        return self.received.expected > sum(part.unowed for part in self.below)


def roll_up(*, area: AreaCode, day: date, now: datetime, of: AreaDay | None = None) -> RollUp:
    """Sum the sealed reports of an area's communities, whole and by the next level below, in order of code.

    A fixed number of statements whatever the size, fewer where the area's day was read already. Figures that no sealed
    report holds are None.
    """
    kept = summed.kept(area=area, days=(day,), digits=digits_below(area=area))[day]
    return _rolled(area, day, now, kept, of)


def roll_up_as_known(*, area: AreaCode, day: date, at: datetime, of: AreaDay | None = None) -> RollUp:
    """Sum what was sealed of a day by a moment: what `roll_up` answered then, whatever came later.

    Added up from the reports themselves; a province takes seconds where `roll_up` takes milliseconds.
    """
    known = summed.known(area=area, days=(day,), digits=digits_below(area=area), at=at)[day]
    return _rolled(area, day, at, known, of)


def digits_below(*, area: AreaCode) -> int:
    """Return how many digits the areas of the next level below have."""
    return DIGITS[area.child_level or area.level]


def _rolled(
    area: AreaCode, day: date, now: datetime, by_code: Mapping[str, sums.Sum], of: AreaDay | None
) -> RollUp:
    said = of.said_late if of else late.said_in(area=area, day=day)
    announced = announced_by(said=said, at=now)
    return added_up(
        area=area,
        day=day,
        at=now,
        parts=parts_of(area=area, day=day, now=now, is_announced=bool(announced)),
        own=own_reports(area=area, day=day, now=now),
        by_code=by_code,
        hours=of.hours if of else deadlines.day_hours(area=area, days=(day,))[day],
        announced=announced,
    )


def announced_by(*, said: Iterable[late.LateNotice], at: datetime) -> dict[str, str]:
    """Return by area why its report will be late, as it stood at a moment, of all that was said."""
    return {code: row.reason for code, row in late.standing(said=said, at=at).items()}


def added_up(
    *,
    area: AreaCode,
    day: date,
    at: datetime,
    parts: Sequence[Part],
    own: Mapping[str, Report],
    by_code: Mapping[str, sums.Sum],
    hours: deadlines.DayHours,
    announced: Mapping[str, str],
) -> RollUp:
    """Return what an area sees of a day at a moment of what was read already: parts, their own reports, their sums, notices."""
    below = tuple(
        _below(
            part,
            own.get(part.area),
            by_code.get(part.area),
            hours,
            announced=announced.get(part.area, ""),
            now=at,
        )
        for part in parts
    )
    received = _added([part.received for part in below])
    present = {key: sum(part.present.get(key, 0) for part in below) for key in LATER_COLUMNS}
    return RollUp(
        area=area,
        day=day,
        due_at=hours.clocks[area.level].due_at,
        received=received,
        figures={
            key: _sum([part.figures.get(key) for part in below])
            for key in COLUMNS
            if key not in LATER_COLUMNS or present[key] or not received.sealed
        },
        present=present,
        not_in_use=sum(part.not_in_use for part in below),
        below=below,
    )


def _below(
    part: Part,
    report: Report | None,
    told: sums.Sum | None,
    hours: deadlines.DayHours,
    *,
    announced: str,
    now: datetime,
) -> Below:
    clock = hours.clocks[part.area.level]
    received = _received(part, told, hours, now)
    standing = deadlines.standing_of(report=report, clock=clock, is_announced=bool(announced), now=now)
    is_expected = report is not None or received.expected > part.unowed
    return Below(
        area=part.area,
        name=part.name,
        standing=standing if is_expected else Standing.NOT_IN_USE,
        announced=announced,
        report=report,
        received=received,
        figures=told.told if told else dict.fromkeys(COLUMNS),
        present=told.present if told else {},
        not_in_use=part.not_in_use,
        absent_names=part.absent_names,
        late_names=part.late_names,
        unowed=part.unowed,
    )


def _received(part: Part, told: sums.Sum | None, hours: deadlines.DayHours, now: datetime) -> Received:
    missing = sum(
        n
        for code, n in part.absent_at.items()
        if is_late(at=now, late_after=hours.community_in(code).late_after)
    )
    on_time, late = (told.on_time, told.late) if told else (0, 0)
    return Received(
        expected=on_time + late + part.absent,
        on_time=on_time,
        late=late,
        missing=missing,
        not_yet_due=part.absent - missing,
        announced=part.announced,
        late_minutes=told.late_minutes_most if told else 0,
    )


def own_reports(*, area: AreaCode, day: date, now: datetime) -> dict[str, Report]:
    """Return the newest sealed report of each area of the next level below, as far as it was sealed at a moment."""
    return {row.area: row for row in versions_below(area=area, day=day, now=now)}


def versions_below(*, area: AreaCode, day: date, now: datetime) -> list[Report]:
    """Return every version of the areas of the next level below that stood of a day at a moment, the oldest first."""
    from_, until = area.range
    rows = Report.objects.filter(
        stood_at(at=now),
        form=FORM,
        day=day,
        area__gte=from_,
        area__lt=until,
        area__length=digits_below(area=area),
    )
    answerer = Subquery(User.objects.filter(pk=OuterRef("answered_by")).values("full_name"))
    return list(rows.annotate(answerer=answerer).order_by("version"))


def _sum(values: list[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def _added(parts: list[Received]) -> Received:
    return Received(
        expected=sum(p.expected for p in parts),
        on_time=sum(p.on_time for p in parts),
        late=sum(p.late for p in parts),
        missing=sum(p.missing for p in parts),
        not_yet_due=sum(p.not_yet_due for p in parts),
        announced=sum(p.announced for p in parts),
        late_minutes=max((p.late_minutes for p in parts), default=0),
    )
