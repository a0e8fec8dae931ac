"""A sheet as it was read, and where its header stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from linli.rosters.rules import fields
from linli.rosters.rules.headers import JOINER, known_field
from linli.sheets.cells import Cell, text_of
from linli.sheets.workbooks import Sheet

SEARCHED_ROWS: Final = 50
LONGEST_HEADER: Final = 40
FEWEST_FIELDS: Final = 2
ROWS_ABOVE: Final = 2

IDENTIFYING: Final = frozenset((fields.NAME, fields.ID_NUMBER, fields.PHONE, fields.HOUSEHOLD_HEAD))
_CLOSED_UP = re.compile(r"^\s+|\s+$|(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|(?<=\s)\s+")
_NO_GROUP = re.compile(
    r"[:：]|\d{4}|填报|填表|制表|盖章|附件|登记表|排查表|统计表|汇总表|一览表|明细表|花名册|名册|名单|台账"
)
_VALUE = re.compile(r"\d{2}|^\d+$|\d[月栋号.]")  # what a cell of a person has in it and a header has not


@dataclass(frozen=True)
class Header:
    """Where the header stands. first_row, last_row: 1-based, ends included; names: one text for each column."""

    first_row: int
    last_row: int
    names: tuple[str, ...]


def find_header(*, sheet: Sheet) -> Header | None:
    """Find the header under titles and notes, one row or up to three merged ones; None when no row heads a roster.

    It is the first row of those that name the most fields, at least two, one of which tells who somebody is.
    """
    texts = [_texts(row) for row in sheet.rows[:SEARCHED_ROWS]]
    best, most = -1, FEWEST_FIELDS - 1
    for index, row in enumerate(texts):
        named = _fields_named(row)
        if len(named) > most and named & IDENTIFYING:
            best, most = index, len(named)
    if best < 0:
        return None
    first, last = best, best
    while first > 0 and best - first < ROWS_ABOVE and _is_group_row(sheet, texts, first - 1):
        first -= 1
    if below := _merged_down(sheet, best):
        last = min(below, len(texts) - 1)
    elif last + 1 < len(texts) and _is_sub_row(texts[last], texts[last + 1]):
        last += 1
    names = tuple(_joined(sheet, texts, first, last, column) for column in range(max(map(len, texts))))
    return Header(first_row=first + 1, last_row=last + 1, names=names)


def _merged_down(sheet: Sheet, row: int) -> int:
    """Return the last row that a cell of the header's row is merged down to, 0 where none is."""
    bottoms = [bottom for top, _, bottom, _ in sheet.merged if top <= row < bottom <= row + ROWS_ABOVE]
    return max(bottoms, default=0)


def samples_of(*, sheet: Sheet, header: Header, rows: int) -> tuple[tuple[Cell, ...], ...]:
    """Return up to `rows` cells of each column below the header, blank rows left out: one tuple a column."""
    below = [
        row
        for row in sheet.rows[header.last_row : header.last_row + 2 * rows]
        if any(text_of(c) for c in row)
    ]
    return tuple(
        tuple(row[column] if column < len(row) else None for row in below[:rows])
        for column in range(len(header.names))
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    """Return a row's header texts as they stand, spaces and line breaks closed up beside Chinese words."""
    return [_CLOSED_UP.sub("", cell) if isinstance(cell, str) else text_of(cell) for cell in row]


def _fields_named(row: Sequence[str]) -> set[str]:
    known = {known_field(header=text) for text in row if text and len(text) <= LONGEST_HEADER}
    return {field for field in known if field and field != fields.NOT_OURS}


def _is_group_row(sheet: Sheet, texts: Sequence[Sequence[str]], index: int) -> bool:
    """Say whether a row above the header holds its groups (基本情况, 行程), and is no title or note."""
    filled = [text for text in texts[index] if text]
    if len(filled) < FEWEST_FIELDS or any(
        _NO_GROUP.search(text) or len(text) > LONGEST_HEADER for text in filled
    ):
        return False
    width = len(texts[index + 1])
    return not any(top == index and right - left + 1 >= width for top, left, _, right in sheet.merged)


def _is_sub_row(above: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether the row below the header only names the columns of its groups: no cell of a person is filled."""
    filled = [(column, text) for column, text in enumerate(below) if text]
    if not filled or any(len(text) > LONGEST_HEADER for _, text in filled):
        return False
    persons = any(
        column < len(above)
        and above[column]
        and known_field(header=above[column]) in IDENTIFYING
        and text != above[column]
        and known_field(header=text) is None
        for column, text in filled
    )
    named = sum(
        known_field(header=text) is not None
        or known_field(header=_left_of(above, column) + JOINER + text) is not None
        for column, text in filled
    )
    return not persons and named * 2 >= len(filled) and not any(_VALUE.search(text) for _, text in filled)


def _left_of(row: Sequence[str], column: int) -> str:
    """Return the text at or left of a column: the group it would belong to."""
    return next((text for text in reversed(row[: column + 1]) if text), "")


def _joined(sheet: Sheet, texts: Sequence[Sequence[str]], first: int, last: int, column: int) -> str:
    """Join what stands above one another in a column, groups spread over their columns."""
    parts: list[str] = []
    for index in range(first, last + 1):
        below = any(_at(texts, lower, column) for lower in range(index + 1, last + 1))
        text = _at(texts, index, column) or (_group_over(sheet, texts, index, column) if below else "")
        if text and text not in parts:
            parts.append(text)
    return JOINER.join(parts)


def _at(texts: Sequence[Sequence[str]], row: int, column: int) -> str:
    return texts[row][column] if column < len(texts[row]) else ""


def _group_over(sheet: Sheet, texts: Sequence[Sequence[str]], row: int, column: int) -> str:
    """Return the group that spreads over a blank cell: by its merged range, or the text to the left where none is kept."""
    if sheet.merged:
        covering = (m for m in sheet.merged if m[0] <= row <= m[2] and m[1] <= column <= m[3])
        return next((_at(texts, top, left) for top, left, _, _ in covering), "")
    for left in range(column - 1, -1, -1):
        if text := _at(texts, row, left):
            # A text with nothing below heads its own column only.
            return text if _at(texts, row + 1, left) else ""
    return ""
