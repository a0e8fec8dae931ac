"""Sums of sealed reports in SQL: what they are made of, and how every area of a level gets its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import ReportSum
from linli.reports.registers import COLUMNS, LATER_COLUMNS
from linli.reports.rules.forms import FORM, Figures

# What a level's sums are made of: a township's of reports, the others' of the sums one level below.
BELOW: Final = {
    Level.TOWNSHIP: Level.COMMUNITY,
    Level.COUNTY: Level.TOWNSHIP,
    Level.CITY: Level.COUNTY,
    Level.PROVINCE: Level.CITY,
}
# `rules.deadlines.is_late`, for rows that never leave the database.
_IS_LATE: Final = "r.first_sealed_at > r.late_after"
# Of a version n: that nobody withdrew it.
STANDING: Final = "AND n.withdrawn_at IS NULL"
# jsonb_build_object takes a hundred arguments at most.
_PAIRS_A_CALL: Final = 40
# Joined with nothing, a document comes out unpacked.
_FIGURES_UNPACKED: Final = "figures || '{}'::jsonb AS figures"
_MINUTES_LATE: Final = {
    "postgresql": "CAST(extract(epoch FROM (r.first_sealed_at - r.due_at)) AS bigint) / 60",
    "sqlite": "(CAST(strftime('%%s', r.first_sealed_at) AS integer) - CAST(strftime('%%s', r.due_at) AS integer)) / 60",
}


@dataclass(frozen=True)
class Sum:
    """The newest sealed reports of an area's communities added up.

    present: of each later column, how many of the reports have it; every report has the first ones.
    late_minutes_most: the longest lateness.
    """

    figures: Figures
    present: Mapping[str, int]
    on_time: int
    late: int
    late_minutes_most: int

    @property
    def told(self) -> Figures:
        """The sums of the columns that any of the reports has; None where none of these holds a number."""
        return {
            key: self.figures.get(key) for key in COLUMNS if key not in LATER_COLUMNS or self.present.get(key)
        }


def path(*, community: AreaCode, day: date) -> dict[AreaCode, Sum]:
    """Return the sums of a community's township, county, city and province, each from what lies directly beneath.

    Two statements over a few dozen rows, added here: a statement a level takes PostgreSQL longer to plan than to run.
    """
    township, *above = reversed(community.ancestors)
    parts = _parts(township, day)
    kept_sums = {row.area: of_row(row) for row in _beneath(above, day)}
    made = {township: _together(list(parts.values()))}
    below = township
    for area in above:
        kept_sums[below] = made[below]
        digits = len(below)
        made[area] = _together(
            [told for code, told in kept_sums.items() if len(code) == digits and code.startswith(area)]
        )
        below = area
    return made


def _parts(township: AreaCode, day: date) -> dict[str, Sum]:
    """Return the newest sealed reports of a township's communities, each as a sum of one."""
    from_, until = township.range
    day_told = str(connection.ops.adapt_datefield_value(day))
    source = from_reports(connection.vendor, STANDING)
    statement = f"SELECT area, {READ} FROM ({source}) source"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, {"form": FORM, "day": day_told, "from_": from_, "until": until})
        return dict(map(read, cursor.fetchall()))


READ: Final = "CAST(figures AS text), CAST(present AS text), on_time, late, late_minutes_most"


def read(row: tuple[str, str, str, int, int, int]) -> tuple[str, Sum]:
    """Return what a row of READ tells, by what stands before it."""
    area, figures, present, on_time, late, most = row
    return area, Sum(json.loads(figures), json.loads(present), int(on_time), int(late), int(most))


def _beneath(areas: Sequence[AreaCode], day: date) -> QuerySet[ReportSum]:
    """Return the kept sums of the next level below each of some areas."""
    lying = Q()
    for area in areas:
        from_, until = area.range
        lying |= Q(area__gte=from_, area__lt=until, area__length=DIGITS[BELOW[area.level]])
    return ReportSum.objects.filter(lying, form=FORM, day=day)


