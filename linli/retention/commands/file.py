"""The database's own file on SQLite: what was removed must not stay in its log."""

from django.db import connection


def empty_log() -> bool:
    """Write the log into the file and cut it to nothing; False while somebody still reads from it.

    Freed space in the file itself is overwritten as it is let go (`secure_delete`, see the settings). PostgreSQL
    keeps old rows until it vacuums: docs/operations.md.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _frames, _moved = cursor.fetchone()
    return not busy
