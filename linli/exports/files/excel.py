"""A copy as an Excel file."""

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from linli.exports.files.cells import marked
from linli.exports.files.watermark import Watermark
from linli.exports.models import ExportCopy

NARROWEST: Final = 8
WIDEST: Final = 40
# Excel refuses a longer margin.
LONGEST_MARGIN: Final = 240
A4: Final = 9
NUMBER_HEAD: Final = "导出编号"
HEAD_ROW: Final = 2


def excel_of(
    *, copy: ExportCopy, heads: Sequence[str], rows: Sequence[Sequence[str]], watermark: Watermark
) -> bytes:
    """Return an .xlsx file: every cell is text with the copy's mark, who took it stands above, below and in the margins.

    Each row ends with the copy's number.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    bold = book.add_format({"bold": True, "valign": "top", "bg_color": "#E3F0ED"})
    text = book.add_format({"num_format": "@", "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 14})
    warning = book.add_format({"font_color": "#B3261E"})
    sheet.write_string(0, 0, watermark.title, title)
    sheet.write_string(1, 0, watermark.long, warning)
    for column, head in enumerate([*heads, NUMBER_HEAD]):
        sheet.write_string(HEAD_ROW, column, head, bold)
        widest = max((_width(row[column]) for row in rows if column < len(row)), default=0)
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, _width(head), widest)))
    for number, row in enumerate(rows, start=HEAD_ROW + 1):
        for column, cell in enumerate([*row, copy.label]):
            sheet.write_string(number, column, marked(text=cell, copy=copy), text)
    sheet.write_string(HEAD_ROW + len(rows) + 2, 0, f"注：{watermark.long}", warning)
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
