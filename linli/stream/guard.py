"""A guard on the connection: a statement on a stream table names a county, joins no register, and locks within a county.

One forgotten county turns a range read into a scan of the nation, and on a distributed database into a query of
every machine; a join of a stream table with one of the register cannot be asked there at all. It is found here, in the
first test that runs the statement, on SQLite too.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from linli.stream.statements import LOCK_IN_COMMENT, locked_nationally, names_county, tables_together
from linli.stream.tables import STREAM_TABLES

_national: ContextVar[str] = ContextVar("national", default="")
_READS_OR_CHANGES: Final = re.compile(r"\s*(SELECT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_INSERTS: Final = re.compile(r"INSERT\s+INTO", re.IGNORECASE)

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class CountyMissing(RuntimeError):
    """A statement on a stream table named no county."""


class RegisterJoined(RuntimeError):
    """A statement joined a stream table with one that is none: ask for ids first, or by a statement within."""


class LockedNationally(RuntimeError):
    """A statement locks rows of a stream table without naming a county, which no reason allows."""


@contextmanager
def national(reason: str) -> Iterator[None]:
    """Allow statements over all counties inside the block; `reason` says why they must be. Joins and locks stay refused."""
    token = _national.set(reason)
    try:
        yield
    finally:
        _national.reset(token)


def is_bound(sql: str) -> bool:
    """Say whether a statement that touches a stream table is bound to counties.

    Statements ending in a semicolon come from Django's own flush between tests, never from the ORM, and pass.
    """
    if not _READS_OR_CHANGES.match(sql) or _INSERTS.search(sql) or sql.rstrip().endswith(";"):
        return True
    if not any(table in sql for table in _stream()):
        return True
    return names_county(sql)


@lru_cache(maxsize=4096)  # texts repeat; what differs are their values
def fault_of(sql: str) -> type[RuntimeError] | None:
    """Return what is wrong with a statement whoever asks it, national or not; None for nothing."""
    stream = _stream()
    if not any(table in sql for table in stream) or sql.rstrip().endswith(";"):
        return None
    if any(tables & stream and tables & _register() for tables in tables_together(sql)):
        return RegisterJoined
    if locked_nationally(sql) & stream:
        return LockedNationally
    return None


def guard(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 (Django's signature)
    """Run a statement, or raise CountyMissing, RegisterJoined or LockedNationally before it reaches the database."""
    if fault := fault_of(sql):
        raise fault(sql)
    if not _national.get() and not is_bound(sql):
        raise CountyMissing(sql)
    return execute(sql, params, many, context)


def say_locks(connection: BaseDatabaseWrapper) -> None:
    """Let a connection to SQLite say in a comment which rows PostgreSQL would lock; Django leaves it out otherwise.

    It then also refuses such a statement outside a transaction, as on PostgreSQL.
    """
    features: Any = connection.features
    features.has_select_for_update = True
    features.has_select_for_update_nowait = True
    features.has_select_for_update_skip_locked = True
    features.has_select_for_update_of = True
    features.has_select_for_no_key_update = True
    operations: Any = connection.ops
    operations.for_update_sql = lambda **_how: LOCK_IN_COMMENT


@lru_cache(maxsize=1)
def _register() -> frozenset[str]:
    """Return the tables of the register: every one that is no stream table."""
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True)) - _stream()


def _stream() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in STREAM_TABLES)
