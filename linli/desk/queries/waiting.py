"""What waits for somebody: the rows of every kind in one statement, put together once a day for each viewer."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, DateTimeField, F, Min, QuerySet, TextField, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.desk.queries.around import Rows, counting, note_counts
from linli.desk.registers import WAITS
from linli.staff.rules import Viewer, may
from linli.staff.waits import Standing, WaitKind, WaitLines, Waits, WaitSum, WaitTold, Way, stands

# So many of a kind stand on lines of their own, the oldest; the last of them tells how many more there are.
SHOWN: Final = 5
# Statements that are kept, one for each viewer; each is some 20 kB.
KEPT: Final = 128
_ARGS: Final = 2
_UUID_DIGITS: Final = 32
# What the row of a sum does not tell: until when, title, place, both parts of an address.
_BLANK: Final = ", CAST(NULL AS timestamptz)" + ", CAST('' AS text)" * (2 + _ARGS)
_UNCOUNTED: Final = f", CAST(NULL AS timestamptz){_BLANK}"
# Each row with the name of its place.
_NAMED: Final = """
WITH waits (code, found, since, until, title, place, first, second) AS (%s)
SELECT waits.*, area.name FROM waits LEFT JOIN areas_area area ON area.code = waits.place
"""
_STANDINGS: Final = tuple(Standing)


@dataclass(frozen=True)
class Line:
    """A line of the list. count: how many it stands for; more: how many of the kind stand nowhere here, at `page` all of them."""

    code: str
    words: str | Promise
    title: str | Promise
    place: str
    url: str
    page: str
    since: datetime | None
    until: datetime | None
    standing: Standing
    count: int = 1
    more: int = 0
    is_late: bool = False
    is_alarm: bool = False


def waiting(*, viewer: Viewer, now: datetime) -> list[Line]:
    """Return all that waits for a viewer and that they wait for, by standing, alarms before the rest, the oldest first.

    One statement for all rows, those of each WaitLines that opens to the viewer, and one for the names of their places.
    """
    told = [
        (kind, line)
        for kind in _opened(viewer)
        if isinstance(kind, WaitLines)
        for line in kind.lines(viewer, now)
    ]
    names = names_of(codes={line.place for _kind, line in told if line.place})
    return _in_order(
        [*_of_rows(viewer, now, [])[0], *(_of_told(kind, line, names) for kind, line in told)],
        now,
    )


def waiting_beside(
    *, viewer: Viewer, now: datetime, counted: Mapping[str, Rows]
) -> tuple[list[Line], dict[str, int]]:
    """Return what of it does not hang on the moment, and what `counts` returns of some queries; one statement for both."""
    lines, found = _of_rows(viewer, now, counting(rows=counted))
    return _in_order(lines, now), note_counts(rows=counted, found=found)


def _opened(viewer: Viewer) -> list[Waits]:
    """Return the kinds that open to a viewer."""
    return [
        kind
        for kind in WAITS
        if not kind.actions or any(may(viewer=viewer, action=action) for action in kind.actions)
    ]


def _in_order(lines: Iterable[Line], now: datetime) -> list[Line]:
    """Return lines in their order, with how they stand at a moment."""
    said = [
        replace(
            line,
            standing=stands(standing=line.standing, until=line.until, now=now),
            is_late=line.until is not None and line.until <= now,
        )
        for line in lines
    ]
    order = [kind.code for kind in WAITS]
    alarms = {kind.code for kind in WAITS if isinstance(kind, WaitKind) and kind.is_alarm}

    def age(line: Line) -> float:
        since = (line.since or now).timestamp()
        return -since if line.code in alarms else since

    return sorted(
        said,
        key=lambda line: (
            _STANDINGS.index(line.standing),
            line.code not in alarms,
            age(line),
            order.index(line.code),
            str(line.title),
        ),
    )


def _of_told(kind: WaitLines, line: WaitTold, names: Mapping[str, str]) -> Line:
    return Line(
        kind.code,
        kind.words,
        line.title,
        names.get(line.place, line.place),
        line.url,
        line.url,
        line.since,
        line.until,
        line.standing,
        count=line.count,
    )


@dataclass(frozen=True)
class _Kept:
    """The parts of a statement with their values. reads: what makes a moment of what the database gives of one."""

    parts: tuple[str, ...]
    values: tuple[Any, ...]
    reads: Callable[[Any], datetime | None]


def _of_rows(
    viewer: Viewer, now: datetime, beside: Sequence[tuple[str, tuple[Any, ...]]]
) -> tuple[list[Line], dict[str, int]]:
    """Return the lines of all rows, and the numbers that were counted beside them, by key; one statement."""
    kept = _statement(viewer, day_of(now))
    counts = [f"SELECT c{n}.*{_UNCOUNTED} FROM ({sql}) AS c{n}" for n, (sql, _values) in enumerate(beside)]  # noqa: S608
    parts = [*kept.parts, *counts]
    rows: list[Any] = []
    if parts:
        with connection.cursor() as cursor:
            values = [*kept.values, *(value for _sql, values in beside for value in values)]
            cursor.execute(_NAMED % " UNION ALL ".join(parts), values)
            rows = cursor.fetchall()
    kinds = {kind.code: kind for kind in WAITS}
    lines: list[Line] = []
    sums: dict[str, Line] = {}
    found: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for code, count, since, until, *said, name in rows:
        kind = kinds.get(code)
        if isinstance(kind, WaitKind):
            seen[code] += 1
            more = count - SHOWN if seen[code] == SHOWN else 0
            lines.append(_of_row(kind, kept.reads(since), kept.reads(until), said, name or "", more))
        elif isinstance(kind, WaitSum):
            if count:
                sums[code] = _of_sum(kind, count, kept.reads(since), sums.get(code))
        else:
            found[code] = count
    return [*lines, *sums.values()], found


def _of_row(
    kind: WaitKind,
    since: datetime | None,
    until: datetime | None,
    said: Sequence[str],
    name: str,
    more: int,
) -> Line:
    title, _place, *args = said
    page = reverse(kind.page)
    named = [_argument(one) for one in args[: len(kind.args)]]
    url = reverse(kind.own_page, args=named) if kind.own_page else page
    if kind.anchor:
        url = f"{page}#{kind.anchor}{named[0]}"
    return Line(
        kind.code,
        kind.words,
        kind.titles.get(title, title or ""),
        name,
        url,
        page,
        since,
        until,
        kind.standing,
        more=more,
        is_alarm=kind.is_alarm,
    )


def _of_sum(kind: WaitSum, count: int, since: datetime | None, before: Line | None) -> Line:
    """Return the line of a sum; before: that of another sum of the same code, to which it is added."""
    page = reverse(kind.page)
    if before is not None:
        since = min((at for at in (since, before.since) if at), default=None)
        count += before.count
    return Line(kind.code, kind.words, "", "", page, page, since, None, kind.standing, count=count)


def _argument(text: str) -> str:
    """Return a part of an address as it is written; SQLite tells ids without their dashes."""
    return str(UUID(text)) if len(text) == _UUID_DIGITS else text


@lru_cache(maxsize=KEPT)
def _statement(viewer: Viewer, _today: date) -> _Kept:
    """Return the parts of the statement, one for each kind that may find something: put together once, for that costs more."""
    parts: list[str] = []
    values: list[Any] = []
    for number, kind in enumerate(_opened(viewer)):
        if isinstance(kind, WaitLines):
            continue
        asked = _rows(kind, viewer) if isinstance(kind, WaitKind) else _sum(kind, viewer)
        blank = "" if isinstance(kind, WaitKind) else _BLANK
        try:
            sql, told = asked.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT w{number}.*{blank} FROM ({sql}) AS w{number}")  # noqa: S608 (Django's own text)
        values += told
    return _Kept(tuple(parts), tuple(values), _reads())


def _rows(kind: WaitKind, viewer: Viewer) -> QuerySet[Any, Any]:
    since = _way(kind.since)
    args = [*kind.args, *[""] * (_ARGS - len(kind.args))]
    said = (kind.title, kind.place, *args)
    until = F(kind.until) if kind.until else Cast(Value(None), DateTimeField())
    # What is late is among those shown, however many are older.
    first = [F(kind.until).asc(nulls_last=True), since] if kind.until else [since]
    rows: QuerySet[Any, Any] = (
        kind.rows(viewer)
        .order_by(*([Cast(since, DateTimeField()).desc()] if kind.is_alarm else first), "pk")
        .values_list(
            Value(kind.code),
            Window(Count("pk")),
            since,
            until,
            *(Cast(_way(way) if way else Value(""), TextField()) for way in said),
        )[:SHOWN]
    )
    return rows


def _sum(kind: WaitSum, viewer: Viewer) -> QuerySet[Any, Any]:
    of_kind = kind.rows(viewer).order_by().values_list(Value(kind.code))
    rows: QuerySet[Any, Any] = of_kind.annotate(found=Count("pk"), since=Min(_way(kind.since)))
    return rows


def _way(way: Way) -> Combinable:
    return F(way) if isinstance(way, str) else way


def _reads() -> Callable[[Any], datetime | None]:
    """Return what reads a moment as Django itself does."""
    told_as = Cast(Value(None), DateTimeField())
    converters = connection.ops.get_db_converters(told_as)

    def read(value: Any) -> datetime | None:
        for convert in converters:
            value = convert(value, told_as, connection)
        told: datetime | None = value
        return told

    return read
