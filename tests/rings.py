"""Rings of keys for tests, and what the database holds under each."""

import base64
from typing import Final

from django.db import connection
from pytest_django import Settings

from linli.sealing.rotation import values_by_key
from linli.stream.guard import national


def secret(number: int) -> str:
    """Return a key as it is written; the same for the same number."""
    return base64.b64encode(bytes((number * 7 + n * 13) % 256 for n in range(32))).decode()


FIRST: Final = secret(1)
BOTH: Final = f"2:{secret(2)} 1:{secret(1)}"
SECOND: Final = f"2:{secret(2)}"
OTHER_SECOND: Final = f"2:{secret(3)}"


def use(settings: Settings, ring: str) -> None:
    """Let everything from now on be sealed and opened with a ring from the environment."""
    settings.IDENTITY_KEY_FILE = None
    settings.IDENTITY_KEYS = ring


def numbers_in_use() -> set[int]:
    """Return the numbers of all keys under which something is sealed."""
    return {number for by_key in values_by_key().values() for number in by_key}


def stored(table: str, column: str) -> list[bytes]:
    """Return what stands in a column, as the database holds it."""
    with connection.cursor() as cursor, national("a test looks at every row"):
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608 (names of the test's own)
        return [bytes(row[0]) for row in cursor.fetchall()]
