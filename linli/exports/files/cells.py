"""The cells of one copy: in its own spellings, with its mark where a file keeps blanks, and none that runs."""

from collections.abc import Sequence

from linli.exports.digests import draw_of
from linli.exports.kinds import Line
from linli.exports.models import ExportCopy
from linli.exports.rules.marks import mark
from linli.exports.rules.spellings import spelled
from linli.sheets.formulas import inert


def spelled_rows(*, copy: ExportCopy, lines: Sequence[Line], columns: Sequence[str]) -> list[list[str]]:
    """Return the texts of a copy, row by row, in the order of the columns."""
    draw = draw_of(code=copy.code)
    return [[spelled(text=line.cells.get(column, ""), draw=draw) for column in columns] for line in lines]


def marked(*, text: str, copy: ExportCopy) -> str:
    """Return a text as a cell of a copy: no formula, and the copy's code behind it."""
    return mark(text=inert(text), code=copy.code)
