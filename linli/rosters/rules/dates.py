"""Days as people write them into a roster."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Final

from linli.rosters.rules.faults import BadDate as BadDate
from linli.rosters.rules.faults import DateFault as DateFault
from linli.rosters.rules.lunar import names_lunar_day, without_lunar
from linli.rosters.rules.moments import SHANGHAI, day_in_shanghai, moment_in
from linli.sheets.cells import Cell, said

EXCEL_EPOCH: Final = date(1899, 12, 30)
SERIALS: Final = range(3_654, 73_051)  # Excel's day numbers of 1910-2099
CENTURY: Final = 2000
YEARS: Final = range(1890, 2100)  # of anybody alive, and of any roster
NEAR_YEARS: Final = 1  # a day with a two-digit year is believed when it lies this near to the roster's year
LONG_AGO: Final = timedelta(days=183)
NEAR: Final = timedelta(days=60)  # a day this long before the sheet's is still one of its journeys

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_MONTH_NAME = re.compile(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?")
_HINTS = re.compile(r"\([^)]*\)|\[[^\]]*\]|(?:星期|周|礼拜)[一二三四五六日天]|公历|(?<=\d)(?:st|nd|rd|th)\b")
_PART_OF_DAY = "凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|夜里|晚|am|pm"
_TIME = re.compile(
    rf"(?:(?<=\d)t|[\s日号]+|(?=(?:{_PART_OF_DAY})))(?:{_PART_OF_DAY})?\s*\d{{1,2}}\s*(?:[:时点]\s*\d{{0,2}}\s*(?:[:分]\s*[\d.]{{0,6}}\s*秒?)?半?)\s*(?:am|pm)?"
    r"(?:z|[+-]\d\d:?\d\d)?$"
)
_PAIR = re.compile(r"\d{1,2}[-/.]\d{1,2}")
_TAIL = re.compile(rf"(?:{_PART_OF_DAY}|左右|前后|许|到达|抵达|到家|返回|离开|出发|回来|到|[,.;。;])+$")
_CHINESE_DAY = re.compile(r"[一二三]?十[一二三四五六七八九]?|[〇零○一二三四五六七八九]+")
_SEPARATORS = re.compile(r"[-/.\\、,~\s–—−]+")
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def read_date(*, cell: Cell, year: int, today: date | None) -> date | None:
    """Read a day; None for an empty cell.

    Without a year it is the roster's `year`, or the year before when that would lie ahead and the other not more than
    half a year ago. A number cell 1.2 may have been 1.2 or 1.20 and is ambiguous; the text "1.2" is
    2 January, unless only 1 February lies in the 60 days before `today`. A stamp with an offset is the day that it was
    in Shanghai. Raises BadDate.
    """
    if isinstance(cell, datetime):
        return (cell.astimezone(SHANGHAI) if cell.tzinfo else cell).date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(float(cell), year, today)
    return _from_text(said(cell), year, today)


def says_year(*, cell: Cell) -> bool:
    """Say whether a cell that holds a day names its year; a day without one is the reader's guess."""
    if isinstance(cell, datetime | date):
        return True
    if isinstance(cell, int | float):
        return float(cell).is_integer() or int(cell) in SERIALS
    text = _without_hints(said(cell))
    parts = [part for part in _SEPARATORS.split(_plain(without_lunar(text=text))) if part]
    return (
        "年" in text
        or len(parts) > len(("month", "day"))
        or any(len(part) > len("31") for part in parts[-1:])
        or any(len(part) == len("2020") and part.isdecimal() for part in parts)
    )


def read_birth_date(*, cell: Cell, today: date | None) -> date | None:
    """Read a day of birth, which must name its year; None for an empty cell. Raises BadDate."""
    parts = _SEPARATORS.split(_plain(said(cell)))
    with_year = sum(map(len, parts)) > len("1231") or len(parts) > len(("month", "day"))
    if said(cell) and not with_year and not isinstance(cell, date):
        raise BadDate(DateFault.UNREADABLE)
    day = read_date(cell=cell, year=(today or date(CENTURY, 1, 1)).year, today=today)
    if day and today and day > today and day.year >= CENTURY and not _writes_century(cell):
        return _day(day.year - 100, day.month, day.day)
    if day and (day.year not in YEARS or (today and day > today)):
        raise BadDate(DateFault.IMPOSSIBLE)
    return day


