"""The records of an .xls looked through before a library reads its cells: how much, which formulas, what will not come over.

What the library has no need of is made unknown to it, so that fewer of its ways lie open to a foreign file.
Source: Microsoft's open specification MS-XLS, 2.3 (records) and 2.4.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from linli.sheets.unusable import UnusableWorkbook

# Of a whole file: whatever a form has, it has less of it.
MOST_CELLS: Final = 60_000
MOST_ROWS: Final = 100_000  # of all sheets together, down to the last that holds a cell
MOST_SHEETS: Final = 50

_BIFF8: Final = 0x0600
_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_BOUNDSHEET, _SST = 0x0085, 0x00FC
_FORMULA, _SHARED, _SETUP, _PROTECT, _MERGED, _COLUMN = 0x0006, 0x04BC, 0x00A1, 0x0012, 0x00E5, 0x007D
_MANY: Final = (0x00BD, 0x00BE)  # numbers, and empty cells, of several columns
_CELLS: Final = frozenset((_FORMULA, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E))
_KEPT: Final = _CELLS | {
    *_MANY, _BOF, _EOF, _BOUNDSHEET, _SST, _SHARED,
    0x0042, 0x0022, 0x0031, 0x0231, 0x041E, 0x001E, 0x00E0, 0x0092, 0x008C, 0x00FF,  # of the book: its code page, looks, words
    0x0200, 0x0208, 0x0207, 0x007D, 0x0055, 0x0099, 0x0225, 0x00E5, 0x0041, 0x023E,  # of a sheet: its size, rows, columns, merges
}  # fmt: skip
# What does not come over, by the records that hold it.
_LOST: Final = {0x001C: "NOTES", 0x005D: "DRAWINGS", 0x01BE: "CHOICES", 0x01B0: "CONDITIONS", 0x01B8: "LINKS"}
_UNKNOWN: Final = 0xFFFF
_COLUMNS: Final = 256
_WORKSHEET, _CHART = 0, 2
_INTERNAL: Final = 0x0401  # of references: to this book's own sheets
_OF_OWN_BOOK: Final = 4  # bytes of such a record
_BUILT_IN: Final = 0x20  # a name of Excel's own: what is printed, its titles
_IS_PORTRAIT: Final = 0x02
_SAYS_NOTHING: Final = 0x04  # of the page: the printer was never asked


@dataclass
class Tab:
    """A sheet's formulas by cell, from 0: its own tokens, and those that several cells share by the cell that has them."""

    name: str
    kind: int
    formulas: dict[tuple[int, int], bytes] = field(default_factory=dict)
    shared: dict[tuple[int, int], bytes] = field(default_factory=dict)
    paper: int = 0
    is_landscape: bool = False
    rows: int = 0
    columns: int = 0  # records of widths


@dataclass
class Found:
    """What an .xls holds. tabs: its sheets by where they begin. references: the sheets that formulas name, by number."""

    is_biff8: bool = True
    tabs: dict[int, Tab] = field(default_factory=dict)
    references: list[str | None] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    cells: int = 0
    is_own_book: list[bool] = field(default_factory=list)


def looked_through(*, stream: bytes) -> tuple[Found, bytes]:
    """Return what a workbook stream holds, and the stream with only what is read of it. Raises UnusableWorkbook."""
    found, plain = Found(), bytearray(stream)
    try:
        _look(stream, found, plain)
    except (struct.error, IndexError, UnicodeDecodeError) as bad:
        raise UnusableWorkbook("DAMAGED") from bad
    if sum(tab.rows for tab in found.tabs.values()) > MOST_ROWS:
        raise UnusableWorkbook("TOO_MANY_CELLS")
    return found, bytes(plain)


