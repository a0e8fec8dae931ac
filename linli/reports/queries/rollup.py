"""Sums of sealed reports for the levels above: one statement a page, grouped by the next level below."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from linli.areas.queries import children, community_counts
from linli.areas.rules import AreaCode
from linli.reports.models import Report
from linli.reports.queries.daily import due_at
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
    community_due = due_at(area=AreaCode(area.ljust(COMMUNITY_DIGITS, "0")), day=day)
    below_due = due_at(area=AreaCode(area.ljust(digits, "0")), day=day)
    below = tuple(
        Below(
            area=AreaCode(row.code),
            name=row.name,
            standing=standing_of(report=own.get(row.code), due_at=below_due, now=now),
            report=own.get(row.code),
            received=_received(expected.get(row.code, 0), sealed.get(row.code, []), community_due, now),
            figures={key: sums.get(row.code, {}).get(key) for key in COLUMNS},
        )
        for row in rows
    )
    return RollUp(
        area=area,
        day=day,
        due_at=due_at(area=area, day=day),
        received=_added([b.received for b in below]),
        figures={key: _sum([b.figures[key] for b in below]) for key in COLUMNS},
        below=below,
    )


def standing_of(*, report: Report | None, due_at: datetime, now: datetime) -> Standing:
    """Say where an area stands: a sealed report by the hour written on it, none by the hour of today."""
    if report is None:
        return standing(sealed_at=None, due_at=due_at, now=now)
    return standing(sealed_at=report.sealed_at, due_at=report.due_at, now=now)


def _received(expected: int, are_late: list[bool], due: datetime, now: datetime) -> Received:
    absent = max(expected - len(are_late), 0)
    return Received(
        expected=expected,
        on_time=are_late.count(False),
        late=are_late.count(True),
        missing=absent if now > due else 0,
        not_yet_due=0 if now > due else absent,
    )


def _sums(area: AreaCode, day: date, digits: int) -> dict[str, dict[str, int | None]]:
    from_, until = area.range
    sums: dict[str, dict[str, int | None]] = {}
    with connection.cursor() as cursor:
        stored_day = str(connection.ops.adapt_datefield_value(day))
        values: dict[str, str | int] = {
            "digits": digits,
            "form": FORM,
            "day": stored_day,
            "from_": from_,
            "until": until,
        }
        cursor.execute(_SUMS[connection.vendor], values)
        for code, key, value in cursor.fetchall():
            sums.setdefault(code, {})[key] = None if value is None else int(value)
    return sums


def _sealed_by(area: AreaCode, day: date, digits: int) -> dict[str, list[bool]]:
    """Return for each part of the area whether each community's report that is here came late."""
    from_, until = area.range
    are_late: dict[str, list[bool]] = {}
    rows = Report.objects.filter(
        form=FORM, day=day, area__gte=from_, area__lt=until, area__length=COMMUNITY_DIGITS
    )
    for code, at, due in rows.filter(version=1).values_list("area", "sealed_at", "due_at"):
        are_late.setdefault(code[:digits], []).append(at > due)
    return are_late


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
