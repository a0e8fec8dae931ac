"""A workbook as it was read: its visible sheets, row by row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from linli.sheets.cells import Cell


@dataclass(frozen=True)
class Sheet:
    """One visible sheet. rows: from row 1 of the sheet on, empty rows included, so row numbers are index + 1.

    merged: (first row, first column, last row, last column), 0-based, ends included.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Workbook:
    """The visible sheets of a file, in its order."""

    sheets: tuple[Sheet, ...]


# What JSON has no word for, as {"datetime": "2020-01-23T09:30:00"}; a datetime is a date too, so it comes first.
_DAYS: Final[Mapping[str, type[datetime] | type[date] | type[time]]] = {
    "datetime": datetime,
    "date": date,
    "time": time,
}


def packed(*, workbook: Workbook) -> bytes:
    """Return a workbook as JSON, which `unpacked` makes the same workbook of."""
    sheets = [[sheet.name, sheet.rows, sheet.merged] for sheet in workbook.sheets]
    return json.dumps(sheets, ensure_ascii=False, separators=(",", ":"), default=_told).encode()


def _told(value: object) -> dict[str, str]:
    for name, kind in _DAYS.items():
        if isinstance(value, kind):
            return {name: value.isoformat()}
    raise TypeError(type(value))


def unpacked(*, packed: bytes) -> Workbook:
    """Return the workbook that `packed` made."""
    return Workbook(
        tuple(
            Sheet(name, tuple(map(tuple, rows)), tuple(tuple(one) for one in merged))
            for name, rows, merged in json.loads(packed, object_hook=_day)
        )
    )


def _day(told: dict[str, Any]) -> date | time:
    ((name, text),) = told.items()
    return _DAYS[name].fromisoformat(text)
