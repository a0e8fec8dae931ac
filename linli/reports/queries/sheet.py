"""One report as a sheet: the sealed one if there is one, else as it would be sealed now. Counts only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.reports.models import Report
from linli.reports.queries import daily
from linli.reports.queries.area_day import AreaDay, area_day
from linli.reports.queries.deadlines import standing_of
from linli.reports.queries.rollup import RollUp, roll_up
from linli.reports.registers import COLUMNS
from linli.reports.rules import balance_holds
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import PRESENT, RECEIVED, Figures


class NoSuchReport(Exception):
    """The area is unknown, or a grid, which is part of its community's report."""


class SheetState(StrEnum):
    """Whether the figures are frozen."""

    DRAFT = "DRAFT"
    SEALED = "SEALED"


@dataclass(frozen=True)
class Sheet:
    """A report in words of its columns.

    first_sealed_at, first_sealed_by: of version 1; sealed_at, sealed_by: of the newest version, later where it was corrected.
    left_out: columns that do not apply; one that is neither here nor in figures did not exist yet.
    received: how many communities reported, and present: how many of their reports have each later column; above the
    community only.
    """

    area: AreaCode
    name: str
    day: date
    state: SheetState
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
    balance_holds: bool


def sheet_of(*, area: AreaCode, day: date, now: datetime) -> Sheet:
    """Return the report of an area and day. Raises NoSuchReport, DayNotBegun."""
    name = name_of(area=area)
    of = area_day(area=area, day=day)
    return sheet_from(of=of, name=name, below=sum_below(of=of, now=now), now=now)


def name_of(*, area: AreaCode) -> str:
    """Return the name of an area that reports. Raises NoSuchReport."""
    name = names_of(codes=[area]).get(area)
    if name is None or area.level == Level.GRID:
        raise NoSuchReport(area)
    return name


def sum_below(*, of: AreaDay, now: datetime) -> RollUp | None:
    """Return the sum that an area's draft is; None where the report is sealed or comes from the register."""
    if of.report or daily.is_community(of.area):
        return None
    return roll_up(area=of.area, day=of.day, now=now, of=of)


def sheet_from(*, of: AreaDay, name: str, below: RollUp | None, now: datetime) -> Sheet:
    """Return the report of an area's day that was read already; `below` as of `sum_below`. Raises DayNotBegun."""
    told = _told(of, below, now)
    report = of.report
    return Sheet(
        area=of.area,
        name=name,
        day=of.day,
        state=SheetState.SEALED if report else SheetState.DRAFT,
        standing=standing_of(report=report, clock=of.clock, is_announced=of.notice is not None, now=now),
        due_at=report.due_at if report else of.clock.due_at,
        as_of=daily.window_shown(of=of, now=now).as_of,
        first_sealed_at=report.first_sealed_at if report else None,
        first_sealed_by=daily.signer_of(report=of.versions[0]) if report else None,
        sealed_at=report.sealed_at if report else None,
        sealed_by=daily.signer_of(report=report) if report else None,
        figures={key: told.figures[key] for key in COLUMNS if key in told.figures},
        left_out=tuple(sorted(told.left_out)),
        received=told.received,
        present=told.present,
        balance_holds=balance_holds(told.figures),
    )


@dataclass(frozen=True)
class CommunityFigures:
    """A community's figures of a day, sealed or as they would be sealed now, without where the report stands."""

    state: SheetState
    as_of: datetime
    figures: Figures
    left_out: frozenset[str]


def community_figures(
    *, area: AreaCode, day: date, now: datetime, of: AreaDay | None = None
) -> CommunityFigures:
    """Return what the sheet of a community's day counts; `of`: that day, where it was read already. Raises DayNotBegun."""
    of = of or area_day(area=area, day=day)
    told = _told(of, None, now)
    return CommunityFigures(
        state=SheetState.SEALED if of.report else SheetState.DRAFT,
        as_of=daily.window_shown(of=of, now=now).as_of,
        figures={key: told.figures[key] for key in COLUMNS if key in told.figures},
        left_out=told.left_out,
    )


@dataclass(frozen=True)
class _Told:
    figures: Figures
    left_out: frozenset[str] = frozenset()
    received: Mapping[str, int] | None = None
    present: Mapping[str, int] = field(default_factory=dict)


def _told(of: AreaDay, below: RollUp | None, now: datetime) -> _Told:
    if of.report:
        return _frozen(of.report)
    if below:
        return _Told(below.figures, frozenset(), asdict(below.received), below.present)
    draft = daily.draft_of(of=of, now=now)
    return _Told(draft.figures, draft.left_out)


def _frozen(report: Report) -> _Told:
    present = {key.removeprefix(PRESENT): n for key, n in report.figures.items() if key.startswith(PRESENT)}
    received = {
        key.removeprefix(RECEIVED): n for key, n in report.figures.items() if key.startswith(RECEIVED)
    }
    return _Told(report.figures, daily.left_out_in(report=report), received or None, present)
