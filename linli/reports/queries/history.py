"""One figure of an area day by day: what was sealed, what was corrected, and the days without a report."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import Q

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import Report
from linli.reports.queries import summed
from linli.reports.queries.daily import is_community
from linli.reports.queries.standing import stood_at
from linli.reports.queries.sums import Sum
from linli.reports.registers import LATER_COLUMNS
from linli.reports.rules.forms import FORM, PRESENT, RECEIVED, Figures, FigureState, left_out_of, state_of

_COMMUNITY: Final = DIGITS[Level.COMMUNITY]


@dataclass(frozen=True)
class Point:
    """A figure of a day. value: a number only where state says so.

    is_corrected: something else was sealed first, and that is first (None: not recorded, or it did not apply). since: above
    the community the sum now, where it is another number than what was sealed. reports: how many communities stand behind
    the sum; None in a community. present: how many of these have the column; None where all have it.
    """

    day: date
    state: FigureState
    value: int | None
    is_corrected: bool
    first: int | None
    reports: int | None
    present: int | None
    since: int | None = None


class _Sealed(NamedTuple):
    figures: Figures
    left_out: Collection[str]

    def state(self, key: str) -> FigureState:
        return state_of(key=key, figures=self.figures, left_out=self.left_out)


def history_of(
    *, area: AreaCode, key: str, until: date, days: int, at: datetime | None = None
) -> tuple[Point, ...]:
    """Return a figure of each of `days` days up to `until`, the oldest first, as it is now or was known at a moment.

    What the page of each day shows: its newest sealed version; above the community, where none is, the sum of what is sealed
    below. A fixed number of statements: one in a community, two above, three of an earlier moment.
    """
    from_ = until - timedelta(days=days - 1)
    wanted = [from_ + timedelta(days=n) for n in range(days)]
    first, newest = _sealed(area, from_, until, at)
    if is_community(area):
        return tuple(_of_report(day, key, newest.get(day), first.get(day)) for day in wanted)
    sums = _sums(area, wanted, at)
    return tuple(_of_area(day, key, sums.get(day), newest.get(day), first.get(day)) for day in wanted)


def _sealed(
    area: AreaCode, from_: date, until: date, at: datetime | None
) -> tuple[dict[date, _Sealed], dict[date, _Sealed]]:
    """Return what was sealed of each day first, and last."""
    stands = stood_at(at=at) if at else Q(withdrawn_at=None)
    rows = Report.objects.filter(stands, area=area, form=FORM, day__gte=from_, day__lte=until)
    rows = rows.order_by("version")
    told = rows.values_list("day", "form_version", "figures", "left_out")
    versions = [
        (day, _Sealed(figures, left_out_of(version=version, figures=figures, named=named)))
        for day, version, figures, named in told
    ]
    return dict(reversed(versions)), dict(versions)


def _sums(area: AreaCode, days: list[date], at: datetime | None) -> dict[date, Sum]:
    """Return the sums of an area by day; as of a moment those alone are added up again that changed since.

    A day changes where something of it is sealed or withdrawn.
    """
    digits = len(area)
    found = summed.kept(area=area, days=days, digits=digits)
    if at:
        from_, until = area.range
        later = Report.objects.filter(
            Q(sealed_at__gt=at) | Q(withdrawn_at__gt=at),
            form=FORM,
            day__in=days,
            area__gte=from_,
            area__lt=until,
            area__length=_COMMUNITY,
        )
        changed = list(later.order_by().values_list("day", flat=True).distinct())
        if changed:
            found |= summed.known(area=area, days=changed, digits=digits, at=at)
    return {day: of_day[area] for day, of_day in found.items() if area in of_day}


def _of_report(day: date, key: str, now: _Sealed | None, first: _Sealed | None) -> Point:
    if now is None:
        return _point(day, FigureState.NO_REPORT, None, key, None, reports=None, present=None)
    return _point(day, now.state(key), now.figures.get(key), key, first, reports=None, present=None)


def _of_area(day: date, key: str, told: Sum | None, newest: _Sealed | None, first: _Sealed | None) -> Point:
    point = _of_sum(day, key, told, first)
    if newest is None:
        return point
    reports = sum(newest.figures.get(f"{RECEIVED}{n}") or 0 for n in ("on_time", "late"))
    present = newest.figures.get(f"{PRESENT}{key}") if key in LATER_COLUMNS else None
    value, now = newest.figures.get(key), point.value
    sealed = _point(day, newest.state(key), value, key, first, reports=reports, present=present)
    return replace(sealed, since=now if now != value else None)


def _of_sum(day: date, key: str, told: Sum | None, first: _Sealed | None) -> Point:
    reports = told.on_time + told.late if told else 0
    if told is None or not reports:
        return _point(day, FigureState.NO_REPORT, None, key, None, reports=0, present=None)
    present = told.present.get(key, 0) if key in LATER_COLUMNS else reports
    value = told.figures.get(key)
    state = FigureState.NOT_RECORDED if value is None else FigureState.NUMBER
    if not present:
        state, value = FigureState.NOT_YET_THERE, None
    behind = None if present == reports else present
    return _point(day, state, value, key, first, reports=reports, present=behind)


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
