"""Equal spellings of a cell: each copy has its own, so that a sheet typed in anew still tells which one it was."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from itertools import product
from typing import Final

# So many places of an address may or may not hold a blank.
MOST_GAPS: Final = 4

_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_MOBILE = re.compile(r"(1[0-9]{2}|\*{3})-?([0-9*]{4})-?([0-9*]{2}[0-9]{2})")
_TEMPERATURE = re.compile(r"([34][0-9]\.[0-9])(?:°C|度)?")
_GAP = re.compile(r"(?<=[栋幢座楼弄村组队路巷元])(?=[0-9A-Za-z])")


class Shape(StrEnum):
    """What a cell looks like; each is spelled in its own ways."""

    DAY = "DAY"
    MOBILE = "MOBILE"
    TEMPERATURE = "TEMPERATURE"
    PLACE = "PLACE"
    OTHER = "OTHER"


def plain(*, text: str) -> str:
    """Return a cell's text as it is compared: equal for all its spellings and without any blank."""
    squeezed = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).removeprefix("'")
    if day := _DATE.fullmatch(squeezed):
        return f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}"
    if mobile := _MOBILE.fullmatch(squeezed):
        return "".join(mobile.groups())
    if temperature := _TEMPERATURE.fullmatch(squeezed):
        return temperature[1]
    return squeezed


def shape_of(*, text: str) -> Shape:
    """Say what a plain text looks like."""
    if _DATE.fullmatch(text):
        return Shape.DAY
    if _MOBILE.fullmatch(text):
        return Shape.MOBILE
    if _TEMPERATURE.fullmatch(text):
        return Shape.TEMPERATURE
    return Shape.PLACE if _GAP.search(text) else Shape.OTHER


def spellings(*, text: str) -> tuple[str, ...]:
    """Return the ways to write a text, itself first; itself alone where it is not plain or has no other.

    A day: 2020-01-27, 2020/01/27, 2020.01.27. A mobile, masked or not: in one, by blanks, by dashes. A temperature: with
    and without ℃. An address: a blank or none behind its parts. Roster imports read all of them as the same.
    """
    if plain(text=text) != text:
        return (text,)
    match shape_of(text=text):
        case Shape.DAY:
            return (text, text.replace("-", "/"), text.replace("-", "."))
        case Shape.MOBILE:
            parts = (text[:3], text[3:7], text[7:])
            return (text, " ".join(parts), "-".join(parts))
        case Shape.TEMPERATURE:
            return (text, f"{text}℃")
        case Shape.PLACE:
            return _with_gaps(text)
        case _:
            return (text,)


def spelled(*, text: str, draw: Callable[[str], int]) -> str:
    """Return the spelling that a copy has of a text. draw: a number for a text, the copy's own and always the same."""
    ways = spellings(text=text)
    return ways[draw(text) % len(ways)]


def _with_gaps(text: str) -> tuple[str, ...]:
    ends = [match.start() for match in _GAP.finditer(text)][:MOST_GAPS]
    parts = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    return tuple(
        parts[0] + "".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))
        for gaps in product(("", " "), repeat=len(ends))
    )
