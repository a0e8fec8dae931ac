"""Start of the stream rules: checks and the reading of moments always, the guard where settings ask for it."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import register
from django.db.backends.signals import connection_created


class StreamConfig(AppConfig):
    """Stream tables and what keeps them distributable."""

    name = "linli.stream"

    def ready(self) -> None:
        """Register the checks, and the guard on each new connection."""
        from linli.stream.checks import check_stream_tables
        from linli.stream.moments import read_moments

        register(check_stream_tables)
        connection_created.connect(read_moments)
        if settings.STREAM_GUARD:
            connection_created.connect(_put_guard)


def _put_guard(connection: Any, **_kwargs: Any) -> None:
    from linli.stream.guard import guard, say_locks

    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)
    if connection.vendor == "sqlite":
        say_locks(connection)
