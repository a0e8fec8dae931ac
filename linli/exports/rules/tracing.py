"""A leaked sheet judged: which copy it was made from, by the look, the signs, the spellings and the persons in it.

Only what the sheet proves is said. A mark names the copy that cells were taken from, not who passed them on, nor what was
typed into them since.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log2
from typing import Final

from linli.exports.rules.leaked_rows import LeakedRow
from linli.exports.rules.marks import code_in, look_of
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
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

_PART = f"[{LETTERS}]{{4}}"
# A copy's number; behind it, in a sheet, the sign of the row.
_LABEL = re.compile(rf"(?<![0-9A-Za-z])({_PART}-{_PART})(?:-({_PART}))?(?![0-9A-Za-z])")


class Certainty(StrEnum):
    """How sure it is that rows of a sheet come from a copy, the surest first."""

    MARKED = "MARKED"  # cells look as its cells do
    SIGNED = "SIGNED"  # rows end with its number and the sign that it has for just this person
    TINTED = "TINTED"  # letters have its colour and no other copy's, and its export held these persons; the lines are gone
    SPELLED = "SPELLED"  # values are spelled as in it, beyond chance, and as in no other
    NUMBERED = "NUMBERED"  # only its printed number stands there, which anybody can type
    HELD = "HELD"  # its export held these persons, which another source may have held too


@dataclass(frozen=True)
class HeldExport:
    """What is kept of an export: digests of each row's name, address and numbers, and of its values with two spellings."""

    id: str
    rows: Sequence[Collection[str]]
    values: Collection[str]


@dataclass(frozen=True)
class KnownCopy:
    """A copy that somebody took.

    sign: its sign for a plain text that names a row. draw: the number by which it spells a plain text; None where it
    spells all texts as they are, as sheets do.
    """

    id: str
    export: str
    code: int
    label: str
    sign: Callable[[str], str]
    draw: Callable[[str], int] | None


@dataclass(frozen=True)
class Finding:
    """What speaks for a copy. All counts are of this sheet; bits: log2 of how unlikely the spellings are by chance."""

    copy: str
    certainty: Certainty
    marked_cells: int = 0
    marked_rows: int = 0
    signed_rows: int = 0
    tinted_cells: int = 0
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
    unknown_codes: int = 0  # cells with a code in their look that no copy here has


@dataclass
class _Seen:
    """Counts for one copy while the sheet is read."""

    cells: int = 0
    rows: int = 0
    signed: int = 0
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
    tinted = _tinted(filled, [copy for copy in compared if copy.draw is None])
    sure = _sure(spelled)
    findings = [
        _finding(
            copy,
            seen[copy.id],
            held.get(copy.export, (_HeldRows(), ()))[0],
            spelled.get(copy.id, _Spelled()),
            tinted[copy.id],
            sure,
        )
        for copy in copies
        if copy.id in seen or copy.id in spelled
    ]
    named = [one for one in findings if one.certainty != Certainty.HELD]
    named.sort(key=lambda one: (list(Certainty).index(one.certainty), -one.marked_rows, -one.bits, one.copy))
    only_held = [one for one in findings if one.certainty == Certainty.HELD]
    only_held.sort(key=lambda one: (-one.held_rows, -one.bits, one.copy))
    return Judged(len(filled), tuple(named), tuple(only_held), unknown)


def _seen(rows: Sequence[LeakedRow], copies: Sequence[KnownCopy]) -> tuple[defaultdict[str, _Seen], int]:
    """Count the marks, the signs and the printed numbers of each copy, and the marks of none."""
    by_look = {look_of(code=copy.code): copy.id for copy in copies}
    by_label = {copy.label: copy for copy in copies}
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    unknown = 0
    for row in rows:
        looks = Counter(row.looks)
        for look in looks.keys() & by_look.keys():
            seen[by_look[look]].cells += looks[look]
            seen[by_look[look]].rows += 1
        others = looks.keys() - by_look.keys()
        unknown += sum(looks[look] for look in others if code_in(look=look) is not None)
        for copy, is_signed in _printed(row, by_label).items():
            seen[copy].numbered += 1
            seen[copy].signed += is_signed
    return seen, unknown


def _printed(row: LeakedRow, by_label: Mapping[str, KnownCopy]) -> dict[str, bool]:
    """Return the copies whose number stands in a row, and whether with the sign that fits the row."""
    found: dict[str, bool] = {}
    for label, sign in {told for text in row.texts for told in _LABEL.findall(text) if told[0] in by_label}:
        copy = by_label[label]
        fits = bool(sign) and any(copy.sign(plain(text=text)) == sign for text in row.texts)
        found[copy.id] = found.get(copy.id, False) or fits
    return found


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


def _tinted(rows: Sequence[LeakedRow], copies: Sequence[KnownCopy]) -> Counter[str]:
    """Count the unmarked cells whose letters have the colour of one copy alone."""
    colours = Counter(look.font for row in rows for look in row.looks if code_in(look=look) is None)
    fonts = {copy.id: look_of(code=copy.code).font for copy in copies}
    shared = Counter(fonts.values())
    return Counter({copy: colours[font] for copy, font in fonts.items() if shared[font] == 1})


def _spelled(
    rows: Sequence[LeakedRow], copy: KnownCopy, values: Collection[str], digest: Callable[[str], str]
) -> _Spelled:
    """Compare how the sheet spells what the export held with how the copy does.

    Each value counts once. A kind of value that a program wrote in one form throughout speaks against every copy
    alike and is left out.
    """
    bits: dict[Shape, float] = defaultdict(float)
    alike = other = 0
    if copy.draw is None:
        return _Spelled()
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
    copy: KnownCopy, seen: _Seen, held: _HeldRows, spelled: _Spelled, tinted: int, sure: str
) -> Finding:
    if seen.cells:
        certainty = Certainty.MARKED
    elif seen.signed:
        certainty = Certainty.SIGNED
    elif tinted:
        certainty = Certainty.TINTED
    elif sure == copy.id:
        certainty = Certainty.SPELLED
    else:
        certainty = Certainty.NUMBERED if seen.numbered else Certainty.HELD
    return Finding(
        copy=copy.id,
        certainty=certainty,
        marked_cells=seen.cells,
        marked_rows=seen.rows,
        signed_rows=seen.signed,
        tinted_cells=tinted,
        numbered_rows=seen.numbered,
        held_rows=held.rows,
        held_by_two=held.by_two,
        spelled_alike=spelled.alike,
        spelled_else=spelled.other,
        bits=round(spelled.bits, 1),
    )
