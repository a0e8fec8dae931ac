"""All that a report on paper or in a file says: its sheet, its seal, and the areas below it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.reports.queries import daily, sheet
from linli.reports.queries.area_day import area_day
from linli.reports.queries.rollup import Below, roll_up_as_known


@dataclass(frozen=True)
class Paper:
    """A report with its seal. below: empty for a community.

    report: None, version: 0, hash and audit_end: '' for a draft. audit_end: where the county's chain of audit events
    ended at the seal, as COUNTY:POSITION:LINK; '' also of seals that did not note it.
    """

    sheet: sheet.Sheet
    path: str
    from_at: datetime
    report: UUID | None
    version: int
    hash: str
    audit_end: str
    below: tuple[Below, ...]

    @property
    def is_draft(self) -> bool:
        """Say whether the figures may still change."""
        return self.sheet.state == sheet.SheetState.DRAFT


def paper_of(*, area: AreaCode, day: date, now: datetime) -> Paper:
    """Return an area's report of a day with all that is printed of it. Raises NoSuchReport, DayNotBegun.

    Below a sealed report stands what was known when it was sealed, so that its parts add up to its figures.
    """
    name = sheet.name_of(area=area)
    of = area_day(area=area, day=day)
    report = of.report
    below = draft_sum = sheet.sum_below(of=of, now=now)
    if report and not daily.is_community(area):
        below = roll_up_as_known(area=area, day=day, at=report.sealed_at, of=of)
    return Paper(
        sheet=sheet.sheet_from(of=of, name=name, below=draft_sum, now=now),
        path=path_names(code=area),
        from_at=daily.window_shown(of=of, now=now).from_,
        report=report.pk if report else None,
        version=report.version if report else 0,
        hash=report.hash if report else "",
        audit_end=f"{report.county}:{report.audit_head}" if report and report.audit_head else "",
        below=below.below if below else (),
    )