def of_row(row: ReportSum) -> Sum:
    """Return a sum as it is kept."""
    return Sum(row.figures, row.present, row.on_time, row.late, row.late_minutes_most)


def _together(sums: Sequence[Sum]) -> Sum:
    return Sum(
        figures={key: _told_sum([one.figures.get(key) for one in sums]) for key in COLUMNS},
        present={key: sum(one.present.get(key, 0) for one in sums) for key in LATER_COLUMNS},
        on_time=sum(one.on_time for one in sums),
        late=sum(one.late for one in sums),
        late_minutes_most=max((one.late_minutes_most for one in sums), default=0),
    )


def nation(*, day: date) -> Sum | None:
    """Return the sum of all provinces as it stands now, None before anything is sealed; one statement."""
    rows = list(ReportSum.objects.filter(form=FORM, day=day, area__length=DIGITS[Level.PROVINCE]))
    if not rows:
        return None
    return _together([of_row(row) for row in rows])


def _told_sum(values: list[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def upsert(*, vendor: str, level: Level) -> str:
    """Return the statement that makes a level's sums of a day again from what is sealed below.

    Parameters: form, day, from_, until (the range of codes whose reports or sums are added up). Figures that nobody
    recorded stay null: SUM over NULLs only is NULL, never 0.
    """
    digits = DIGITS[level]
    source = from_reports(vendor, STANDING) if level == Level.TOWNSHIP else _from_sums(vendor, BELOW[level])
    return f"""
        INSERT INTO reports_reportsum (form, day, area, figures, present, on_time, late, late_minutes_most)
        SELECT %(form)s, %(day)s, part, figures, present, on_time, late, late_minutes_most
        FROM ({added(vendor, f"substr(area, 1, {digits})", source)}) added WHERE true
        ON CONFLICT (form, day, area) DO UPDATE SET figures = excluded.figures, present = excluded.present,
            on_time = excluded.on_time, late = excluded.late, late_minutes_most = excluded.late_minutes_most
    """  # noqa: S608 (names and numbers of our own; values are parameters)


def from_reports(vendor: str, known: str, days: str = "%(day)s") -> str:
    """Return a select of the communities' newest reports of some days; known, days: as of `_newest`."""
    minutes = _MINUTES_LATE[vendor]
    return f"""
        SELECT r.area, r.day, r.figures, {_present(vendor)} AS present,
               CASE WHEN {_IS_LATE} THEN 0 ELSE 1 END AS on_time,
               CASE WHEN {_IS_LATE} THEN 1 ELSE 0 END AS late,
               CASE WHEN {_IS_LATE} THEN {minutes} ELSE 0 END AS late_minutes_most
        FROM ({_unpacked(vendor, _newest(known, days))}) r
    """  # noqa: S608


def _unpacked(vendor: str, reports: str) -> str:
    """Return a select of reports whose figures PostgreSQL unpacks once: packed, each key that is read unpacks them anew.

    OFFSET 0 keeps the planner from putting the unpacking back where each key is read.
    """
    if vendor != "postgresql":
        return reports
    return f"""
        SELECT area, day, {_FIGURES_UNPACKED}, left_out, due_at, late_after, first_sealed_at
        FROM ({reports}) packed OFFSET 0
    """  # noqa: S608


def _newest(known: str, days: str) -> str:
    """Return a select of the newest sealed version of each community's report of some days.

    known: the condition on n, a version, that it stands or stood, such as `STANDING`; the same is asked of r.
    """
    of_r = known.replace("n.", "r.")
    return f"""
        SELECT r.area, r.day, r.figures, r.left_out, r.due_at, r.late_after, r.first_sealed_at
        FROM reports_report r
        WHERE r.form = %(form)s AND r.day IN ({days}) AND r.area >= %(from_)s AND r.area < %(until)s
          AND length(r.area) = {DIGITS[Level.COMMUNITY]} {of_r}
          AND NOT EXISTS (SELECT 1 FROM reports_report n WHERE n.area = r.area AND n.form = r.form
                          AND n.day = r.day AND n.version > r.version {known})
    """  # noqa: S608


def _from_sums(vendor: str, below: Level) -> str:
    figures = _FIGURES_UNPACKED if vendor == "postgresql" else "figures"
    return f"""
        SELECT s.area, {figures}, s.present, s.on_time, s.late, s.late_minutes_most FROM reports_reportsum s
        WHERE s.form = %(form)s AND s.day = %(day)s AND s.area >= %(from_)s AND s.area < %(until)s
          AND length(s.area) = {DIGITS[below]}
    """  # noqa: S608


def _present(vendor: str) -> str:
    """Return a document of the later columns: 1 where a report r has one, told or left out as not applying, else 0."""
    if vendor == "postgresql":
        has = [
            (key, f"CAST(r.figures ? '{key}' OR r.left_out ? '{key}' AS integer)") for key in LATER_COLUMNS
        ]
    else:
        left_out = "EXISTS (SELECT 1 FROM json_each(r.left_out) WHERE value = '{0}')"
        has = [
            (key, f"(json_type(r.figures, '$.{key}') IS NOT NULL OR {left_out.format(key)})")
            for key in LATER_COLUMNS
        ]
    return _document(vendor, has)


def _document(vendor: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return a document of keys and what stands for them in SQL. PostgreSQL alone takes any number of pairs."""
    told = [f"'{key}', {value}" for key, value in pairs]
    if vendor != "postgresql":
        return f"json_object({', '.join(told)})"
    parts = [told[start : start + _PAIRS_A_CALL] for start in range(0, len(told), _PAIRS_A_CALL)] or [[]]
    return " || ".join(f"jsonb_build_object({', '.join(part)})" for part in parts)


def added(vendor: str, part: str, source: str) -> str:
    """Return a select of part, figures, present and the counts over a select of reports or sums; part: what tells parts apart.

    PostgreSQL reads each column out of the documents and groups once, a third of the time that unfolding them takes;
    SQLite's own functions take too few arguments for that. OFFSET 0: what a row holds is made once and not again a key.
    """
    counts = "SUM(on_time) AS on_time, SUM(late) AS late, MAX(late_minutes_most) AS late_minutes_most"
    if vendor == "postgresql":
        figures = _document(vendor, [(key, f"SUM((figures->>'{key}')::bigint)") for key in COLUMNS])
        present = _document(
            vendor, [(key, f"SUM(COALESCE((present->>'{key}')::bigint, 0))") for key in LATER_COLUMNS]
        )
        return f"""
            SELECT {part} AS part, {figures} AS figures, {present} AS present, {counts}
            FROM ({source} OFFSET 0) source GROUP BY 1
        """  # noqa: S608
    return f"""
        WITH source AS ({source}),
             counted AS (SELECT {part} AS part, {counts} FROM source GROUP BY 1),
             told AS ({_unfolded(part, "figures")}), had AS ({_unfolded(part, "present")})
        SELECT c.part, t.document AS figures, COALESCE(h.document, '{{}}') AS present, c.on_time, c.late,
               c.late_minutes_most
        FROM counted c JOIN told t ON t.part = c.part LEFT JOIN had h ON h.part = c.part
    """  # noqa: S608


def _unfolded(part: str, name: str) -> str:
    """Return a select of part and a document of the sums of every key of a source's documents. SQLite."""
    return f"""
        SELECT part, json_group_object(key, total) AS document
        FROM (SELECT {part} AS part, f.key AS key, SUM(f.value) AS total
              FROM source, json_each(source.{name}) f GROUP BY 1, 2) GROUP BY 1
    """  # noqa: S608
