"""The table of the units below on a page: its rows in the order that was asked for, its heads with the links that sort."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from linli.reports.labels import UNIT_LABELS, Label
from linli.reports.rules.units import SORTED_BY, Order
from linli.reports.units import Unit, sorted_units
from linli.reports.views.asked import Asked, Picture

_ARIA: Final = {Order.FALLING: "descending", Order.RISING: "ascending"}


@dataclass(frozen=True)
class Head:
    """A head of the table. sorted: as aria-sort says it, '' where the table is sorted by another."""

    words: Label
    query: str
    sorted: str


def table(*, units: Sequence[Unit], asked: Asked) -> dict[str, object]:
    """Return what the templates of the table and of the picture above it need."""
    return {
        "units": in_order_asked(units=units, asked=asked),
        "unit_heads": [_head(key, asked) for key in SORTED_BY],
        "unsorted": asked.sorting("") or "?",
        "pictures": [(picture, asked.drawing(picture)) for picture in Picture],
    }


def in_order_asked(*, units: Sequence[Unit], asked: Asked) -> list[Unit]:
    """Return the rows in the order that was asked for; of codes where none was."""
    return sorted_units(units=units, by=asked.by, order=asked.order) if asked.by else list(units)


def _head(key: str, asked: Asked) -> Head:
    return Head(UNIT_LABELS[key], asked.sorting(key), _ARIA[asked.order] if asked.by == key else "")
