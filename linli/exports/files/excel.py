"""A copy as an Excel file."""

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from linli.exports.files.cells import look_properties, plain_rows, row_numbers
from linli.exports.files.watermark import Watermark
from linli.exports.kinds import Line
from linli.exports.models import ExportCopy
from linli.sheets.writing import formats_of, write_value

NARROWEST: Final = 8
WIDEST: Final = 40
# Excel refuses a longer margin.
LONGEST_MARGIN: Final = 240
A4: Final = 9
NUMBER_HEAD: Final = "本次导出编号"
HEAD_ROW: Final = 2


def excel_of(*, copy: ExportCopy, heads: Sequence[str], lines: Sequence[Line], watermark: Watermark) -> bytes:
    """Return an .xlsx file: plain cells in the copy's look; who took it stands above, below, in the margins and properties.

    Each row ends with the copy's number and a sign of the row.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties(
        {
            "title": watermark.title,
            "keywords": copy.label,
            "comments": watermark.long,
            "created": copy.taken_at,
        }
    )
    sheet = book.add_worksheet("名单")
    bold = book.add_format({"bold": True, "valign": "top", "bg_color": "#E3F0ED"})
    title = book.add_format({"bold": True, "font_size": 14})
    warning = book.add_format({"font_color": "#B3261E"})
    sheet.write_string(0, 0, watermark.title, title)
    sheet.write_string(1, 0, watermark.long, warning)
    formats = formats_of(book=book, look=look_properties(copy=copy))
    values = plain_rows(lines=lines, columns=copy.export.columns)
    rows = [[*row, number] for row, number in zip(values, row_numbers(copy=copy, lines=lines), strict=True)]
    for column, head in enumerate([*heads, NUMBER_HEAD]):
        sheet.write_string(HEAD_ROW, column, head, bold)
        widest = max((_width(str(row[column])) for row in rows), default=0)
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, _width(head), widest)))
    for number, row in enumerate(rows, start=HEAD_ROW + 1):
        for column, value in enumerate(row):
            write_value(sheet=sheet, row=number, column=column, value=value, formats=formats)
    last = HEAD_ROW + len(rows)
    # Who sorts is offered these rows, and not the title above them.
    sheet.autofilter(HEAD_ROW, 0, last, len(heads))
    sheet.ignore_errors({"number_stored_as_text": xl_range(HEAD_ROW, 0, last, len(heads))})
    sheet.write_string(last + 2, 0, f"注：{watermark.long}", warning)
    _margins(sheet, watermark)
    book.close()
    return file.getvalue()


def _margins(sheet: Worksheet, watermark: Watermark) -> None:
    # In a margin & begins a command.
    sheet.set_header("&L" + watermark.short[:LONGEST_MARGIN].replace("&", "＆"))
    sheet.set_footer(f"&L{watermark.number}&R&P / &N")
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 0)


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text) + 2
