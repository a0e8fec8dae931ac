"""One figure of an area day by day: what was sealed, what was corrected, and the days without a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from linli.areas.rules import AreaCode
from linli.reports.models import Report, ReportSum
from linli.reports.queries.daily import is_community
from linli.reports.rules import FORM, Figures


class Told(StrEnum):
    """What a day says of a figure."""

    NUMBER = "NUMBER"
    NOT_RECORDED = "NOT_RECORDED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NO_REPORT = "NO_REPORT"


@dataclass(frozen=True)
class Point:
    """A figure of a day. value: a number only where told says so.

    is_corrected: something else was sealed first, and that is first (None: not recorded, or it did not apply).
    reports: how many communities stand behind the sum; None in a community.
    """

    day: date
    told: Told
    value: int | None
    is_corrected: bool
    first: int | None
    reports: int | None


def history_of(*, area: AreaCode, key: str, until: date, days: int) -> tuple[Point, ...]:
    """Return a figure of each of `days` days up to `until`, the oldest first.

    In a community its newest sealed version; above it the sum of what is sealed below now, and first is what the area
    itself had sealed. A fixed number of statements: one in a community, two above.
    """
    from_ = until - timedelta(days=days - 1)
    first, newest = _sealed(area, from_, until)
    sums = {} if is_community(area) else _sums(area, from_, until)
    reports = {day: row.on_time + row.late for day, row in sums.items()}
    now: Mapping[date, Figures] = (
        newest if is_community(area) else {day: row.figures for day, row in sums.items()}
    )
    return tuple(
        _point(
            day,
            key,
            now.get(day),
            first.get(day),
            None if is_community(area) else reports.get(day, 0),
            absent=Told.NOT_APPLICABLE if is_community(area) else Told.NOT_RECORDED,
        )
        for day in (from_ + timedelta(days=n) for n in range(days))
    )


def _sealed(area: AreaCode, from_: date, until: date) -> tuple[dict[date, Figures], dict[date, Figures]]:
    """Return the figures of each day as they were sealed first, and last."""
    rows = Report.objects.filter(area=area, form=FORM, day__gte=from_, day__lte=until).order_by("version")
    versions = list(rows.values_list("day", "figures"))
    return dict(reversed(versions)), dict(versions)


def _sums(area: AreaCode, from_: date, until: date) -> dict[date, ReportSum]:
    rows = ReportSum.objects.filter(area=area, form=FORM, day__gte=from_, day__lte=until)
    return {row.day: row for row in rows}


def _point(
    day: date, key: str, now: Figures | None, first: Figures | None, reports: int | None, *, absent: Told
) -> Point:
    if now is None:
        return Point(day, Told.NO_REPORT, None, is_corrected=False, first=None, reports=reports)
    value = now.get(key)
    told = absent if key not in now else Told.NOT_RECORDED if value is None else Told.NUMBER
    before = first.get(key) if first else None
    return Point(
        day, told, value, is_corrected=first is not None and before != value, first=before, reports=reports
    )
