"""A moment is read as the same moment, to the microsecond, whatever zone it was written in."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "told",
    [
        datetime(2020, 1, 27, 8, 30, tzinfo=timezone(timedelta(hours=8))),
        datetime(2020, 1, 26, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(1900, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back(told: datetime) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL's driver reads moments")
    read = _read("SELECT CAST(%s AS timestamptz)", [told])
    assert read == told
    assert read.utcoffset() == timedelta(0)


def test_none_is_none() -> None:
    assert (
        _read("SELECT CAST(NULL AS timestamptz)" if connection.vendor == "postgresql" else "SELECT NULL", [])
        is None
    )


def test_the_compiled_code_reads_on_a_cursor_of_django() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL's driver reads moments")
    from linli.stream.moments import MOMENT, MomentLoader

    with connection.cursor() as cursor:
        assert cursor.adapters.get_loader(MOMENT, 0) is MomentLoader


def _read(sql: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
