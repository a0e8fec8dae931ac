"""The day that a sheet says to be of: in a title above its header, or where somebody signed for it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from linli.rosters.rules.dates import read_date
from linli.rosters.rules.faults import BadDate
from linli.rosters.rules.sheets import Header
from linli.sheets.cells import Cell, text_of
from linli.sheets.workbooks import Sheet

ROWS_BELOW: Final = 10  # a signature stands in the last rows

_DAY = r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
_WITH_YEAR_OR_MONTH = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?|\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
)
_LABEL = (
    r"(?:填报|填表|制表|统计|上报|报送|报告|排查|测量|测温|登记)\s*(?:日期|时间)|截至|截止(?:日期|时间)?|日期"
)
_LABELLED = re.compile(rf"(?:{_LABEL})\s*[:：]?\s*({_DAY})")
_LABEL_ALONE = re.compile(rf"(?:{_LABEL})\s*[:：]?\s*")


def own_days(*, sheet: Sheet, header: Header, year: int) -> frozenset[date]:
    """Return the days that a sheet says to be of; several, or none, are to be asked about.

    A day beside its label (filled in on, as of) counts before one that only stands in a title. A day without a year is
    of the roster's `year`.
    """
    above = sheet.rows[: header.first_row - 1]
    below = sheet.rows[header.last_row :][-ROWS_BELOW:]
    labelled = frozenset(day for row in (*above, *below) for day in _labelled(row, year))
    return labelled or frozenset(day for row in above for cell in row for day in _named(cell, year))


def _labelled(row: tuple[Cell, ...], year: int) -> Iterator[date]:
    texts = [text_of(cell) for cell in row]
    for index, text in enumerate(texts):
        for found in _LABELLED.finditer(text):
            yield from _read(found[1], year)
        if _LABEL_ALONE.fullmatch(text):
            beside = next((cell for cell in row[index + 1 :] if text_of(cell)), None)
            yield from _named(beside, year)


def _named(cell: Cell, year: int) -> Iterator[date]:
    if isinstance(cell, datetime | date):
        yield from _read(cell, year)
        return
    for found in _WITH_YEAR_OR_MONTH.finditer(text_of(cell)):
        yield from _read(found[0], year)


def _read(cell: Cell, year: int) -> Iterator[date]:
    try:
        day = read_date(cell=cell, year=year, today=None)
    except BadDate:
        return
    if day is not None:
        yield day