def _look(stream: bytes, found: Found, plain: bytearray) -> None:
    tab: Tab | None = None
    depth, before, cell = 0, 0, (0, 0)
    for at, kind, told in _records(stream):
        if kind == _BOF:
            depth += 1
            if depth == 1:
                tab = found.tabs.get(at)
                found.is_biff8 &= struct.unpack_from("<H", told)[0] == _BIFF8
        elif kind == _EOF:
            depth -= 1
        elif depth == 1:  # what lies deeper is a chart within a sheet
            cell = _of_sheet(kind, told, found, tab, cell) if tab else _of_book(kind, told, found)
        if not (kind in _KEPT or (kind == _CONTINUE and before == _SST)):
            struct.pack_into("<H", plain, at, _UNKNOWN)
        before = before if kind == _CONTINUE else kind


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _of_book(kind: int, told: bytes, found: Found) -> tuple[int, int]:
    """Note what a record of the book tells; no cell was told yet."""
    match kind:
        case 0x0085:  # a sheet: _BOUNDSHEET
            _of_tab(told, found)
        case 0x01AE:  # a book that formulas name
            ours = len(told) == _OF_OWN_BOOK and struct.unpack_from("<H", told, 2)[0] == _INTERNAL
            found.is_own_book.append(ours)
        case 0x0017 if found.is_biff8:
            found.references += _references(told, found)
        case 0x0018:  # a name
            found.lost["PRINTING" if struct.unpack_from("<H", told)[0] & _BUILT_IN else "NAMES"] += 1
    return 0, 0


def _of_tab(told: bytes, found: Found) -> None:
    begins, _state, sort = struct.unpack_from("<IBB", told)
    found.tabs[begins] = Tab(_name(told, 6, found), sort)
    if sort == _CHART:
        found.lost["DRAWINGS"] += 1
    elif sort != _WORKSHEET:
        raise UnusableWorkbook("MACROS")
    if len(found.tabs) > MOST_SHEETS:
        raise UnusableWorkbook("TOO_MANY_CELLS")


def _references(told: bytes, found: Found) -> Iterator[str | None]:
    """Yield the sheet that each reference names: one of this book's own, or None."""
    names = [tab.name for tab in found.tabs.values()]
    for number in range(struct.unpack_from("<H", told)[0]):
        book, first, last = struct.unpack_from("<HHH", told, 2 + 6 * number)
        is_ours = book < len(found.is_own_book) and found.is_own_book[book] and first == last < len(names)
        yield names[first] if is_ours else None


def _name(told: bytes, at: int, found: Found) -> str:
    length = told[at]
    if not found.is_biff8:
        return told[at + 1 : at + 1 + length].decode("gb18030", "replace")
    if told[at + 1] & 1:
        return told[at + 2 : at + 2 + 2 * length].decode("utf-16-le")
    return told[at + 2 : at + 2 + length].decode("latin-1")


def _of_sheet(kind: int, told: bytes, found: Found, tab: Tab, cell: tuple[int, int]) -> tuple[int, int]:
    """Note what a record of a sheet tells; return the cell that was told last."""
    if kind in _CELLS or kind in _MANY:
        cell = struct.unpack_from("<HH", told)
        last = struct.unpack_from("<H", told, len(told) - 2)[0] if kind in _MANY else cell[1]
        found.cells += max(last - cell[1], 0) + 1
        tab.rows = max(tab.rows, cell[0] + 1)
    if kind == _FORMULA:
        length = struct.unpack_from("<H", told, 20)[0]
        tab.formulas[cell] = told[22 : 22 + length]
    elif kind == _SHARED:
        length = struct.unpack_from("<H", told, 8)[0]
        tab.shared[cell] = told[10 : 10 + length]
    elif kind in _LOST:
        found.lost[_LOST[kind]] += 1
    else:
        _of_page(kind, told, found, tab)
    if found.cells > MOST_CELLS or tab.columns > _COLUMNS:
        raise UnusableWorkbook("TOO_MANY_CELLS")
    return cell


def _of_page(kind: int, told: bytes, found: Found, tab: Tab) -> None:
    if kind == _SETUP and not struct.unpack_from("<H", told, 10)[0] & _SAYS_NOTHING:
        tab.paper = struct.unpack_from("<H", told)[0]
        tab.is_landscape = not struct.unpack_from("<H", told, 10)[0] & _IS_PORTRAIT
    elif kind == _MERGED:
        for number in range(struct.unpack_from("<H", told)[0]):
            top, bottom, left, right = struct.unpack_from("<4H", told, 2 + 8 * number)
            found.cells += max(bottom - top + 1, 0) * max(right - left + 1, 0)
            tab.rows = max(tab.rows, bottom + 1)
    elif kind == _COLUMN:
        tab.columns += 1
    elif kind == _PROTECT and told[:1] == b"\x01":
        found.lost["PROTECTION"] += 1
