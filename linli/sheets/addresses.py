"""Addresses of cells in a sheet: C5 is row 5, column 3."""

import re
from typing import Final

_REF: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ALPHABET: Final = 26


def place_of(*, ref: str) -> tuple[int, int]:
    """Return row and column of an address like C5; (0, 0) for none."""
    match = _REF.fullmatch(ref.replace("$", ""))
    if not match:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    return int(match[2]), column


def ref_of(*, row: int, column: int) -> str:
    """Return the address of a cell: C5 for row 5, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
