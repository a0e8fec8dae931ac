"""One report as a sheet: the sealed one if there is one, else as it would be sealed now. Counts only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from linli.areas.queries import area_named
from linli.areas.rules import AreaCode, Level
from linli.reports.models import Report
from linli.reports.queries import daily
from linli.reports.queries.deadlines import clock, notice_of, standing_of
from linli.reports.queries.rollup import roll_up
from linli.reports.rules import COLUMNS, Figures, balance_holds
from linli.reports.rules.deadlines import Standing

_RECEIVED = "reports_"


class NoSuchReport(Exception):
    """The area is unknown, or a grid, which is part of its community's report."""


class SheetState(StrEnum):
    """Whether the figures are frozen."""

    DRAFT = "DRAFT"
    SEALED = "SEALED"


@dataclass(frozen=True)
class Sheet:
    """A report in words of its columns.

    received: how many communities reported, above the community only.
    """

    area: AreaCode
    name: str
    day: date
    state: SheetState
    standing: Standing
    due_at: datetime
    as_of: datetime
    sealed_at: datetime | None
    sealed_by: str | None
    figures: Figures
    received: Mapping[str, int] | None
    balance_holds: bool


def sheet_of(*, area: AreaCode, day: date, now: datetime) -> Sheet:
    """Return the report of an area and day. Raises NoSuchReport, DayNotBegun."""
    place = area_named(code=area)
    if place is None or area.level == Level.GRID:
        raise NoSuchReport(area)
    report = daily.sealed_report(area=area, day=day)
    if report:
        figures, received = _frozen(report)
    elif daily.is_community(area):
        figures, received = daily.draft_of_community(area=area, day=day, now=now).figures, None
    else:
        above = roll_up(area=area, day=day, now=now)
        figures, received = above.figures, asdict(above.received)
    hours = clock(area=area, day=day)
    return Sheet(
        area=area,
        name=place.name,
        day=day,
        state=SheetState.SEALED if report else SheetState.DRAFT,
        standing=standing_of(
            report=report,
            clock=hours,
            is_announced=notice_of(area=area, day=day) is not None,
            now=now,
        ),
        due_at=report.due_at if report else hours.due_at,
        as_of=daily.window_shown(area=area, day=day, now=now).as_of,
        sealed_at=report.sealed_at if report else None,
        sealed_by=daily.signer_of(report=report) if report else None,
        figures={key: figures[key] for key in COLUMNS if key in figures},
        received=received,
        balance_holds=balance_holds(figures),
    )


def _frozen(report: Report) -> tuple[Figures, Mapping[str, int] | None]:
    counts = {
        key.removeprefix(_RECEIVED): n for key, n in report.figures.items() if key.startswith(_RECEIVED)
    }
    return report.figures, counts or None
