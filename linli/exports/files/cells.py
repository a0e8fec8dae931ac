"""The cells of one copy: plain and in its own look for a spreadsheet, in its own spellings for paper."""

from collections.abc import Mapping, Sequence
from typing import Final

from linli.exports.digests import draw_of, sign_of
from linli.exports.kinds import HOLDS, IDENTITY, Line
from linli.exports.models import ExportCopy
from linli.exports.rules.marks import look_of
from linli.exports.rules.spellings import plain, spelled
from linli.exports.rules.values import Holds, value_of
from linli.sheets.formulas import inert
from linli.sheets.writing import Value

THIN: Final = 1


def plain_rows(*, lines: Sequence[Line], columns: Sequence[str]) -> list[list[Value]]:
    """Return the values of lines in the order of the columns, each as what its column holds; no text runs as a formula."""
    return [[_value(column, line.cells.get(column, "")) for column in columns] for line in lines]


def _value(column: str, text: str) -> Value:
    value = value_of(text=text, holds=HOLDS.get(column, Holds.TEXT))
    return inert(value) if isinstance(value, str) else value


def spelled_rows(*, copy: ExportCopy, lines: Sequence[Line], columns: Sequence[str]) -> list[list[str]]:
    """Return the texts of a copy, row by row, in the order of the columns."""
    draw = draw_of(code=copy.code)
    return [[spelled(text=line.cells.get(column, ""), draw=draw) for column in columns] for line in lines]


def row_numbers(*, copy: ExportCopy, lines: Sequence[Line]) -> list[str]:
    """Return what stands at the end of each row: the copy's number, and a sign that only Linli can make for this person."""
    sign = sign_of(code=copy.code)
    told = ((line.cells.get(column, "") for column in IDENTITY) for line in lines)
    names = [plain(text=next((text for text in texts if text.strip()), "")) for texts in told]
    return [f"{copy.label}-{sign(name)}" if name else copy.label for name in names]


def look_properties(*, copy: ExportCopy) -> Mapping[str, object]:
    """Return the look of a copy's cells, as XlsxWriter names its parts."""
    look = look_of(code=copy.code)
    return {
        "font_color": f"#{look.font}",
        "top": THIN,
        "top_color": f"#{look.top}",
        "bottom": THIN,
        "bottom_color": f"#{look.bottom}",
    }
