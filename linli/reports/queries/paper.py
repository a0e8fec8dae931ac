"""All that a report on paper or in a file says: its sheet, its seal, and the areas below it."""

from dataclasses import dataclass
from datetime import date, datetime

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.reports.queries import daily, sheet
from linli.reports.queries.area_day import area_day
from linli.reports.queries.rollup import Below, roll_up, roll_up_as_known


@dataclass(frozen=True)
class Paper:
    """A report with its seal. version: 0 and hash: '' for a draft. below: empty for a community."""

    sheet: sheet.Sheet
    path: str
    from_at: datetime
    version: int
    hash: str
    below: tuple[Below, ...]

    @property
    def is_draft(self) -> bool:
        """Say whether the figures may still change."""
        return self.sheet.state == sheet.SheetState.DRAFT


def paper_of(*, area: AreaCode, day: date, now: datetime) -> Paper:
    """Return an area's report of a day with all that is printed of it. Raises NoSuchReport, DayNotBegun.

    Below a sealed report stands what was known when it was sealed, so that its parts add up to its figures.
    """
    told = sheet.sheet_of(area=area, day=day, now=now)
    of = area_day(area=area, day=day)
    report = of.report
    below: tuple[Below, ...] = ()
    if not daily.is_community(area):
        above = (
            roll_up_as_known(area=area, day=day, at=report.sealed_at, of=of)
            if report
            else roll_up(area=area, day=day, now=now, of=of)
        )
        below = above.below
    return Paper(
        sheet=told,
        path=path_names(code=area),
        from_at=daily.window_shown(of=of, now=now).from_,
        version=report.version if report else 0,
        hash=report.hash if report else "",
        below=below,
    )
