"""A leaked sheet judged: which copy it was made from, by the marks, the spellings and the persons in it.

Only what the sheet proves is said. A mark names the copy that cells were taken from, not who passed them on.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log2
from typing import Final

from linli.exports.rules.marks import codes_in, unmarked
from linli.exports.rules.spellings import Shape, plain, shape_of, spellings

# Spellings name a copy when chance alone would bring them about once in 2**20 sheets, over all copies compared.
BITS_NEEDED: Final = 20
# And when the next copy stays so far behind.
BITS_AHEAD: Final = 10
# How often a copy's own spelling is lost by retyping.
NOISE: Final = 0.05
# An export is compared when it held that share of the sheet's rows, and at least so many of them.
HELD_SHARE: Final = 0.5
HELD_ROWS: Final = 3
# So many words in a row of pasted text may be one cell.
WORDS_A_CELL: Final = 5
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

_LABEL = re.compile(rf"(?<![0-9A-Za-z])[{LETTERS}]{{4}}-[{LETTERS}]{{4}}(?![0-9A-Za-z])")
_BETWEEN = re.compile(r"[\t,，;；|、]+|\s{2,}")


class Certainty(StrEnum):
    """How sure it is that rows of a sheet come from a copy, the surest first."""

    MARKED = "MARKED"  # cells carry its code
    SPELLED = "SPELLED"  # values are spelled as in it, beyond chance, and as in no other
    NUMBERED = "NUMBERED"  # only its printed number stands there, which anybody can type
    HELD = "HELD"  # its export held these persons, which another source may have held too


@dataclass(frozen=True)
class LeakedRow:
    """A row of a sheet: the codes behind its cells, and all that may be a cell's text."""

    codes: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class HeldExport:
    """What is kept of an export: digests of each row's name, address and numbers, and of its values with two spellings."""

    id: str
    rows: Sequence[Collection[str]]
    values: Collection[str]


@dataclass(frozen=True)
class KnownCopy:
    """A copy that somebody took. draw: the number by which it spells a plain text."""

    id: str
    export: str
    code: int
    label: str
    draw: Callable[[str], int]


@dataclass(frozen=True)
class Finding:
    """What speaks for a copy. All counts are of this sheet; bits: log2 of how unlikely the spellings are by chance."""

    copy: str
    certainty: Certainty
    marked_cells: int = 0
    marked_rows: int = 0
    numbered_rows: int = 0
    held_rows: int = 0
    held_by_two: int = 0  # by two or more of name, address, numbers
    spelled_alike: int = 0
    spelled_else: int = 0
    bits: float = 0.0


@dataclass(frozen=True)
class Judged:
    """A sheet judged. named: copies that fit, the surest first; only_held: exports of the same persons, by copy."""

    rows: int
    named: tuple[Finding, ...] = ()
    only_held: tuple[Finding, ...] = ()
    unknown_codes: int = 0  # cells with a code that no copy here has


@dataclass
class _Seen:
    """Counts for one copy while the sheet is read."""

    cells: int = 0
    rows: int = 0
    numbered: int = 0


@dataclass(frozen=True)
class _HeldRows:
    rows: int = 0
    by_two: int = 0


@dataclass(frozen=True)
class _Spelled:
    alike: int = 0
    other: int = 0
    bits: float = field(default=0.0)


def row_of_cells(cells: Iterable[str]) -> LeakedRow:
    """Read a row of a sheet."""
    texts = [cell for cell in cells if cell.strip()]
    codes = [code for text in texts for code in codes_in(text=text)]
    return LeakedRow(tuple(codes), tuple(unmarked(text=text).strip() for text in texts))


def row_of_line(line: str) -> LeakedRow:
    """Read a line of pasted text: its parts between tabs, commas and wide gaps, and runs of words within them."""
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    texts = dict.fromkeys(parts)
    for words in (part.split() for part in parts):
        for length in range(1, min(len(words), WORDS_A_CELL) + 1):
            texts |= dict.fromkeys(" ".join(words[n : n + length]) for n in range(len(words) - length + 1))
    return LeakedRow(tuple(codes_in(text=line)), tuple(texts))


def judge(
    *,
    rows: Sequence[LeakedRow],
    copies: Sequence[KnownCopy],
    exports: Iterable[HeldExport],
    digest: Callable[[str], str],
) -> Judged:
    """Judge a sheet against all copies that were ever taken.

    digest: of a plain text, as the exports keep them. Source: docs/rules/exports.md#leaks.
    """
    filled = [row for row in rows if row.texts]
    seen, unknown = _seen(filled, copies)
    held = _held(filled, exports, digest)
    compared = [copy for copy in copies if copy.export in held]
    spelled = {copy.id: _spelled(filled, copy, held[copy.export][1], digest) for copy in compared}
    sure = _sure(spelled)
    findings = [
        _finding(copy, seen[copy.id], held.get(copy.export, (_HeldRows(), ()))[0], spelled, sure)
        for copy in copies
        if copy.id in seen or copy.id in spelled
    ]
    named = [one for one in findings if one.certainty != Certainty.HELD]
    named.sort(key=lambda one: (list(Certainty).index(one.certainty), -one.marked_rows, -one.bits, one.copy))
    only_held = [one for one in findings if one.certainty == Certainty.HELD]
    only_held.sort(key=lambda one: (-one.held_rows, -one.bits, one.copy))
    return Judged(len(filled), tuple(named), tuple(only_held), unknown)


