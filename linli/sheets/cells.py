"""Cells: what a sheet holds in one, and its text in plain half-width characters."""

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

Cell = str | int | float | bool | date | datetime | time | None

# From here on neighbouring whole numbers share one floating-point value: digits of the number are lost.
EXACT_BELOW: Final = 2**53
# What people write into a cell to say "nothing here".
NOTHING: Final = re.compile(
    r"[-—/\\]{1,2}|[、.*]|\?{1,2}|#(?:n/a|ref!|value!|name\?)|n/?a|null|none|nan|nil"
    r"|无|空|没有|暂无|不详|未知|不知道|不清楚|未填|待查|待核实|无法提供",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; the page that shows it translates it."""
    return text


def text_of(cell: Cell) -> str:
    """Return a cell's text: half-width, single spaces, no unseen marks; '' for an empty cell.

    A whole number has no decimals; one that a number cell has rounded shows the digits that are left.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell if cell.isascii() and cell.isalnum() else _cleaned(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return _plain(cell)


@lru_cache(maxsize=1024)  # a row's cells are asked for several times, one after another
def _cleaned(text: str) -> str:
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def _plain(cell: float | date | time) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != time.min else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 10))
    return str(cell)


def said(cell: Cell) -> str:
    """Return a cell's text, or '' where it only says that there is nothing (无, -, 不详 …)."""
    text = text_of(cell)
    return "" if not text or NOTHING.fullmatch(text) else text


def is_rounded(cell: Cell) -> bool:
    """Say whether a number cell has lost digits: from 2**53 on, so every number of 17 digits or more."""
    return isinstance(cell, int | float) and abs(cell) >= EXACT_BELOW
