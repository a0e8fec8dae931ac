"""Cells that a spreadsheet can sort, look up and reckon with: a day is a day, a number a number, all else whole text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# What is written into a cell; '' leaves it empty. A moment is told in local time, without a zone. A reading has one decimal.
Value = str | int | Decimal | datetime | date

TEXT: Final = "@"
COUNT: Final = "0"
READING: Final = "0.0"
DAY: Final = "yyyy-mm-dd"
MOMENT: Final = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Formats:
    """The formats of one look, by what stands in a cell."""

    text: Format
    count: Format
    reading: Format
    day: Format
    moment: Format


def formats_of(*, book: xlsxwriter.Workbook, look: Mapping[str, Any]) -> Formats:
    """Return the formats of a look. look: properties as XlsxWriter names them."""
    return Formats(
        *(
            book.add_format({"num_format": told, "valign": "top", **look})
            for told in (TEXT, COUNT, READING, DAY, MOMENT)
        )
    )


def write_value(*, sheet: Worksheet, row: int, column: int, value: Value, formats: Formats) -> None:
    """Write a value as what it is; a text is written as text whatever it looks like."""
    match value:
        case "":
            sheet.write_blank(row, column, None, formats.text)
        case str():
            sheet.write_string(row, column, value, formats.text)
        case datetime():
            sheet.write_datetime(row, column, value, formats.moment)
        case date():
            sheet.write_datetime(row, column, value, formats.day)
        case Decimal():
            sheet.write_number(row, column, value, formats.reading)
        case int():
            sheet.write_number(row, column, value, formats.count)
