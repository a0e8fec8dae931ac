"""What is typed into a form's cells by hand: which cells they are, and what the superior's own sheet takes there."""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Final

from linli.returns.rules import ALL_ROWS, NOT_APPLICABLE, Column, Holds, Spot, as_typed, typed_key
from linli.returns.rules.headers import headers_of
from linli.sheets.layout import Allowed, Book, address_of

# The nearest header of what is counted: 件数, 户数, 人次. Source: docs/rules/returns.md#typed.
_COUNT: Final = re.compile(
    r"(?:人|件|户|次|例|个|份|台|辆|处|人员)数$|人次$|户次$|数量$|[（(](?:人|人次|件|户|例|个|次)[）)]$"
)


class Wrong(StrEnum):
    """Why words cannot stand in a cell."""

    NOT_ONE_OF = "NOT_ONE_OF"  # the superior's list has others
    NOT_A_COUNT = "NOT_A_COUNT"  # no whole number, or below nought
    OUT_OF_RANGE = "OUT_OF_RANGE"  # a whole number that the superior's sheet does not take
    NOT_A_CHANGE = "NOT_A_CHANGE"  # no whole number, with or without a sign


def typed_cells(
    *, columns: tuple[Column, ...], unheard: Collection[str]
) -> Iterator[tuple[Column, list[tuple[Spot, str]]]]:
    """Yield each place with cells that are typed in, with what is kept of each goes by.

    unheard: the areas of whose day before something is asked and nothing was sealed: it may be typed in.
    """
    for column in columns:
        before = column.holds in (Holds.YESTERDAY, Holds.CHANGE)
        if not before and column.holds is not Holds.TYPED:
            continue
        keys = [
            (spot, typed_key(column=column, spot=spot))
            for spot in column.spots
            if spot.area != ALL_ROWS and (not before or spot.area in unheard)
        ]
        named = [(spot, key) for spot, key in keys if key]
        if named:
            yield column, named


def allowed_in(*, book: Book) -> dict[str, Allowed]:
    """Return what the sheets of a workbook take in their cells, by address."""
    return {
        address_of(book=book, sheet=sheet.name, ref=ref): one
        for sheet in book.sheets
        for one in sheet.allowed
        for ref in one.refs
    }


def wrong_with(*, text: str, column: Column, spot: Spot, allowed: Mapping[str, Allowed]) -> Wrong | None:
    """Say why words cannot stand in a cell, None where they can; nothing typed always can.

    What the superior's sheet takes there decides; without its word a header that counts takes whole numbers from nought on and
    "/", the day before the same, and a difference a whole number with its sign. Source: docs/rules/returns.md#typed.
    """
    value = as_typed(text)
    if value is None:
        return None
    limits = allowed.get(spot.cell)
    if limits and limits.choices:
        return None if text.strip() in limits.choices else Wrong.NOT_ONE_OF
    if limits:
        is_within = isinstance(value, int) and limits.least <= value <= limits.most
        return None if is_within else Wrong.OUT_OF_RANGE
    if value == NOT_APPLICABLE:
        return None
    if column.holds is Holds.CHANGE:
        return None if isinstance(value, int) else Wrong.NOT_A_CHANGE
    counts = column.holds is Holds.YESTERDAY or _COUNT.search(headers_of(path=column.path)[-1])
    if counts and not (isinstance(value, int) and value >= 0):
        return Wrong.NOT_A_COUNT
    return None
