"""Marks that say: as in the row above (同上, 〃)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linli.rosters.rules import fields
from linli.rosters.rules.entries import Problem
from linli.sheets.cells import Cell, gettext_noop, text_of
from linli.sheets.marks import is_mark, is_of_neighbour

_BEGINS = re.compile(r"同(?:上|前|左|右)")
# Nobody is the person of the row above; the sheet's own number says nothing.
_OF_ONE_PERSON: Final = frozenset((fields.NAME, fields.ID_NUMBER))
_PLACES: Final = frozenset((fields.ADDRESS, fields.ORIGIN, fields.CONTACT_HISTORY))

_TAKEN = (
    gettext_noop("写着“同上”的格子按上一行登记。"),
    gettext_noop("请核对。"),
)
_MEANS_NOTHING = (
    gettext_noop("这一格写着“同上”一类的话，但看不出指的是什么。"),
    gettext_noop("请写出内容。"),
)


@dataclass(frozen=True)
class Undittoed:
    """A row without its marks. taken: columns that hold what stands above; open: columns whose mark means nothing."""

    cells: tuple[Cell, ...]
    taken: tuple[int, ...]
    open: tuple[int, ...]


def undittoed(*, row: Sequence[Cell], above: Sequence[Cell] | None, columns: Mapping[int, str]) -> Undittoed:
    """Put what stands in the row above in the place of its marks.

    above: the row above, its own marks replaced; None where it is a title or blank, and marks mean nothing. A mark for
    a name or an ID number, 同左, and 同上 with more behind it in a place mean nothing either: the cell is empty then.
    """
    cells, taken, open_ = list(row), [], []
    for column, cell in enumerate(row):
        text = text_of(cell) if isinstance(cell, str) else ""
        field = columns.get(column, "")
        marked = bool(text) and is_mark(text=text)
        if not marked and not (field in _PLACES and _BEGINS.match(text)):
            continue
        if above is None or not marked or is_of_neighbour(text=text) or field in _OF_ONE_PERSON:
            cells[column] = None if field else cell
            open_.append(column)
        else:
            cells[column] = above[column] if column < len(above) else None
            taken.append(column)
    return Undittoed(tuple(cells), tuple(taken), tuple(open_))


def problems_of(*, told: Undittoed, columns: Mapping[int, str], optional: Collection[str]) -> list[Problem]:
    """Return what is wrong with the marks of a row: those that mean nothing where something is needed."""
    return [
        Problem(columns[column], *_MEANS_NOTHING)
        for column in told.open
        if columns.get(column, fields.SEQUENCE) not in {*optional, fields.SEQUENCE}
    ]


def warnings_of(*, told: Undittoed, columns: Mapping[int, str], optional: Collection[str]) -> list[Problem]:
    """Return what is to be looked at: marks that were taken, and those of optional cells that mean nothing."""
    taken = [columns[column] for column in told.taken if column in columns]
    nothing = [columns[column] for column in told.open if columns.get(column) in optional]
    return [
        *(Problem(field, *_TAKEN) for field in taken[:1]),
        *(Problem(field, *_MEANS_NOTHING) for field in nothing[:1]),
    ]
