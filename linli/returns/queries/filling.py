"""A form filled for a day, as it would be handed in now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import start_of
from linli.reports.queries.daily import DayNotBegun
from linli.reports.queries.sheet import SheetState
from linli.returns.models import Form, FormVersion
from linli.returns.queries import columns_of, typed_of, version_on
from linli.returns.queries.figures import day_figures, totals_of, two_days_figures
from linli.returns.rules import (
    ALL_ROWS,
    Column,
    Facts,
    Holds,
    Told,
    filled,
    not_received,
    not_recorded,
    partly_added,
)
from linli.sheets.layout import Value


@dataclass(frozen=True)
class Filled:
    """A form of a day as it would be handed in now, or as it was.

    state: whether the figures are those of a sealed report. as_of: until when they count. report_version, known_at: which version
    they are and by when it was known, as on the report's page; 0 while nothing is sealed. differs_since: how many columns of it
    tell another number now. gaps: places that nobody recorded. typed: what was typed in, by
    cell, as typed_key names it. silent, since, not_expected, partly: as of `DayFigures`. not_received: the areas
    of whose day before something is asked and nothing was sealed. partial: places whose row of totals leaves rows out.
    """

    version: FormVersion
    columns: tuple[Column, ...]
    values: Mapping[str, Value]
    state: SheetState
    as_of: datetime
    report_version: int
    known_at: datetime
    differs_since: int
    gaps: list[Column]
    typed: Mapping[str, str]
    silent: frozenset[str]
    since: frozenset[str]
    not_expected: frozenset[str]
    partly: Mapping[str, tuple[int, int]]
    not_received: frozenset[str]
    partial: list[Column]


def filled_form(*, form: Form, day: date, prepared_by: str, now: datetime) -> Filled | None:
    """Return a form of a day as it would be handed in now; None while its layout is not pointed.

    Raises DayNotBegun.
    """
    version = version_on(form=form, day=day)
    if version is None:
        return None
    typed = typed_of(form=form, day=day)
    return filled_layout(version=version, typed=typed, day=day, prepared_by=prepared_by, now=now)


def filled_layout(
    *, version: FormVersion, typed: Mapping[str, str], day: date, prepared_by: str, now: datetime
) -> Filled:
    """Return what `filled_form` does of a layout and of what was typed, read already. Raises DayNotBegun."""
    if now < start_of(day):
        raise DayNotBegun(day)
    area = AreaCode(version.form.area)
    columns = columns_of(version=version)
    asks_before = any(column.holds in (Holds.YESTERDAY, Holds.CHANGE) for column in columns)
    read = two_days_figures if asks_before else day_figures
    of = read(area=area, day=day, now=now)
    facts = Facts(
        area_name=names_of(codes=[area]).get(area, ""),
        day=_day_words(day),
        prepared_by=prepared_by,
        as_of=_day_words(localtime(of.as_of).date()) + f"{localtime(of.as_of):%H:%M}",
        hour=_day_words(localtime(now).date()) + f"{localtime(now).hour}时",
    )
    # Where today is not told, the sum up to it is not either.
    totals = totals_of(areas=_summed_over_days(columns) - of.silent, area=area, day=day, figures=of.figures)
    told = Told(of.figures, totals, typed, facts, of.before)
    values = filled(columns=columns, told=told)
    return Filled(
        version=version,
        columns=columns,
        values=values,
        state=of.state,
        as_of=of.as_of,
        report_version=of.version,
        known_at=of.known_at,
        differs_since=of.differs_since,
        gaps=not_recorded(columns=columns, values=values),
        typed=typed,
        silent=of.silent,
        since=of.since,
        not_expected=of.not_expected,
        partly=of.partly,
        not_received=not_received(columns=columns, before=of.before),
        partial=partly_added(columns=columns, values=values),
    )


def _summed_over_days(columns: tuple[Column, ...]) -> frozenset[str]:
    asked = {spot.area for column in columns if column.holds is Holds.TOTAL for spot in column.spots}
    return frozenset(asked - {ALL_ROWS})


def _day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
