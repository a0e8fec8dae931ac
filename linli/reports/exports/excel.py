"""A report as an Excel file: its figures, and above the community the areas below."""

import io
from collections.abc import Iterable
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from linli.reports.exports import lines
from linli.reports.queries.paper import Paper
from linli.sheets.writing import Formats, formats_of, write_value

WIDTHS: Final = (28, 32, 14, 12, 12, 12, 12)


def excel_of(*, paper: Paper) -> bytes:
    """Return a report as .xlsx: days are days, numbers are numbers, all else is text, and a draft says so on every sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    bold = formats_of(book=book, look={"bold": True, "bg_color": "#E3F0ED"})
    body = formats_of(book=book, look={})
    sheet = _sheet(book, _("日报"))
    row = _write(sheet, 0, lines.heads(paper=paper), body) + 1
    row = _write(sheet, row, [(_("栏目"), _("项目"), _("数字"))], bold)
    _write(sheet, row, lines.figure_lines(sheet=paper.sheet), body)
    if paper.below:
        sheet = _sheet(book, _("下级上报情况"))
        row = _write(sheet, 0, [lines.draft_line()], body) if paper.is_draft else 0
        row = _write(sheet, row, [lines.below_head()], bold)
        _write(sheet, row, lines.below_lines(paper=paper), body)
    book.close()
    return file.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    return sheet


def _write(sheet: Worksheet, row: int, told: Iterable[lines.Line], formats: Formats) -> int:
    """Write lines from a row on; return the row after them."""
    for line in told:
        for column, cell in enumerate(line):
            write_value(sheet=sheet, row=row, column=column, value=cell, formats=formats)
        row += 1
    return row
