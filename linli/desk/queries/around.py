"""What is counted around every page, in one statement together with what a page counts itself."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.utils import timezone

from linli.clock import day_of
from linli.desk.nav import doors_of
from linli.memo import asked_once, told_already
from linli.reports.queries.reminders import Reminder, sealed_on
from linli.reports.queries.taking_part import out_of_use
from linli.staff.rules import Viewer

# A query by the function that makes it and by what that is told, and not yet made: each is put together once in a process.
Rows = partial[QuerySet[Any]]
_COUNTS: Final = "counts"
# Queries that are kept; each is some 2 kB.
KEPT: Final = 1024


def counts(*, rows: Mapping[str, Rows]) -> dict[str, int]:
    """Return how many rows some queries find, by their keys; one statement for those that this request has not counted yet.

    A key says what is counted for whoever asks: within a request it means one thing. A query depends on the day at most and
    never on the moment, for its statement is kept for the day; what it finds is asked anew each time.
    """
    return asked_once(kind=_COUNTS, keys=rows, ask=lambda keys: _counted({key: rows[key] for key in keys}))


def counting(*, rows: Mapping[str, Rows]) -> list[tuple[str, tuple[Any, ...]]]:
    """Return the statements that count, each of a key and a number, with their values: to be asked together with others.

    One that can find nothing is left out.
    """
    today = day_of(timezone.now())
    told = (
        _statement(key, one.func, one.args, frozenset(one.keywords.items()), today)
        for key, one in rows.items()
    )
    return [statement for statement in told if statement]


def note_counts(*, rows: Mapping[str, Rows], found: Mapping[str, int]) -> dict[str, int]:
    """Return what was counted by `counting`, by the keys of all queries, and note it for this request."""
    counted = dict.fromkeys(rows, 0) | dict(found)
    told_already(kind=_COUNTS, names=counted)
    return counted


def _counted(rows: Mapping[str, Rows]) -> dict[str, int]:
    statements = counting(rows=rows)
    found: dict[str, int] = {}
    if statements:
        with connection.cursor() as cursor:
            told = [value for _sql, values in statements for value in values]
            cursor.execute(" UNION ALL ".join(sql for sql, _values in statements), told)
            found = dict(cursor.fetchall())
    return dict.fromkeys(rows, 0) | found


@lru_cache(maxsize=KEPT)
def _statement(
    key: str, make: Callable[..., QuerySet[Any]], args: tuple[Any, ...], said: frozenset[Any], _today: date
) -> tuple[str, tuple[Any, ...]] | None:
    """Return the statement that counts, with its values; None where it can find nothing.

    Kept, for Django's putting together costs more than the asking.
    """
    counting = make(*args, **dict(said)).order_by().values_list(Value(key)).annotate(found=Count("pk"))
    try:
        sql, values = counting.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, values


def around(*, viewer: Viewer, due: Sequence[Reminder]) -> dict[str, Rows]:
    """Return all that is counted around every page of a viewer; due: today's reports, as `due_today` returns them."""
    sealed = {_report(one): partial(sealed_on, area=one.area, day=one.day) for one in due}
    unused = {_unused(one): partial(out_of_use, area=one.area, on=one.day) for one in due}
    return behind_doors(viewer=viewer) | sealed | unused


def behind_doors(*, viewer: Viewer) -> dict[str, Rows]:
    """Return what waits for a viewer behind each door of the menu that counts, by the name of its address."""
    doors = doors_of(roles=frozenset(post.role for post in viewer.posts))
    return {door.url_name: partial(door.waiting, viewer) for door, _url in doors if door.waiting}


def unsealed(*, due: Sequence[Reminder], counted: Mapping[str, int]) -> list[Reminder]:
    """Return those of some reports that are expected and not sealed; counted: as `counts` returns it for `around`."""
    return [one for one in due if not counted[_report(one)] and not counted[_unused(one)]]


def _report(one: Reminder) -> str:
    return f"report {one.area} {one.day}"


def _unused(one: Reminder) -> str:
    return f"not in use {one.area} {one.day}"
