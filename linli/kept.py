"""Queries of the busiest pages: put together once in a process, asked every time.

Django's putting together of a query costs more than its asking. So a query is named by the function that makes it and by what
that is told; told the same again, its statement is taken as it was made, with the moment and the ids of this time in it. What
it finds is never kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# How many statements are kept, each some 10 kB; one with more ids than a page shows is put together for its one use.
KEPT: Final = 512
MOST_IDS: Final = 200
# Stands in a kept statement for the moment that is asked about; nothing happened then, nor on the days around it.
_MOMENT: Final = datetime(2, 1, 1, microsecond=1, tzinfo=UTC)
_LONG_AGO: Final = ("0001-", "0002-")

Values = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class Query:
    """What makes a query, and what it is told; alike when both are. It asks nothing itself while it makes."""

    make: Callable[..., QuerySet[Any, Any]]
    said: frozenset[tuple[str, Any]]

    def __call__(self, **more: Any) -> QuerySet[Any, Any]:
        """Make it, told something more."""
        return self.make(**dict(self.said), **more)


def query(make: Callable[..., QuerySet[Any, Any]], /, **said: Any) -> Query:
    """Name a query by the function that makes it and what that is told, all of it hashable."""
    return Query(make, frozenset(said.items()))


@dataclass(frozen=True)
class _Kept:
    """A statement. moments, ids: at which places of its values the moment and which id of those asked about stand.

    reads: what makes of a column's value what Django gives; a column that stays as it comes is not in it.
    """

    sql: str
    values: tuple[Any, ...]
    moments: tuple[int, ...]
    ids: tuple[tuple[int, int], ...]
    reads: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


def rows(
    asked: Query, *, at: datetime | None = None, ids: Sequence[UUID] | None = None
) -> list[tuple[Any, ...]]:
    """Return the rows of a query of values_list as Django itself would; one statement.

    at, ids: told to the query beside what it names, where they are given. It puts them into conditions as they are and reckons
    nothing with them, for those that it sees stand for others.
    """
    count = None if ids is None else len(ids)
    put_together = _kept if (count or 0) <= MOST_IDS else _kept.__wrapped__
    kept = put_together(asked, at is not None, count)
    if kept is None:
        return []
    values, told = list(kept.values), ids or ()
    for place in kept.moments:
        values[place] = _bound(at)
    for place, number in kept.ids:
        values[place] = _bound(told[number])
    with connection.cursor() as cursor:
        cursor.execute(kept.sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return [_read(row, kept.reads) for row in found] if kept.reads else found


@lru_cache(maxsize=KEPT)
def _kept(asked: Query, has_moment: bool, ids: int | None) -> _Kept | None:  # noqa: FBT001 (a key)
    """Put a query together; None where it can find nothing. Raises ValueError where it reckons with what stands for others."""
    stand_ins = [UUID(int=n + 1) for n in range(ids or 0)]
    told: dict[str, Any] = {"at": _MOMENT} if has_moment else {}
    if ids is not None:
        told["ids"] = stand_ins
    compiler = asked(**told).query.get_compiler(using=connection.alias)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    moment, numbers = _bound(_MOMENT), {_bound(one): number for number, one in enumerate(stand_ins)}
    kept = _Kept(
        sql,
        tuple(values),
        moments=tuple(place for place, value in enumerate(values) if value == moment),
        ids=tuple((place, numbers[value]) for place, value in enumerate(values) if _is_one(value, numbers)),
        reads=compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]]),
    )
    reckoned = any(str(value).startswith(_LONG_AGO) and value != moment for value in values)
    if reckoned or {number for _place, number in kept.ids} != set(range(len(stand_ins))):
        raise ValueError(sql)
    return kept


def _is_one(value: Any, numbers: Mapping[Any, int]) -> bool:
    return isinstance(value, (str, UUID)) and value in numbers


def _bound(value: Any) -> Any:
    """Return a moment or an id as this database's driver takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datetimefield_value(value)


def _read(
    row: tuple[Any, ...], reads: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]
) -> tuple[Any, ...]:
    told = list(row)
    for place, (converters, expression) in reads.items():
        for convert in converters:
            told[place] = convert(told[place], expression, connection)
    return tuple(told)
