"""One figure of an area day by day: what was sealed, what was corrected, and the days without a report."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from linli.areas.rules import AreaCode
from linli.reports.models import Report, ReportSum
from linli.reports.queries.daily import is_community
from linli.reports.registers import LATER_COLUMNS
from linli.reports.rules.forms import FORM, Figures, FigureState, left_out_of, state_of


@dataclass(frozen=True)
class Point:
    """A figure of a day. value: a number only where state says so.

    is_corrected: something else was sealed first, and that is first (None: not recorded, or it did not apply).
    reports: how many communities stand behind the sum; None in a community. present: how many of these have the column;
    None where all have it.
    """

    day: date
    state: FigureState
    value: int | None
    is_corrected: bool
    first: int | None
    reports: int | None
    present: int | None


class _Sealed(NamedTuple):
    figures: Figures
    left_out: Collection[str]

    def state(self, key: str) -> FigureState:
        return state_of(key=key, figures=self.figures, left_out=self.left_out)


def history_of(*, area: AreaCode, key: str, until: date, days: int) -> tuple[Point, ...]:
    """Return a figure of each of `days` days up to `until`, the oldest first.

    In a community its newest sealed version; above it the sum of what is sealed below now, and first is what the area
    itself had sealed. A fixed number of statements: one in a community, two above.
    """
    from_ = until - timedelta(days=days - 1)
    wanted = [from_ + timedelta(days=n) for n in range(days)]
    first, newest = _sealed(area, from_, until)
    if is_community(area):
        return tuple(_of_report(day, key, newest.get(day), first.get(day)) for day in wanted)
    sums = _sums(area, from_, until)
    return tuple(_of_sum(day, key, sums.get(day), first.get(day)) for day in wanted)


def _sealed(area: AreaCode, from_: date, until: date) -> tuple[dict[date, _Sealed], dict[date, _Sealed]]:
    """Return what was sealed of each day first, and last."""
    rows = Report.objects.filter(area=area, form=FORM, day__gte=from_, day__lte=until).order_by("version")
    told = rows.values_list("day", "form_version", "figures", "left_out")
    versions = [
        (day, _Sealed(figures, left_out_of(version=version, figures=figures, named=named)))
        for day, version, figures, named in told
    ]
    return dict(reversed(versions)), dict(versions)


def _sums(area: AreaCode, from_: date, until: date) -> dict[date, ReportSum]:
    rows = ReportSum.objects.filter(area=area, form=FORM, day__gte=from_, day__lte=until)
    return {row.day: row for row in rows}


def _of_report(day: date, key: str, now: _Sealed | None, first: _Sealed | None) -> Point:
    if now is None:
        return _point(day, FigureState.NO_REPORT, None, key, None, reports=None, present=None)
    return _point(day, now.state(key), now.figures.get(key), key, first, reports=None, present=None)


def _of_sum(day: date, key: str, row: ReportSum | None, first: _Sealed | None) -> Point:
    if row is None:
        return _point(day, FigureState.NO_REPORT, None, key, None, reports=0, present=None)
    reports = row.on_time + row.late
    present = row.present.get(key, 0) if key in LATER_COLUMNS else reports
    value = row.figures.get(key)
    state = FigureState.NOT_RECORDED if value is None else FigureState.NUMBER
    if not present:
        state, value = FigureState.NOT_YET_THERE, None
    told = None if present == reports else present
    return _point(day, state, value, key, first, reports=reports, present=told)


def _point(
    day: date,
    state: FigureState,
    value: int | None,
    key: str,
    first: _Sealed | None,
    *,
    reports: int | None,
    present: int | None,
) -> Point:
    """Return a point; a column that did not exist when it was sealed first was not corrected since."""
    was_there = first is not None and first.state(key) is not FigureState.NOT_YET_THERE
    before = first.figures.get(key) if first else None
    return Point(day, state, value, was_there and before != value, before, reports, present)