def _seen(rows: Sequence[LeakedRow], copies: Sequence[KnownCopy]) -> tuple[defaultdict[str, _Seen], int]:
    """Count the marks and the printed numbers of each copy, and the marks of none."""
    by_code = {copy.code: copy.id for copy in copies}
    by_label = {copy.label: copy.id for copy in copies}
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    unknown = 0
    for row in rows:
        cells = Counter(by_code.get(code, "") for code in row.codes)
        unknown += cells.pop("", 0)
        for copy, count in cells.items():
            seen[copy].cells += count
            seen[copy].rows += 1
        labels = {label for text in row.texts for label in _LABEL.findall(text)}
        for label in labels & by_label.keys():
            seen[by_label[label]].numbered += 1
    return seen, unknown


def _held(
    rows: Sequence[LeakedRow], exports: Iterable[HeldExport], digest: Callable[[str], str]
) -> dict[str, tuple[_HeldRows, Collection[str]]]:
    """Return the exports that held enough of the sheet's rows, with how many, and their values."""
    leaked = [{digest(plain(text=text)) for text in row.texts} for row in rows]
    found: dict[str, tuple[_HeldRows, Collection[str]]] = {}
    for export in exports:
        where: dict[str, list[int]] = defaultdict(list)
        for number, own in enumerate(export.rows):
            for one in own:
                where[one].append(number)
        best = [
            max(Counter(n for one in row if one in where for n in where[one]).values(), default=0)
            for row in leaked
        ]
        count = sum(hits > 0 for hits in best)
        if count >= HELD_ROWS and count >= HELD_SHARE * len(rows):
            found[export.id] = (_HeldRows(count, sum(hits > 1 for hits in best)), frozenset(export.values))
    return found


def _spelled(
    rows: Sequence[LeakedRow], copy: KnownCopy, values: Collection[str], digest: Callable[[str], str]
) -> _Spelled:
    """Compare how the sheet spells what the export held with how the copy does.

    Each value counts once. A kind of value that a program wrote in one form throughout speaks against every copy
    alike and is left out.
    """
    bits: dict[Shape, float] = defaultdict(float)
    alike = other = 0
    for text in {text for row in rows for text in row.texts}:
        own = plain(text=text)
        ways = spellings(text=own)
        if len(ways) == 1 or text not in ways or digest(own) not in values:
            continue
        is_alike = ways[copy.draw(own) % len(ways)] == text
        alike, other = alike + is_alike, other + (not is_alike)
        chance = 1 / len(ways)
        bits[shape_of(text=own)] += log2((1 - NOISE) / chance if is_alike else NOISE / (1 - chance))
    return _Spelled(alike, other, sum(value for value in bits.values() if value > 0))


def _sure(spelled: Mapping[str, _Spelled]) -> str:
    """Return the one copy whose spellings are beyond chance and beyond every other copy's; '' where none is."""
    if not spelled:
        return ""
    ordered = sorted(spelled, key=lambda copy: -spelled[copy].bits)
    # Each copy is one more chance, and so is each set of kinds that is left out.
    needed = BITS_NEEDED + log2(len(spelled)) + len(Shape)
    first = spelled[ordered[0]].bits
    second = spelled[ordered[1]].bits if len(ordered) > 1 else 0.0
    return ordered[0] if first >= needed and first - second >= BITS_AHEAD else ""


def _finding(
    copy: KnownCopy, seen: _Seen, held: _HeldRows, spelled: Mapping[str, _Spelled], sure: str
) -> Finding:
    own = spelled.get(copy.id, _Spelled())
    if seen.cells:
        certainty = Certainty.MARKED
    elif sure == copy.id:
        certainty = Certainty.SPELLED
    else:
        certainty = Certainty.NUMBERED if seen.numbered else Certainty.HELD
    return Finding(
        copy=copy.id,
        certainty=certainty,
        marked_cells=seen.cells,
        marked_rows=seen.rows,
        numbered_rows=seen.numbered,
        held_rows=held.rows,
        held_by_two=held.by_two,
        spelled_alike=own.alike,
        spelled_else=own.other,
        bits=round(own.bits, 1),
    )
