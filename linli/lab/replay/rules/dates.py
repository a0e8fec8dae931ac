"""Days as the curators typed them: read when they say one day, never guessed when they do not."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

# The cases fell ill in this winter, so a month names its year: November and December 2019, January to October 2020.
# A day outside it, whatever year is typed, is a slip of typing.
EARLIEST: Final = date(2019, 11, 1)
LATEST: Final = date(2020, 10, 31)

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TYPED: Final = re.compile(r"([0-9]{1,2})-([A-Za-z]{3})(?:-((?:20)?[0-9]{2}))?")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_CENTURY: Final = 2000
_UNKNOWN: Final = frozenset({"", "?", "NA"})


class NoDay(StrEnum):
    """What a cell says instead of a day."""

    MISSING = "MISSING"  # blank or "?": nobody knows
    NO = "NO"  # it did not happen
    UNREADABLE = (
        "UNREADABLE"  # a range, a doubt, a slip: "? to 23-Jan", "22-Jan or 23-Jan", "290-Jan", "30-Feb"
    )


def read_day(*, text: str) -> date | NoDay:
    """Read one day: 23-Jan, 23-Jan-2020 or 2020-01-23, months in any case, spaces around it; or say why there is none.

    Without a year, November and December are 2019 and the other months 2020. An end of a range is not a day.
    """
    plain = text.strip()
    if plain.upper() in _UNKNOWN:
        return NoDay.MISSING
    if plain.upper() == "NO":
        return NoDay.NO
    try:
        day = _day(plain)
    except ValueError:  # 30-Feb, 290-Foo
        return NoDay.UNREADABLE
    return day if day is not None and EARLIEST <= day <= LATEST else NoDay.UNREADABLE


def _day(plain: str) -> date | None:
    """Return the day, or None for another form. Raises ValueError for a day or month that does not exist."""
    if iso := _ISO.fullmatch(plain):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if not (typed := _TYPED.fullmatch(plain)):
        return None
    month = _MONTHS.index(typed[2].lower()) + 1
    if typed[3]:
        return date(_CENTURY + int(typed[3]) % 100, month, int(typed[1]))
    return date(EARLIEST.year if month >= EARLIEST.month else LATEST.year, month, int(typed[1]))


def day_or_none(*, text: str) -> date | None:
    """Return the day, or None whatever else the cell says."""
    day = read_day(text=text)
    return None if isinstance(day, NoDay) else day
