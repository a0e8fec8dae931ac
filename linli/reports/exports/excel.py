"""A report as an Excel file: its figures, and above the community the areas below."""

import io
from collections.abc import Iterable, Sequence
from typing import Final

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from linli.reports.exports import lines
from linli.reports.exports import units as table
from linli.reports.queries.paper import Paper
from linli.reports.units import Unit
from linli.sheets.writing import Formats, formats_of, write_value

WIDTHS: Final = (28, 32, 14, 12, 12, 12, 12)


def excel_of(*, paper: Paper, units: Sequence[Unit]) -> bytes:
    """Return a report as .xlsx: days are days, numbers are numbers, all else is text, and every sheet says of what version it is.

    units: the rows of its table of units, in the order in which they stand.
    """
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
        row = _write(sheet, 0, _above(paper), body)
        row = _write(sheet, row, [lines.below_head()], bold)
        _write(sheet, row, lines.below_lines(paper=paper), body)
        sheet = _sheet(book, _("各单位一览"))
        sheet.set_landscape()
        row = _write(sheet, 0, _above(paper), body)
        row = _write(sheet, row, [table.head()], bold)
        sheet.freeze_panes(row, 1)
        _write(sheet, row, table.lines(units=units, paper=paper), body)
    since = list(table.since_lines(units=units, paper=paper))
    if since:
        sheet = _sheet(book, _("上报之后又有变化"))
        row = _write(sheet, 0, _above(paper), body)
        row = _write(sheet, row, [table.since_head()], bold)
        _write(sheet, row, since, body)
    book.close()
    return file.getvalue()


def _above(paper: Paper) -> list[lines.Line]:
    """Return what stands above a table: that it is a draft, and of which version and moment it is."""
    said = [lines.known_line(sheet=paper.sheet)]
    return [lines.draft_line(), *said] if paper.is_draft else said


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
