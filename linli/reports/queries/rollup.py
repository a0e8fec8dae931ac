"""Sums of sealed reports for the levels above: one statement a page, grouped by the next level below."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from linli.areas.queries import children, community_counts
from linli.areas.rules import AreaCode, Level
from linli.reports.models import Report
from linli.reports.queries.daily import due_at, sealed_report
from linli.reports.rules import COLUMNS, FORM, Figures, Standing, standing

COMMUNITY_DIGITS = 12

# The latest sealed version of each community of a range, its figures unfolded and summed by the first digits of
# its code. A figure that nobody recorded stays NULL: SUM over NULLs only is NULL, never 0.
_SUMS = {
    "sqlite": """
        SELECT substr(r.area, 1, %(digits)s), f.key, SUM(f.value)
        FROM reports_report r, json_each(r.figures) f
        WHERE r.form = %(form)s AND r.day = %(day)s AND r.area >= %(from_)s AND r.area < %(until)s
          AND length(r.area) = 12
          AND NOT EXISTS (SELECT 1 FROM reports_report n WHERE n.area = r.area AND n.form = r.form
                          AND n.day = r.day AND n.version > r.version)
        GROUP BY 1, 2
    """,
    "postgresql": """
        SELECT substr(r.area, 1, %(digits)s), f.key, SUM(CAST(f.value AS bigint))
        FROM reports_report r CROSS JOIN LATERAL jsonb_each_text(r.figures) f
        WHERE r.form = %(form)s AND r.day = %(day)s AND r.area >= %(from_)s AND r.area < %(until)s
          AND length(r.area) = 12
          AND NOT EXISTS (SELECT 1 FROM reports_report n WHERE n.area = r.area AND n.form = r.form
                          AND n.day = r.day AND n.version > r.version)
        GROUP BY 1, 2
    """,
}


@dataclass(frozen=True)
class Received:
    """How many of an area's communities reported. expected = on_time + late + missing + not_yet_due."""

    expected: int
    on_time: int
    late: int
    missing: int
    not_yet_due: int

    @property
    def sealed(self) -> int:
        """Reports that are here, on time or late."""
        return self.on_time + self.late


@dataclass(frozen=True)
class Below:
    """One area of the next level below: its own report's standing and the sum of its communities."""

    area: AreaCode
    name: str
    standing: Standing
    report: Report | None
    received: Received
    figures: Figures


@dataclass(frozen=True)
class RollUp:
    """What an area above the communities sees of a day."""

    area: AreaCode
    day: date
    due_at: datetime
    received: Received
    figures: Figures
    below: tuple[Below, ...]


def roll_up(*, area: AreaCode, day: date, now: datetime) -> RollUp:
    """Sum the sealed reports of an area's communities, whole and by the next level below, in order of code.

    A fixed number of statements whatever the size. Figures that no sealed report holds are None.
    """
    rows = children(code=area)
    digits = len(rows[0].code) if rows else COMMUNITY_DIGITS
    sums = _sums(area, day, digits)
    expected = community_counts(code=area, digits=digits)
    sealed = _sealed_by(area, day, digits)
    own = _own_reports(area, day, digits)
    community_due = _community_due(area, day)
    below = tuple(
        _below(AreaCode(r.code), r.name, sums, expected, sealed, own, day, community_due, now) for r in rows
    )
    return RollUp(
        area=area,
        day=day,
        due_at=due_at(area=area, day=day),
        received=_added([b.received for b in below]),
        figures={key: _sum([b.figures[key] for b in below]) for key in COLUMNS},
        below=below,
    )


def _community_due(area: AreaCode, day: date) -> datetime:
    return due_at(area=AreaCode(area.ljust(COMMUNITY_DIGITS, "0")), day=day)


def _below(
    area: AreaCode,
    name: str,
    sums: dict[str, dict[str, int | None]],
    expected: dict[str, int],
    sealed: dict[str, list[datetime]],
    own: dict[str, Report],
    day: date,
    community_due: datetime,
    now: datetime,
) -> Below:
    report = own.get(area)
    due = report.due_at if report else due_at(area=area, day=day)
    return Below(
        area=area,
        name=name,
        standing=standing(sealed_at=report.sealed_at if report else None, due_at=due, now=now),
        report=report,
        received=_received(expected.get(area, 0), sealed.get(area, []), community_due, now),
        figures={key: sums.get(area, {}).get(key) for key in COLUMNS},
    )


def _received(expected: int, sealed_at: list[datetime], due: datetime, now: datetime) -> Received:
    late = sum(at > due for at in sealed_at)
    absent = max(expected - len(sealed_at), 0)
    return Received(
        expected=expected,
        on_time=len(sealed_at) - late,
        late=late,
        missing=absent if now > due else 0,
        not_yet_due=0 if now > due else absent,
    )


def _sums(area: AreaCode, day: date, digits: int) -> dict[str, dict[str, int | None]]:
    from_, until = area.range
    sums: dict[str, dict[str, int | None]] = {}
    with connection.cursor() as cursor:
        stored_day = connection.ops.adapt_datefield_value(day)
        values = {"digits": digits, "form": FORM, "day": stored_day, "from_": from_, "until": until}
        cursor.execute(_SUMS[connection.vendor], values)
        for code, key, value in cursor.fetchall():
            sums.setdefault(code, {})[key] = None if value is None else int(value)
    return sums


def _sealed_by(area: AreaCode, day: date, digits: int) -> dict[str, list[datetime]]:
    from_, until = area.range
    sealed: dict[str, list[datetime]] = {}
    rows = Report.objects.filter(form=FORM, day=day, area__gte=from_, area__lt=until, area__length=COMMUNITY_DIGITS)
    for code, at in rows.filter(version=1).values_list("area", "sealed_at"):
        sealed.setdefault(code[:digits], []).append(at)
    return sealed


def _own_reports(area: AreaCode, day: date, digits: int) -> dict[str, Report]:
    from_, until = area.range
    rows = Report.objects.filter(form=FORM, day=day, area__gte=from_, area__lt=until, area__length=digits)
    return {row.area: row for row in rows.order_by("version")}


def _sum(values: list[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def _added(parts: list[Received]) -> Received:
    return Received(
        expected=sum(p.expected for p in parts),
        on_time=sum(p.on_time for p in parts),
        late=sum(p.late for p in parts),
        missing=sum(p.missing for p in parts),
        not_yet_due=sum(p.not_yet_due for p in parts),
    )


def has_sealed(*, area: str, day: date) -> bool:
    """Say whether an area's report of a day is sealed."""
    return sealed_report(area=area, day=day) is not None


def level_sums(area: AreaCode) -> bool:
    """Say whether an area sums reports below it."""
    return area.level in {Level.TOWNSHIP, Level.COUNTY, Level.CITY, Level.PROVINCE}
