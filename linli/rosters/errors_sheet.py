"""The error rows of an import as an Excel file that is mended and uploaded again."""

import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from uuid import UUID

import xlsxwriter
from django.utils import translation
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from linli.exports.files.cells import look_properties
from linli.exports.files.watermark import Watermark, watermark_of
from linli.exports.kinds import Line
from linli.exports.models import ExportCopy
from linli.rosters.labels import FIELDS
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.rules import fields
from linli.sealing.seals import unseal
from linli.sheets.formulas import inert
from linli.sheets.writing import Formats, Value, formats_of, write_value

# Columns that say 审核 belong to somebody's review: the reader leaves them alone, whatever stands in them. The words
# go back into the reader, so they are the same in every language.
REASON: Final = "错误原因（审核）"
SHEET: Final = "工作表（审核）"
ROW: Final = "行号（审核）"
OURS: Final = (REASON, SHEET, ROW)

LONGEST_CELL: Final = 32_767
LONGEST_TAB: Final = 31
NARROWEST: Final = 8
WIDEST: Final = 36
REASON_WIDTH: Final = 56
# Columns of an export by the fields of a roster.
_TRACED: Final = {
    "NAME": fields.NAME,
    "ADDRESS": fields.ADDRESS,
    "PHONE": fields.PHONE,
    "ID_NUMBER": fields.ID_NUMBER,
}
_NOT_IN_TABS: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")


class _Looks(NamedTuple):
    """Formats of the heads, of the reason, of what else Linli says (it tells of nobody), and of what was read."""

    head: Format
    reason: Formats
    told: Formats
    read: Formats


def errors_workbook(
    *, roster: RosterImport, rows: Iterable[RosterRow], copy: ExportCopy, place: str, who: str
) -> bytes:
    """Return an .xlsx file with a sheet for each sheet that has error rows, and who took it, when and why on each.

    Every cell is text as it was read, in the copy's look: no formula runs, and no ID number is rounded.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    looks = _Looks(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3F0ED"}),
        reason=formats_of(book=book, look={"text_wrap": True, "font_color": "#B3261E"}),
        told=formats_of(book=book, look={}),
        read=formats_of(book=book, look=look_properties(copy=copy)),
    )
    with translation.override("zh-hans"):
        watermark = watermark_of(copy=copy, place=place, who=who)
    by_sheet: dict[str, list[RosterRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    tabs: list[str] = []
    for name, of_sheet in by_sheet.items():
        tabs.append(_tab(name, taken=tabs))
        sheet = book.add_worksheet(tabs[-1])
        columns = [*OURS, *titles(pairs=roster.mappings[name])]
        _write(sheet, columns, of_sheet, looks)
        _say_who(sheet, watermark, len(of_sheet) + 2)
    book.close()
    return file.getvalue()


def _say_who(sheet: Worksheet, watermark: Watermark, row: int) -> None:
    """Put who took the copy, when and why below the rows and into the margins of each page."""
    sheet.write_string(row, 0, f"注：{watermark.long}")
    said = watermark.short.replace("&", "&&")
    sheet.set_header(f"&L{said}")
    sheet.set_footer(f"&L{said}")
    sheet.set_landscape()


def lines_of(*, roster: RosterImport, rows: Iterable[RosterRow]) -> list[Line]:
    """Return error rows as the trace of an export knows them: by name, address and numbers, where a column holds them."""
    lines = []
    for row in rows:
        texts = texts_of(row=row)
        by_field = {field: texts.get(header, "") for header, field in roster.mappings[row.sheet]}
        cells = {column: by_field.get(field, "") for column, field in _TRACED.items()}
        lines.append(Line(UUID(str(row.pk)), cells))
    return lines


def titles(*, pairs: Sequence[Sequence[str]]) -> list[str]:
    """Return the headers of a confirmed sheet as a row's kept texts name them: a second equal one has a number."""
    found: list[str] = []
    for name, _field in pairs:
        title, count = name, 1
        while title and title in found:
            count += 1
            title = f"{name} ({count})"
        if title:
            found.append(title)
    return found


def texts_of(*, row: RosterRow) -> dict[str, str]:
    """Return an error row's texts by header, as they stood in the file; nothing for another row."""
    texts: dict[str, str] = json.loads(unseal(row.raw_sealed) or "{}")
    return texts


def name_in(*, roster: RosterImport, row: RosterRow) -> str:
    """Return whom a row tells of; of an error row what its column for the name holds, '' when there is none."""
    if row.name or row.outcome != RosterRow.Outcome.ERROR:
        return row.name
    headers = (header for header, field in roster.mappings[row.sheet] if field == fields.NAME)
    return texts_of(row=row).get(next(headers, ""), "")


def _write(sheet: Worksheet, columns: Sequence[str], rows: Sequence[RosterRow], looks: _Looks) -> None:
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, looks.head)
    widths = [max(NARROWEST, 2 * len(title)) for title in columns]
    formats = [looks.reason, looks.told, looks.told, *[looks.read] * (len(columns) - len(OURS))]
    for number, row in enumerate(rows, start=1):
        texts = texts_of(row=row)
        read = (inert(texts.get(title, ""))[:LONGEST_CELL] for title in columns[len(OURS) :])
        values: list[Value] = [_reason(row), row.sheet, row.row_number, *read]
        for column, value in enumerate(values):
            write_value(sheet=sheet, row=number, column=column, value=value, formats=formats[column])
            widths[column] = max(widths[column], _width(str(value)))
    # What somebody types below the rows is text too, and not of this copy.
    for column, width in enumerate(widths):
        reach = REASON_WIDTH if column == 0 else min(WIDEST, width)
        sheet.set_column(column, column, reach, looks.told.text)


def _reason(row: RosterRow) -> str:
    """Return what is wrong with which field; the brackets keep the reader from taking the row for a footer."""
    label = FIELDS.get(row.field, "")
    return f"【{label}】{row.message}" if label else f"【{row.message}】"


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text) + 2


def _tab(name: str, *, taken: Sequence[str]) -> str:
    """Return a name that Excel takes for a sheet, unlike those taken."""
    plain = _NOT_IN_TABS.sub(" ", name).strip()[:LONGEST_TAB] or "1"
    tab, count = plain, 1
    while tab.lower() in {other.lower() for other in taken}:
        count += 1
        tail = f" ({count})"
        tab = plain[: LONGEST_TAB - len(tail)] + tail
    return tab
