"""Moments read from PostgreSQL by the driver's compiled code: Django's own reads each in Python, and a list has thousands."""

from datetime import UTC
from typing import Any, Final

from psycopg import adapters
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

MOMENT: Final = adapters.types["timestamptz"].oid


class MomentLoader(Loader):
    """Reads a timestamptz as an aware datetime. A class, for psycopg takes loaders as classes only."""

    timezone = UTC  # what Django looks at before it puts its own in place

    def __init__(self, oid: int, context: AdaptContext | None = None) -> None:
        super().__init__(oid, context)
        compiled = adapters.get_loader(MOMENT, Format.TEXT)
        assert compiled is not None  # noqa: S101 (psycopg has one of its own)
        self._compiled = compiled(oid, context)
        # What the driver calls for each moment: the compiled reader itself, with nothing of ours between.
        self.load = self._compiled.load  # type: ignore[method-assign]

    def load(self, data: Buffer) -> Any:
        """Return the moment, in the time zone of the connection, which Django keeps at UTC."""
        return self._compiled.load(data)


def read_moments(connection: Any, **_kwargs: Any) -> None:
    """Put the loader on a new connection to PostgreSQL."""
    if connection.vendor == "postgresql":
        connection.connection.adapters.register_loader("timestamptz", MomentLoader)
