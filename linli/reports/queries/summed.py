"""Sums of an area's parts, as they stand now or as they were known at a moment: one statement however many are asked for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db import connection

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import ReportSum
from linli.reports.queries.sums import READ, STANDING, Sum, added, from_reports, of_row, read
from linli.reports.rules.forms import FORM
from linli.staff.rules import ABOVE_COUNTY

# A seal is written within it: what was known so long ago is what it will ever be.
SETTLED: Final = timedelta(minutes=1)
# The sums of an area's parts, by code, of each day.
Sums = dict[date, dict[str, Sum]]


def kept(*, area: AreaCode, days: Collection[date], digits: int) -> Sums:
    """Return the sums of an area's parts of each day by code, as they stand now; one statement over a row a part."""
    if digits == DIGITS[Level.COMMUNITY]:
        return summed(area=area, days=days, digits=digits, moments=(None,))[0]
    from_, until = area.range
    rows = ReportSum.objects.filter(
        form=FORM, day__in=days, area__gte=from_, area__lt=until, area__length=digits
    )
    sums: Sums = {day: {} for day in days}
    for row in rows:
        sums[row.day][row.area] = of_row(row)
    return sums


def known(*, area: AreaCode, days: Collection[date], digits: int, at: datetime) -> Sums:
    """Return them from what was sealed by a moment; one statement over every report."""
    return summed(area=area, days=days, digits=digits, moments=(at,))[0]


def sums_at(
    *, area: AreaCode, days: tuple[date, ...], digits: int, moments: Sequence[datetime | None], now: datetime
) -> list[Sums]:
    """Return what `summed` does. Above the county, where thousands of reports are added up, it keeps what is settled."""
    if area.level not in ABOVE_COUNTY:
        return summed(area=area, days=days, digits=digits, moments=moments)
    return [
        kept(area=area, days=days, digits=digits)
        if at is None
        else settled(area=area, days=days, digits=digits, at=at)
        if now - at > SETTLED
        else known(area=area, days=days, digits=digits, at=at)
        for at in moments
    ]


@lru_cache(maxsize=64)
def settled(*, area: AreaCode, days: tuple[date, ...], digits: int, at: datetime) -> Sums:
    """Return what `known` does of a moment that is long past; nobody changes what it returns."""
    return known(area=area, days=days, digits=digits, at=at)


def summed(
    *, area: AreaCode, days: Collection[date], digits: int, moments: Sequence[datetime | None]
) -> list[Sums]:
    """Return `known` at each of some moments, `kept` where one is None; one statement for all of them."""
    from_, until = area.range
    told = {f"day_{n}": str(connection.ops.adapt_datefield_value(day)) for n, day in enumerate(days)}
    params = {"form": FORM, "from_": from_, "until": until, **told, **_moments(moments)}
    found: list[Sums] = [{day: {} for day in days} for _ in moments]
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor, digits, moments, list(told)), params)
        for place, *row in cursor.fetchall():
            part, one = read(tuple(row))
            day, _, code = part.partition(" ")
            found[place][date.fromisoformat(day)][code] = one
    return found


def _moments(moments: Sequence[datetime | None]) -> Mapping[str, str]:
    return {
        f"at_{n}": str(connection.ops.adapt_datetimefield_value(at))
        for n, at in enumerate(moments)
        if at is not None
    }


def _statement(vendor: str, digits: int, moments: Sequence[datetime | None], days: Sequence[str]) -> str:
    """Return the statement that adds up the reports of a range by moment, day and the first digits of their areas.

    days: the parameters that name the days.
    """
    asked = ", ".join(f"%({day})s" for day in days)
    selects = [
        f"SELECT {n} AS place, one.* FROM ({_of_moment(vendor, digits, n, at, asked)}) one"  # noqa: S608
        for n, at in enumerate(moments)
    ]
    return " UNION ALL ".join(selects)


def _of_moment(vendor: str, digits: int, n: int, at: datetime | None, days: str) -> str:
    if at is None and digits < DIGITS[Level.COMMUNITY]:
        return f"""
            SELECT CAST(day AS text) || ' ' || area AS part, {READ} FROM reports_reportsum
            WHERE form = %(form)s AND day IN ({days}) AND area >= %(from_)s AND area < %(until)s
              AND length(area) = {digits}
        """  # noqa: S608 (names and numbers of our own; values are parameters)
    part = f"CAST(day AS text) || ' ' || substr(area, 1, {digits})"
    stood = f"AND n.sealed_at <= %(at_{n})s AND (n.withdrawn_at IS NULL OR n.withdrawn_at > %(at_{n})s)"
    known_ = STANDING if at is None else stood
    return f"SELECT part, {READ} FROM ({added(vendor, part, from_reports(vendor, known_, days))}) made"  # noqa: S608
