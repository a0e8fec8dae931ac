"""Requests whose writing is taken back, so that one walk asks thousands of the same rows."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import transaction


class _Undo(Exception):
    """Takes back whatever a request did."""


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back whatever is written within, so that the next request finds all as it was."""
    with suppress(_Undo), transaction.atomic():
        yield
        raise _Undo
