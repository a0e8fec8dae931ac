"""The daily report of one community: derived from the register as of an instant, or as it was sealed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Max

from linli.areas.rules import AreaCode, Level
from linli.clock import start_of
from linli.reports.models import Report
from linli.reports.queries import deadlines
from linli.reports.queries.area_day import AreaDay, area_day
from linli.reports.queries.typed import Typed, said_of
from linli.reports.registers import LINES, REGISTERS
from linli.reports.rules import Window, rows_digest, window
from linli.reports.rules.forms import FORM, Figures, left_out_of
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

# What can be asked for; far beyond them the arithmetic of days ends.
YEARS: Final = range(2000, 2100)


class NotADay(ValueError):
    """The text is no day that reports can be asked for."""


class DayNotBegun(Exception):
    """The day has not begun; what happens now belongs to it but it cannot be reported yet."""


@dataclass(frozen=True)
class Counted:
    """A community's figures, the columns left out because they do not apply there, and which figures were typed."""

    figures: Figures
    left_out: frozenset[str]
    typed: Mapping[str, Typed]


@dataclass(frozen=True)
class Draft:
    """A report as it would be sealed now."""

    area: AreaCode
    day: date
    window: Window
    due_at: datetime
    figures: Figures
    left_out: frozenset[str]
    typed: Mapping[str, Typed]


def day_told(*, text: str) -> date:
    """Return the day that somebody told as 2020-01-27. Raises NotADay."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise NotADay(text) from error
    if day.year not in YEARS:
        raise NotADay(text)
    return day


def due_at(*, area: AreaCode, day: date) -> datetime:
    """Return the moment by which an area's report of a day is due."""
    return deadlines.clock(area=area, day=day).due_at


def sealed_report(*, area: str, day: date) -> Report | None:
    """Return the latest sealed version of an area's report of a day, or None."""
    rows = Report.objects.filter(area=area, form=FORM, day=day, withdrawn_at=None)
    return rows.order_by("-version").first()


def newest_version(*, area: str, day: date) -> int:
    """Return the number of the newest sealed version of an area's report of a day; 0 before one is sealed."""
    rows = Report.objects.filter(area=area, form=FORM, day=day, withdrawn_at=None)
    return rows.aggregate(n=Max("version"))["n"] or 0


def report_visible(*, viewer: Viewer | None, area: str, day: date) -> Report | None:
    """Return the sealed report that the viewer may see, or None."""
    visible = Report.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_REPORT),
        area=area,
        form=FORM,
        day=day,
        withdrawn_at=None,
    )
    return visible.order_by("-version").first()


def is_sealed_after(*, area: str, at: datetime) -> bool:
    """Say whether an area has sealed a report that covers a moment or what came after it."""
    return Report.objects.filter(area=area, form=FORM, as_of__gt=at, withdrawn_at=None).exists()


def window_of(*, of: AreaDay, now: datetime) -> Window:
    """Return what the report of a day covers. Raises DayNotBegun."""
    covered = window(
        cut_at=of.clock.cut_at,
        day_before_cut_at=of.clock_before.cut_at,
        day_before_as_of=of.before.as_of if of.before else None,
        now=now,
    )
    # From yesterday's hour on rows fall into this report; sealed that evening it would lose the day itself.
    if now < start_of(of.day) or covered.as_of < covered.from_:
        raise DayNotBegun(of.day)
    return covered


def window_shown(*, of: AreaDay, now: datetime) -> Window:
    """Return what the page of a day shows: the sealed window, or the draft's. Raises DayNotBegun."""
    return Window(of.report.from_at, of.report.as_of) if of.report else window_of(of=of, now=now)


def signer_of(*, report: Report) -> str:
    """Return the name of who sealed a report."""
    return names_of(ids={report.sealed_by}).get(report.sealed_by, "")


def left_out_in(*, report: Report) -> frozenset[str]:
    """Return the columns that a sealed report left out because they do not apply."""
    return left_out_of(version=report.form_version, figures=report.figures, named=report.left_out)


def draft_of_community(*, area: AreaCode, day: date, now: datetime) -> Draft:
    """Derive a community's report of a day from the register. Raises DayNotBegun.

    Figures that Linli keeps no rows for are None, never 0.
    """
    return draft_of(of=area_day(area=area, day=day), now=now)


def draft_of(*, of: AreaDay, now: datetime) -> Draft:
    """Derive the report of a community's day that was read already. Raises DayNotBegun."""
    covered = window_of(of=of, now=now)
    counted = counted_in(area=of.area, covered=covered)
    return Draft(
        area=of.area,
        day=of.day,
        window=covered,
        due_at=of.clock.due_at,
        figures=counted.figures,
        left_out=counted.left_out,
        typed=counted.typed,
    )


def counted_in(*, area: AreaCode, covered: Window) -> Counted:
    """Return a community's figures of a window, each register's in its own fixed number of statements.

    What nobody keeps rows for is as it was typed, None where it was not.
    """
    figures: dict[str, int | None] = {}
    for register in REGISTERS:
        numbers = register.count(community=area, from_=covered.from_, until=covered.as_of)
        figures |= {indicator.key: numbers[indicator.key] for indicator in register.indicators}
    said = said_of(area=area, covered=covered)
    figures |= {key: typed.value for key, typed in said.typed.items()}
    told = {key: value for key, value in figures.items() if key not in said.left_out}
    return Counted(told, said.left_out, said.typed)


def digest_of(*, area: AreaCode, covered: Window, lines: Collection[str]) -> str:
    """Return the digest of the rows that a community's figures of a window count; `lines`: the kinds that are told.

    A kind that is known no more has no line, so that the digest of a seal that holds such rows no longer fits.
    """
    return rows_digest(_lines_of(area, covered, lines))


def _lines_of(area: AreaCode, covered: Window, kinds: Collection[str]) -> Iterator[str]:
    for kind in kinds:
        if kind in LINES:
            yield from LINES[kind](community=area, from_=covered.from_, until=covered.as_of)


def is_community(area: AreaCode) -> bool:
    """Say whether an area derives its report from the register, and not from reports below it."""
    return area.level == Level.COMMUNITY


def hashes_below(*, area: AreaCode, day: date) -> list[str]:
    """Return the hashes of the communities' sealed reports that a higher level's sum is made of."""
    from_, until = area.range
    rows = Report.objects.filter(
        form=FORM, day=day, area__gte=from_, area__lt=until, area__length=12, withdrawn_at=None
    )
    return list(rows.values_list("hash", flat=True))
