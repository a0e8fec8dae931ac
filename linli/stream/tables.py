"""Stream tables: large, append-mostly, keyed by county so that they can be distributed.

A table becomes one by `@stream_table`; `checks` then holds its shape and `guard` its queries to the rules.
"""

from typing import Final, TypeVar

from django.db.models import Model

COUNTY_DIGITS: Final = 6
STREAM_TABLES: list[type[Model]] = []

M = TypeVar("M", bound=type[Model])


def stream_table(model: M) -> M:
    """Declare a model a stream table: composite key (county, id), every query by county."""
    STREAM_TABLES.append(model)
    return model


def county_of(area: str) -> str:
    """Return the key under which an area's stream rows lie: six digits, or the whole code above the county."""
    return area[:COUNTY_DIGITS]
