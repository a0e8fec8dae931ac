"""A guard on the connection: every statement on a stream table names a county or is marked national.

One forgotten county turns a range read into a scan of the nation, and on a distributed database into a query of
every machine. It is found here, in the first test that runs the statement, on SQLite too.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from linli.stream.tables import STREAM_TABLES

_national: ContextVar[str] = ContextVar("national", default="")
_READS_OR_CHANGES: Final = re.compile(r"\s*(SELECT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_INSERTS: Final = re.compile(r"INSERT\s+INTO", re.IGNORECASE)
_NAMES_COUNTY: Final = re.compile(r"\bcounty\"?\s*(=|IN\b)", re.IGNORECASE)

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class CountyMissing(RuntimeError):
    """A statement on a stream table named no county."""


@contextmanager
def national(reason: str) -> Iterator[None]:
    """Allow statements over all counties inside the block; `reason` says why they must be."""
    token = _national.set(reason)
    try:
        yield
    finally:
        _national.reset(token)


def names_county(sql: str) -> bool:
    """Say whether a statement that touches a stream table is bound to counties.

    Statements ending in a semicolon come from Django's own flush between tests, never from the ORM, and pass.
    """
    if not _READS_OR_CHANGES.match(sql) or _INSERTS.search(sql) or sql.rstrip().endswith(";"):
        return True
    if not any(model._meta.db_table in sql for model in STREAM_TABLES):
        return True
    return bool(_NAMES_COUNTY.search(sql))


def guard(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 (Django's signature)
    """Run a statement, or raise CountyMissing before it reaches the database."""
    if not _national.get() and not names_county(sql):
        raise CountyMissing(sql)
    return execute(sql, params, many, context)
