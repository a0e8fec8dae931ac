"""The error rows of an import as an Excel file that is mended and uploaded again."""

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from linli.clock import SHANGHAI
from linli.exchange.labels import FIELDS
from linli.exchange.models import RosterImport, RosterRow
from linli.exchange.rules import fields
from linli.sealing.seals import unseal

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
_NOT_IN_TABS: Final = re.compile(r"[\[\]:*?/\\]|^'|'$")


def errors_workbook(
    *, roster: RosterImport, rows: Iterable[RosterRow], exported_by: str, at: datetime
) -> bytes:
    """Return an .xlsx file with a sheet for each sheet that has error rows, and who took it and when.

    Every cell is text: no formula runs, and no ID number is rounded.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3F0ED"})
    body = book.add_format({"num_format": "@", "valign": "top"})
    wrapped = book.add_format(
        {"num_format": "@", "valign": "top", "text_wrap": True, "font_color": "#B3261E"}
    )
    note = _("注：%(name)s 于 %(at)s 从邻里导出，含个人信息，只用于更正后重新导入，请勿外传。") % {
        "name": exported_by,
        "at": f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
    }
    by_sheet: dict[str, list[RosterRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    tabs: list[str] = []
    for name, of_sheet in by_sheet.items():
        tabs.append(_tab(name, taken=tabs))
        sheet = book.add_worksheet(tabs[-1])
        _write(sheet, [*OURS, *titles(pairs=roster.mappings[name])], of_sheet, (head, body, wrapped))
        sheet.write_string(len(of_sheet) + 2, 0, note)
        sheet.set_footer("&L" + note.replace("&", "&&"))
        sheet.set_landscape()
    book.close()
    return file.getvalue()


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


def _write(
    sheet: Worksheet,
    columns: Sequence[str],
    rows: Sequence[RosterRow],
    formats: tuple[Format, Format, Format],
) -> None:
    head, body, wrapped = formats
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, head)
    widths = [max(NARROWEST, 2 * len(title)) for title in columns]
    for number, row in enumerate(rows, start=1):
        texts = texts_of(row=row) | dict(
            zip(OURS, (_reason(row), row.sheet, str(row.row_number)), strict=True)
        )
        for column, text in enumerate(_in_order(columns, texts)):
            sheet.write_string(number, column, text, wrapped if column == 0 else body)
            widths[column] = max(widths[column], _width(text))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, REASON_WIDTH if column == 0 else min(WIDEST, width), body)


def _in_order(columns: Sequence[str], texts: Mapping[str, str]) -> list[str]:
    return [texts.get(title, "")[:LONGEST_CELL] for title in columns]


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
