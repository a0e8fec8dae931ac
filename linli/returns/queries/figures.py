"""The figures of a form's day and of the day before, of an area and of those below it, all of them from one place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.queries import summed
from linli.reports.queries.area_day import AreaDay, Report, area_day
from linli.reports.queries.daily import left_out_in
from linli.reports.queries.sheet import SheetState
from linli.reports.queries.shown import shown_of
from linli.reports.queries.totals import told_before
from linli.reports.registers import COLUMNS
from linli.reports.rules.forms import Figures


@dataclass(frozen=True)
class DayFigures:
    """What reports tell of a day, by area, '' for the form's own.

    state, as_of, version, known_at: of the form's own report, which of it and by when that was known, as on the report's page;
    version 0 while nothing is sealed. differs_since: how many columns of it tell another number now. silent: the areas of which
    no report is told, '' where none below is. Of them, since: those that reported after the version that is told was sealed;
    not_expected: those that take no part. partly: areas of which some communities are told and some are not: how many of how
    many. before: of the day before, where that was asked for; an area of which nothing
    was sealed then is missing.
    """

    figures: Mapping[str, Figures]
    state: SheetState
    as_of: datetime
    version: int
    known_at: datetime
    differs_since: int
    silent: frozenset[str]
    since: frozenset[str]
    not_expected: frozenset[str]
    partly: Mapping[str, tuple[int, int]]
    before: Mapping[str, Figures]


def day_figures(*, area: AreaCode, day: date, now: datetime) -> DayFigures:
    """Return the figures of an area and of those below it, all of one picture, without the day before. Raises DayNotBegun."""
    return _figures(area_day(area=area, day=day), now, {})


def two_days_figures(*, area: AreaCode, day: date, now: datetime) -> DayFigures:
    """Return what `day_figures` does, and the day before as it was sealed; a statement more above the communities."""
    of = area_day(area=area, day=day)
    return _figures(of, now, _before(of))


def _figures(of: AreaDay, now: datetime, before: Mapping[str, Figures]) -> DayFigures:
    shown = shown_of(of=of, now=now)
    parts = shown.told.below if shown.told else ()
    own = {"": _blank_where_new(shown.figures, shown.left_out)}
    told = {str(part.area): _blank_where_new(part.figures, ()) for part in parts}
    silent = {str(part.area) for part in parts if not part.received.sealed}
    if shown.received and not shown.received.sealed:
        silent.add("")
    live = shown.live or shown.told
    later = {str(part.area): part.received for part in live.below} if live else {}
    if live:
        later[""] = live.received
    return DayFigures(
        figures=own | told,
        state=SheetState.SEALED if shown.report else SheetState.DRAFT,
        as_of=shown.known_at if shown.told else shown.covered.as_of,
        version=shown.version,
        known_at=shown.known_at,
        differs_since=len(shown.differs),
        silent=frozenset(silent),
        since=frozenset(code for code in silent if code in later and later[code].sealed),
        not_expected=frozenset(code for code in silent if code in later and not later[code].expected),
        partly={
            str(part.area): (part.received.sealed, part.received.expected)
            for part in parts
            if 0 < part.received.sealed < part.received.expected
        },
        before=before,
    )


def _before(of: AreaDay) -> dict[str, Figures]:
    """Return the day before by the same rule: a community's newest sealed version; above it what the area's own seal knew.

    Where the area itself has not sealed that day, what its communities have sealed of it by now.
    """
    if of.area.level is Level.COMMUNITY:
        return {"": _of_report(of.before)} if of.before else {}
    day = of.day - timedelta(days=1)
    digits = DIGITS[of.area.child_level or of.area.level]
    parts = (
        summed.known(area=of.area, days=(day,), digits=digits, at=of.before.sealed_at)
        if of.before
        else summed.kept(area=of.area, days=(day,), digits=digits)
    )[day]
    told = {part: _blank_where_new(one.told, ()) for part, one in parts.items()}
    return {"": _summed(list(told.values())), **told} if told else {}


def _of_report(report: Report) -> Figures:
    figures = {key: report.figures[key] for key in COLUMNS if key in report.figures}
    return _blank_where_new(figures, left_out_in(report=report))


def _summed(parts: list[Figures]) -> Figures:
    told = {key: [part[key] for part in parts if part.get(key) is not None] for key in COLUMNS}
    return {
        key: sum(value for value in values if value is not None) if values else None
        for key, values in told.items()
    }


def _blank_where_new(figures: Figures, left_out: Collection[str]) -> Figures:
    """Return figures in which a column that did not exist yet is blank: nobody recorded it, and it does apply."""
    new = {key: None for key in COLUMNS if key not in figures and key not in left_out}
    return {**figures, **new}


def totals_of(
    *, areas: Collection[str], area: AreaCode, day: date, figures: Mapping[str, Figures]
) -> dict[str, Figures]:
    """Return what all days up to this one told, by area, '' for the form's own; no statement where none is asked for.

    Earlier days come from the same versions as the day before does.
    """
    if not areas:
        return {}
    earlier = told_before(own=area, areas=[part or str(area) for part in areas], day=day)
    return {
        part: _added(earlier.get(part or str(area), {}), figures[part]) for part in areas if part in figures
    }


def _added(earlier: Figures, today: Figures) -> Figures:
    return {
        key: (earlier.get(key) or 0) + value if value is not None else earlier.get(key)
        for key, value in today.items()
    }