def _writes_century(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(re.search(r"20\d\d", cell)))


def _from_number(number: float, year: int, today: date | None) -> date:
    """Read a number cell: an Excel day number, 20200123, or 1.23."""
    if not isfinite(number):
        raise BadDate(DateFault.UNREADABLE)
    if number.is_integer():
        whole = int(number)
        if whole in SERIALS:
            return EXCEL_EPOCH + timedelta(days=whole)
        return _from_digits(str(whole), year)
    if int(number) in SERIALS:  # a day number with a time behind
        return EXCEL_EPOCH + timedelta(days=int(number))
    month, hundredths = divmod(round(number * 100, 6), 100)
    if not hundredths.is_integer() or not 1 <= month <= len(_MONTHS):
        raise BadDate(DateFault.UNREADABLE)
    if hundredths % 10:
        return _without_year(int(month), int(hundredths), year, today)
    # 1.2 typed into a number cell may have been 1.20; only where no such day exists is it plain.
    meant = [
        _without_year(int(month), day, year, today)
        for day in (int(hundredths) // 10, int(hundredths))
        if _exists(year, int(month), day)
    ]
    if len(meant) != 1:
        raise BadDate(DateFault.AMBIGUOUS)
    return meant[0]


@lru_cache(maxsize=4096)
def _from_text(text: str, year: int, today: date | None) -> date | None:
    if not text:
        return None
    if names_lunar_day(text=text):
        return _beside_lunar(text, year, today)
    if moment := moment_in(text=text):
        day = _from_text(moment.day, year, today)
        return None if day is None else day_in_shanghai(day=day, moment=moment)
    plain = _plain(text)
    if name := _MONTH_NAME.search(plain):
        return _from_month_name(
            _MONTHS[name[1]], plain[: name.start()] + " " + plain[name.end() :], year, today
        )
    parts = [part for part in _SEPARATORS.split(plain) if part]
    if not parts or not all(part.isdecimal() for part in parts):
        raise BadDate(DateFault.UNREADABLE)
    if _tells_several(text, plain, parts):
        raise BadDate(DateFault.SEVERAL)
    if _PAIR.fullmatch(plain) and "月" not in text and today:
        _ask_of_two_readings(parts, year, today)
    return _from_parts(parts, year, today, says_year="年" in text)


def _beside_lunar(text: str, year: int, today: date | None) -> date:
    """Read the Gregorian day that stands beside a lunar one: 1月20日（腊月二十六）."""
    others = [without_lunar(text=text), *re.findall(r"[(\[]([^)\]]*)[)\]]", text)]
    for other in others:
        if other.strip() and not names_lunar_day(text=other):
            try:
                day = _from_text(other.strip(), year, today)
            except BadDate:
                continue
            if day is not None:
                return day
    raise BadDate(DateFault.LUNAR)


def _tells_several(text: str, plain: str, parts: list[str]) -> bool:
    """Say whether three numbers are a month with two days of it, and no year, month and day."""
    if len(parts) != len(("year", "month", "day")):
        return False
    if "月" in text and "年" not in text:
        return (
            not text.lstrip().startswith(parts[0])
            or len(parts[0]) < len("20")
            or "月" in text.split(parts[1])[0]
        )
    marks = set(_SEPARATORS.findall(plain))
    return len(marks) > 1 and len(parts[0]) < len("2020") and len(parts[-1]) < len("2020")


def _ask_of_two_readings(parts: list[str], year: int, today: date) -> None:
    """Refuse 5-1 where 5 January lies in the days before the sheet's and 1 May in neither year."""
    first, second = map(int, parts)
    if not _is_near(first, second, year, today) and _is_near(second, first, year, today):
        raise BadDate(DateFault.AMBIGUOUS)


def _is_near(month: int, day: int, year: int, today: date) -> bool:
    return any(
        _exists(y, month, day) and today - NEAR <= date(y, month, day) <= today for y in (year - 1, year)
    )


def _from_parts(parts: list[str], year: int, today: date | None, *, says_year: bool) -> date:
    if len(parts) == len(("digits",)):
        return _from_digits(parts[0], year)
    if len(parts) == len(("month", "day")) and len(parts[0]) <= len("12") and not says_year:
        return _without_year(int(parts[0]), int(parts[1]), year, today)
    if len(parts) == len(("year", "month", "day")):
        return _from_three(parts, year)
    raise BadDate(DateFault.UNREADABLE)


def _plain(text: str) -> str:
    """Return the text without time, weekday and remarks, with 年 and 月 as dashes."""
    plain = _TAIL.sub("", _without_hints(text)).strip()
    plain = _TAIL.sub("", _TIME.sub("", plain).strip()).strip()
    if any(mark in plain for mark in "年月日号"):
        plain = _CHINESE_DAY.sub(_in_digits, plain.replace("元月", "1月").replace("年份", "年"))
    return plain.replace("年", "-").replace("月", "-").rstrip("日号 ").strip("-/. ")


def _without_hints(text: str) -> str:
    return _HINTS.sub("", unicodedata.normalize("NFKC", text).lower()).strip()


def _in_digits(match: re.Match[str]) -> str:
    """Return a Chinese number of a date in digits: 二十三 23, 二〇二〇 2020."""
    tens, ten, ones = match[0].partition("十")
    if not ten:
        return match[0].translate(_NUMERALS)
    return f"{tens.translate(_NUMERALS) or '1'}{ones.translate(_NUMERALS) or '0'}"


def _from_month_name(month: int, rest: str, year: int, today: date | None) -> date:
    parts = [part for part in _SEPARATORS.split(rest) if part]
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= len(("day", "year")):
        raise BadDate(DateFault.UNREADABLE)
    if len(parts) == len(("day",)):
        return _without_year(month, int(parts[0]), year, today)
    if len(parts[0]) == len("2020"):
        parts.reverse()
    return _day(_full_year(parts[1]), month, int(parts[0]))


def _from_three(parts: list[str], year: int) -> date:
    """Read year-month-day; the year last, as in English, only where that leaves one reading."""
    first, second, third = map(int, parts)
    if len(parts[0]) == len("2020"):
        return _day(first, second, third)
    if len(parts[2]) == len("2020"):
        return _only(_existing([(third, first, second), (third, second, first)]))
    full = _full_year(parts[0])
    is_believed = abs(full - year) <= NEAR_YEARS or first > len(_MONTHS)
    if len(parts[0]) == len("20") and is_believed and _exists(full, second, third):
        return _day(full, second, third)
    if len(parts[2]) == len("20"):
        last = _full_year(parts[2])
        if abs(last - year) <= NEAR_YEARS:
            return _only(_existing([(last, first, second), (last, second, first)]))
    raise BadDate(DateFault.IMPOSSIBLE)


def _from_digits(digits: str, year: int) -> date:
    """Read 20200123, 200123, or an Excel day number written as text."""
    if len(digits) in {len("20200123"), len("202001231430"), len("20200123143000")}:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    if len(digits) == len("200123"):
        return _from_three([digits[:2], digits[2:4], digits[4:]], year)
    if len(digits) == len("43853") and int(digits) in SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(digits))
    raise BadDate(DateFault.UNREADABLE)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) > len("20") else CENTURY + int(digits)


def _without_year(month: int, day: int, year: int, today: date | None) -> date:
    found = _day(year, month, day)
    if today and found > today and _exists(year - 1, month, day):
        before = date(year - 1, month, day)
        # A day that would be most of a year ago is rather a slip: it stays ahead, and the row says so.
        return before if today - before <= LONG_AGO else found
    return found


def _day(year: int, month: int, day: int) -> date:
    if not _exists(year, month, day) or year not in YEARS:
        raise BadDate(DateFault.IMPOSSIBLE)
    return date(year, month, day)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _existing(triples: Iterable[tuple[int, int, int]]) -> set[date]:
    return {date(*triple) for triple in triples if _exists(*triple)}


def _only(days: set[date]) -> date:
    if not days:
        raise BadDate(DateFault.IMPOSSIBLE)
    if len(days) > 1:
        raise BadDate(DateFault.AMBIGUOUS)
    return days.pop()
