"""Formulas of the superior's own that count a blank cell as nought."""

import re
from collections.abc import Mapping
from typing import Final

from linli.sheets.layout import Book, Kind, Value, address_of

# A cell by itself. One in a range, of which a sum leaves blank ones out, or in another sheet is none.
_ALONE: Final = re.compile(r"(?<![A-Za-z0-9$:!.])\$?([A-Z]{1,3})\$?([0-9]{1,4})(?![0-9A-Za-z:(!])")


def formulas_over_blanks(*, book: Book, values: Mapping[str, Value]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the cells with a formula over cells that are left blank, with those: Excel takes them for nought.

    values: what is filled in, by address.
    """
    found = []
    for sheet in book.sheets:
        for cell in sheet.cells:
            if cell.kind is Kind.FORMULA:
                named = dict.fromkeys("".join(one) for one in _ALONE.findall(cell.text))
                addresses = [address_of(book=book, sheet=sheet.name, ref=ref) for ref in named]
                blank = tuple(one for one in addresses if one in values and values[one] is None)
                if blank:
                    found.append((address_of(book=book, sheet=sheet.name, ref=cell.ref), blank))
    return found
