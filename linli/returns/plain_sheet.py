"""A sheet for a form of which only the names of its columns are known."""

import io
from collections.abc import Sequence

import xlsxwriter


def plain_sheet(*, title: str, names: Sequence[str]) -> bytes:
    """Return a workbook: the title, a row of names, an empty row to be filled, and who filled it when."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("1")
        head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        box = book.add_format({"border": 1, "align": "center"})
        name = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        last = max(len(names) - 1, 1)
        sheet.set_column(0, last, 14)
        sheet.merge_range(0, 0, 0, last, title, name)
        for column, words in enumerate(names):
            sheet.write_string(1, column, words, head)
            sheet.write_blank(2, column, None, box)
        sheet.write_string(3, 0, "填表人：")
        sheet.write_string(3, last, "日期：")
    return out.getvalue()
