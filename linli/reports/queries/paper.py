"""All that a report on paper or in a file says: its sheet, its seal, and the areas below it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.reports.queries import sheet
from linli.reports.queries.area_day import area_day
from linli.reports.queries.periods import covered_by
from linli.reports.queries.rollup import Below
from linli.reports.queries.shown import Shown, shown_of
from linli.reports.rules import Window


@dataclass(frozen=True)
class Paper:
    """A report with its seal. below: empty for a community.

    covered: of what time its figures are, above the community from the first to the last of its communities' reports; None
    while none of them is here.

    report: None, version: 0, hash and audit_end: '' for a draft. audit_end: where the county's chain of audit events
    ended at the seal, as COUNTY:POSITION:LINK; '' also of seals that did not note it.
    """

    sheet: sheet.Sheet
    shown: Shown
    path: str
    covered: Window | None
    report: UUID | None
    version: int
    hash: str
    audit_end: str

    @property
    def below(self) -> tuple[Below, ...]:
        """The areas below, as they were known when the figures were."""
        return self.shown.told.below if self.shown.told else ()

    @property
    def is_draft(self) -> bool:
        """Say whether the figures may still change."""
        return self.sheet.state == sheet.SheetState.DRAFT


def paper_of(*, area: AreaCode, day: date, now: datetime, at: datetime | None = None) -> Paper:
    """Return an area's report of a day with all that is printed of it, as it is now or was at a moment.

    Raises NoSuchReport, DayNotBegun.
    """
    name = sheet.name_of(area=area)
    shown = shown_of(of=area_day(area=area, day=day), now=now, at=at)
    report = shown.report
    return Paper(
        sheet=sheet.sheet_from(shown=shown, name=name),
        shown=shown,
        path=path_names(code=area),
        covered=covered_by(shown=shown),
        report=report.pk if report else None,
        version=shown.version,
        hash=report.hash if report else "",
        audit_end=f"{report.county}:{report.audit_head}" if report and report.audit_head else "",
    )
