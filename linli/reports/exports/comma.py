"""A report as CSV: UTF-8 with a mark, so that Excel reads its Chinese."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from linli.reports.exports import lines
from linli.reports.exports import units as table
from linli.reports.queries.paper import Paper
from linli.reports.units import Unit
from linli.sheets.formulas import inert


def csv_of(*, paper: Paper, units: Sequence[Unit]) -> bytes:
    """Return a report as CSV, its parts with an empty line between them; no cell runs as a formula.

    units: the rows of its table of units, in the order in which they stand.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows(map(_plain, lines.heads(paper=paper)))
    writer.writerows([(), _plain((_("栏目"), _("项目"), _("数字")))])
    writer.writerows(map(_plain, lines.figure_lines(sheet=paper.sheet)))
    if paper.below:
        writer.writerows([(), _plain(lines.below_head())])
        writer.writerows(map(_plain, lines.below_lines(paper=paper)))
        writer.writerows([(), _plain(table.head())])
        writer.writerows(map(_plain, table.lines(units=units, paper=paper)))
    since = list(table.since_lines(units=units, paper=paper))
    if since:
        writer.writerows([(), _plain((_("上报之后又有变化"),)), _plain(table.since_head())])
        writer.writerows(map(_plain, since))
    return text.getvalue().encode("utf-8-sig")


def _plain(line: lines.Line) -> lines.Line:
    return tuple(cell if isinstance(cell, int | Decimal) else inert(lines.cell_words(cell)) for cell in line)
