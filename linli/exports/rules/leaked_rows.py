"""Rows of a leaked list: of a sheet, or of text pasted from a chat."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from linli.exports.rules.marks import Look

# So many words in a row of pasted text may be one cell.
WORDS_A_CELL: Final = 5

_BETWEEN = re.compile(r"[\t,，;；|、]+|\s{2,}")


@dataclass(frozen=True)
class LeakedRow:
    """A row of a sheet: all that may be a cell's text, and how its filled cells look, where the file tells."""

    texts: tuple[str, ...]
    looks: tuple[Look, ...] = ()


def row_of_cells(cells: Iterable[tuple[str, Look]]) -> LeakedRow:
    """Read a row of a sheet: text and look of its cells."""
    filled = [(text.strip(), look) for text, look in cells if text.strip()]
    return LeakedRow(tuple(text for text, _look in filled), tuple(look for _text, look in filled))


def row_of_line(line: str) -> LeakedRow:
    """Read a line of pasted text: its parts between tabs, commas and wide gaps, and runs of words within them."""
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    texts = dict.fromkeys(parts)
    for words in (part.split() for part in parts):
        for length in range(1, min(len(words), WORDS_A_CELL) + 1):
            texts |= dict.fromkeys(" ".join(words[n : n + length]) for n in range(len(words) - length + 1))
    return LeakedRow(tuple(texts))
