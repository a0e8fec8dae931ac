"""The mark of a copy: blanks behind the text of a cell, which nobody sees and which go along when the cell is copied.

Two kinds of blank are the two values of a bit. Both are in GB 2312, in which Chinese Excel saves .csv files; signs of
no width would come out of it as question marks.
"""

import re
from typing import Final

BITS: Final = 32
BLANKS: Final = (" ", "\u3000")
# A code that a machine could write by accident: nothing but one kind of blank.
NO_CODES: Final = frozenset({0, 2**BITS - 1})

_MARK = re.compile(rf"(?<=\S)[ \u3000]{{{BITS}}}")
_RUN = re.compile(rf"(?<=\S)[ \u3000]{{{BITS},}}")
_VALUES: Final = str.maketrans({BLANKS[0]: "0", BLANKS[1]: "1"})
_BLANKS: Final = str.maketrans({"0": BLANKS[0], "1": BLANKS[1]})


def mark(*, text: str, code: int) -> str:
    """Return a text with a copy's code behind it; a blank text stays blank, an older mark goes.

    code: BITS bits, none of NO_CODES.
    """
    plain = unmarked(text=text).rstrip()
    return plain + f"{code:0{BITS}b}".translate(_BLANKS) if plain.strip() else text


def unmarked(*, text: str) -> str:
    """Return a text without marks; where other text follows one, a single blank is left."""
    return _RUN.sub(" ", text).rstrip(" ") if _RUN.search(text) else text


def codes_in(*, text: str) -> list[int]:
    """Return the codes that stand in a text, in order, whosever they are; a row pasted as one line holds several."""
    found = (int(run.translate(_VALUES), 2) for run in _MARK.findall(text))
    return [code for code in found if code not in NO_CODES]
