"""Formulas of an .xls (BIFF8) as text. What is not surely the same formula is none: the cell is named as lost.

Source: Microsoft's open specification MS-XLS, 2.5.198 (parsed formulas). Excel keeps a token for each pair of brackets that was
typed, so that text put together in the order of the tokens is what stood there.
"""

import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linli.sheets.addresses import ref_of

_SIGNS: Final = ("+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":")
_FIRST_SIGN: Final = 0x03
# Functions that take so many arguments, and those that take any number, by the numbers that the format gives them.
_FIXED: Final = {
    2: ("ISNA", 1), 3: ("ISERROR", 1), 24: ("ABS", 1), 25: ("INT", 1), 27: ("ROUND", 2), 31: ("MID", 3), 32: ("LEN", 1),
    33: ("VALUE", 1), 34: ("TRUE", 0), 35: ("FALSE", 0), 38: ("NOT", 1), 39: ("MOD", 2), 48: ("TEXT", 2), 65: ("DATE", 3),
    67: ("DAY", 1), 68: ("MONTH", 1), 69: ("YEAR", 1), 74: ("NOW", 0), 118: ("TRIM", 1), 127: ("ISTEXT", 1),
    128: ("ISNUMBER", 1), 129: ("ISBLANK", 1), 212: ("ROUNDUP", 2), 213: ("ROUNDDOWN", 2), 221: ("TODAY", 0),
    346: ("COUNTIF", 2), 347: ("COUNTBLANK", 1),
}  # fmt: skip
_ANY: Final = {
    0: "COUNT", 1: "IF", 4: "SUM", 5: "AVERAGE", 6: "MIN", 7: "MAX", 8: "ROW", 9: "COLUMN", 28: "LOOKUP", 29: "INDEX",
    36: "AND", 37: "OR", 64: "MATCH", 100: "CHOOSE", 101: "HLOOKUP", 102: "VLOOKUP", 115: "LEFT", 116: "RIGHT",
    169: "COUNTA", 183: "PRODUCT", 216: "RANK", 228: "SUMPRODUCT", 336: "CONCATENATE", 344: "SUBTOTAL", 345: "SUMIF",
}  # fmt: skip
_ROW_MOVES: Final = 0x8000
_COLUMN_MOVES: Final = 0x4000
_ROWS: Final = 0x10000
_COLUMNS: Final = 0x100
_LONGEST: Final = 8000  # characters that Excel takes in a formula, about
# Tokens from here on come in three classes, which say nothing of their text.
_OPERAND: Final = 0x20
_JUMPS: Final = 0x04
_SUM: Final = 0x10


@dataclass(frozen=True)
class Formula:
    """A formula as the file keeps it.

    sheets: what the file's references to sheets name, None for those to other files and to several sheets at once. at: row
    and column of the cell, from 0, which the references of a shared formula count from.
    """

    tokens: bytes
    sheets: Sequence[str | None]
    at: tuple[int, int]

    def read(self, shape: str, place: int) -> tuple[Any, ...]:
        """Return numbers that stand at a place of the tokens."""
        return struct.unpack_from(shape, self.tokens, place)


class _Unknown(Exception):
    """A token that is not surely understood."""


# Puts one token onto the stack and returns how many bytes follow its first.
Taker = Callable[[Formula, int, list[str]], int]


def formula_text(*, formula: Formula) -> str | None:
    """Return a formula without its "=", None where any of it is not surely understood."""
    stack: list[str] = []
    place = 0
    try:
        while place < len(formula.tokens):
            token = formula.tokens[place]
            if token >= _OPERAND:
                token = token & 0x1F | _OPERAND
            place += 1 + _TOKENS[token](formula, place + 1, stack)
            if sum(map(len, stack)) > _LONGEST:
                return None
    except (_Unknown, struct.error, IndexError, KeyError, UnicodeDecodeError):
        return None
    return stack[0] if len(stack) == 1 else None


def _between(sign: str) -> Taker:
    def take(_formula: Formula, _place: int, stack: list[str]) -> int:
        last = stack.pop()
        stack.append(f"{stack.pop()}{sign}{last}")
        return 0

    return take


def _around(before: str, after: str) -> Taker:
    def take(_formula: Formula, _place: int, stack: list[str]) -> int:
        stack.append(f"{before}{stack.pop()}{after}")
        return 0

    return take


def _nothing(_formula: Formula, _place: int, stack: list[str]) -> int:
    stack.append("")
    return 0


def _words(formula: Formula, place: int, stack: list[str]) -> int:
    length, kind = formula.read("<BB", place)
    size: int = length * (2 if kind & 1 else 1)
    told = formula.tokens[place + 2 : place + 2 + size]
    if len(told) < size:
        raise _Unknown
    text = told.decode("utf-16-le" if kind & 1 else "latin-1").replace('"', '""')
    stack.append(f'"{text}"')
    return 2 + size


def _attribute(formula: Formula, place: int, stack: list[str]) -> int:
    """Take what says how the rest is worked out or spaced; of its text only the sum of one argument is a part."""
    kind, size = formula.read("<BH", place)
    if kind & _SUM:
        stack.append(f"SUM({stack.pop()})")
    jumps: int = 2 * (size + 1) if kind & _JUMPS else 0
    return 3 + jumps


def _truth(formula: Formula, place: int, stack: list[str]) -> int:
    stack.append("TRUE" if formula.tokens[place] else "FALSE")
    return 1


def _whole(formula: Formula, place: int, stack: list[str]) -> int:
    stack.append(str(formula.read("<H", place)[0]))
    return 2


def _fraction(formula: Formula, place: int, stack: list[str]) -> int:
    (told,) = formula.read("<d", place)
    if not math.isfinite(told):
        raise _Unknown
    stack.append(repr(told).upper())
    return 8


def _fixed(formula: Formula, place: int, stack: list[str]) -> int:
    name, count = _FIXED[formula.read("<H", place)[0]]
    _call(stack, name, count)
    return 2


def _any(formula: Formula, place: int, stack: list[str]) -> int:
    count, function = formula.read("<BH", place)
    _call(stack, _ANY[function], count)
    return 3


def _call(stack: list[str], name: str, count: int) -> None:
    if count > len(stack):
        raise _Unknown
    arguments = [stack.pop() for _ in range(count)][::-1]
    stack.append(f"{name}({','.join(arguments)})")


def _cell(row: int, column: int, origin: tuple[int, int] | None) -> str:
    """Return the address of a cell with its marks of what stays; origin: what a shared formula's addresses count from."""
    row_moves, column_moves = column & _ROW_MOVES, column & _COLUMN_MOVES
    column &= _COLUMN_MOVES - 1
    if origin is not None:
        row = (row + origin[0]) % _ROWS if row_moves else row
        column = (column + origin[1]) % _COLUMNS if column_moves else column
    if column >= _COLUMNS:
        raise _Unknown
    letters = ref_of(row=1, column=column + 1)[:-1]
    return f"{'' if column_moves else '$'}{letters}{'' if row_moves else '$'}{row + 1}"


def _one(formula: Formula, place: int, stack: list[str]) -> int:
    row, column = formula.read("<2H", place)
    stack.append(_cell(row, column, None))
    return 4


def _range(formula: Formula, place: int, stack: list[str]) -> int:
    top, bottom, left, right = formula.read("<4H", place)
    stack.append(f"{_cell(top, left, None)}:{_cell(bottom, right, None)}")
    return 8


def _shared_one(formula: Formula, place: int, stack: list[str]) -> int:
    row, column = formula.read("<2H", place)
    stack.append(_cell(row, column, formula.at))
    return 4


def _shared_range(formula: Formula, place: int, stack: list[str]) -> int:
    top, bottom, left, right = formula.read("<4H", place)
    stack.append(f"{_cell(top, left, formula.at)}:{_cell(bottom, right, formula.at)}")
    return 8


def _elsewhere(take: Taker) -> Taker:
    """Return what takes a reference with the sheet that it names before it."""

    def taken(formula: Formula, place: int, stack: list[str]) -> int:
        sheet = formula.sheets[formula.read("<H", place)[0]]
        if sheet is None:
            raise _Unknown
        size = take(formula, place + 2, stack)
        stack.append("'" + sheet.replace("'", "''") + "'!" + stack.pop())
        return 2 + size

    return taken


_TOKENS: Final[dict[int, Taker]] = {
    **{at: _between(sign) for at, sign in enumerate(_SIGNS, start=_FIRST_SIGN)},
    0x12: _around("+", ""),
    0x13: _around("-", ""),
    0x14: _around("", "%"),
    0x15: _around("(", ")"),
    0x16: _nothing,
    0x17: _words,
    0x19: _attribute,
    0x1D: _truth,
    0x1E: _whole,
    0x1F: _fraction,
    0x21: _fixed,
    0x22: _any,
    0x24: _one,
    0x25: _range,
    0x2C: _shared_one,
    0x2D: _shared_range,
    0x3A: _elsewhere(_one),
    0x3B: _elsewhere(_range),
}
