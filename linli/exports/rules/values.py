"""What a column holds, and a cell's text as that: so that a sheet is sorted by day and reckoned by reading."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

# Before it Excel's calendar has a day that never was.
FIRST_DAY: Final = date(1900, 3, 1)

_READING = re.compile(r"[34][0-9]\.[0-9]")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")


class Holds(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "TEXT"
    DAY = "DAY"
    MOMENT = "MOMENT"  # local time, to the minute
    READING = "READING"  # degrees Celsius, one decimal
    COUNT = "COUNT"


def value_of(*, text: str, holds: Holds) -> str | int | Decimal | datetime | date:
    """Return a cell's text as what its column holds; the text itself where it is not written as Linli writes that."""
    match holds:
        case Holds.READING if _READING.fullmatch(text):
            return Decimal(text)
        case Holds.COUNT if _COUNT.fullmatch(text):
            return int(text)
        case Holds.DAY if day := _written(text, "%Y-%m-%d"):
            return day.date()
        case Holds.MOMENT if moment := _written(text, "%Y-%m-%d %H:%M"):
            return moment
        case _:
            return text


def _written(text: str, form: str) -> datetime | None:
    try:
        told = datetime.strptime(text, form)  # noqa: DTZ007 (a sheet knows no zones)
    except ValueError:
        return None
    return told if told.strftime(form) == text and told.date() >= FIRST_DAY else None
