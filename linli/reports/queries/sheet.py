"""One report as a sheet: what its day shows. Counts only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.reports.queries import daily
from linli.reports.queries.area_day import area_day
from linli.reports.queries.shown import Differing, Shown, shown_of
from linli.reports.rules import balance_holds
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import Figures


class NoSuchReport(Exception):
    """The area is unknown, or a grid, which is part of its community's report."""


class SheetState(StrEnum):
    """Whether the figures are frozen."""

    DRAFT = "DRAFT"
    SEALED = "SEALED"


@dataclass(frozen=True)
class Sheet:
    """A report in words of its columns.

    as_of: until when it counts. version: 0 while nothing is sealed; known_at: by when its figures were known.
    first_sealed_at, first_sealed_by: of version 1; sealed_at, sealed_by: of the version that is shown.
    left_out: columns that do not apply; one that is neither here nor in figures did not exist yet.
    received: how many communities reported, and present: how many of their reports have each later column; above the
    community only. differs: the columns of which the sum is another number since; reported_since: the same of received.
    """

    area: AreaCode
    name: str
    day: date
    state: SheetState
    version: int
    known_at: datetime
    standing: Standing
    due_at: datetime
    as_of: datetime
    first_sealed_at: datetime | None
    first_sealed_by: str | None
    sealed_at: datetime | None
    sealed_by: str | None
    figures: Figures
    left_out: tuple[str, ...]
    received: Mapping[str, int] | None
    present: Mapping[str, int]
    differs: tuple[Differing, ...]
    reported_since: tuple[Differing, ...]
    balance_holds: bool


def sheet_of(*, area: AreaCode, day: date, now: datetime) -> Sheet:
    """Return the report of an area and day. Raises NoSuchReport, DayNotBegun."""
    name = name_of(area=area)
    return sheet_from(shown=shown_of(of=area_day(area=area, day=day), now=now), name=name)


def name_of(*, area: AreaCode) -> str:
    """Return the name of an area that reports. Raises NoSuchReport."""
    name = names_of(codes=[area]).get(area)
    if name is None or area.level == Level.GRID:
        raise NoSuchReport(area)
    return name


def sheet_from(*, shown: Shown, name: str) -> Sheet:
    """Return the report of what a day shows. Raises DayNotBegun."""
    of, report = shown.of, shown.report
    return Sheet(
        area=of.area,
        name=name,
        day=of.day,
        state=SheetState.SEALED if report else SheetState.DRAFT,
        version=shown.version,
        known_at=shown.known_at,
        standing=shown.standing,
        due_at=report.due_at if report else of.clock.due_at,
        as_of=shown.covered.as_of,
        first_sealed_at=report.first_sealed_at if report else None,
        first_sealed_by=daily.signer_of(report=of.versions[0]) if report else None,
        sealed_at=report.sealed_at if report else None,
        sealed_by=daily.signer_of(report=report) if report else None,
        figures=shown.figures,
        left_out=tuple(sorted(shown.left_out)),
        received=asdict(shown.received) if shown.received else None,
        present=shown.present,
        differs=shown.differs,
        reported_since=shown.reported_since,
        balance_holds=balance_holds(shown.figures),
    )
