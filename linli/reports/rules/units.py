"""The table of the units below decided: its columns, rates, changes to the day before, the order of its rows."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final, TypeVar

Row = TypeVar("Row")

# What a township sends of each unit, in the order of its table; a rate stands behind what it is a rate of.
# Source: docs/rules/reports.md#units.
COUNTS: Final = (
    "after",
    "new",
    "released",
    "checks_due",
    "checks_done",
    "alerts",
    "sent_to_clinic",
    "suspected",
    "confirmed",
)
# Rate -> of which column among which.
RATES: Final = {"done_rate": ("checks_done", "checks_due"), "abnormal_rate": ("alerts", "checks_done")}
COLUMNS: Final = (
    "after",
    "new",
    "released",
    "checks_due",
    "checks_done",
    "done_rate",
    "alerts",
    "abnormal_rate",
    "sent_to_clinic",
    "suspected",
    "confirmed",
)
# How many communities reported, late, not at all.
REPORTING: Final = ("sealed", "late", "missing")
SORTED_BY: Final = (*REPORTING, *COLUMNS)

_WHOLE: Final = 100
# One decimal; what is a little more than nothing, or less than all, is never told as nothing or all.
_STEP: Final = Decimal("0.1")


class Order(StrEnum):
    """Which way a column is sorted. Rows without a number come last either way."""

    FALLING = "down"
    RISING = "up"


def rate_percent(*, part: int | None, whole: int | None) -> Decimal | None:
    """Return a rate in per cent with one decimal; None where either was not recorded, or the whole is 0.

    0 and 100 stand only for none and all of it: 1 of 3,000 is 0.1, 2,999 of 3,000 is 99.9.
    """
    if part is None or not whole:
        return None
    rate = (Decimal(part) * _WHOLE / Decimal(whole)).quantize(_STEP, rounding=ROUND_HALF_UP)
    if part and not rate:
        return _STEP
    return rate - _STEP if part < whole and rate == _WHOLE else rate


def change(*, now: int | None, before: int | None, reports: int, reports_before: int) -> int | None:
    """Return by how much a column changed since the day before; None where one of the days has no number.

    None too where not as many communities reported on both: the difference would be one of reports.
    """
    if now is None or before is None or reports != reports_before:
        return None
    return now - before


def in_order(*, rows: Iterable[Row], value: Callable[[Row], int | Decimal | None], order: Order) -> list[Row]:
    """Return rows by a value, those without one last; of equal ones the first stays first."""
    told = [(row, found) for row in rows if (found := value(row)) is not None]
    without = [row for row in rows if value(row) is None]
    sign = -1 if order is Order.FALLING else 1
    return [row for row, _ in sorted(told, key=lambda pair: sign * pair[1])] + without
