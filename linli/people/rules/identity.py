"""Identity decided: ID numbers, phones, names, addresses, and how they are masked."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from linli.telephones import BadPhone as BadPhone  # one rule for residents and colleagues
from linli.telephones import clean_number as clean_number
from linli.telephones import phone as phone

ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK_DIGITS: Final = "10X98765432"
ID_LENGTH: Final = 18
OLD_ID_LENGTH: Final = 15
OLD_ID_CENTURY: Final = "19"
EARLIEST_BIRTH_YEAR: Final = 1880
# Provinces of GB/T 2260 with Taiwan, Hong Kong, Macao; 83 and 9x are residence permits in the same form.
ID_REGIONS: Final = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]|91")
NAME_LENGTH: Final = (2, 60)
SHOWN: Final = 2
SHORTEST_SHOWN: Final = 6

_ID = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\ue000-\uf8ff"
_HAN_GAP = re.compile(rf"(?<=[{_HAN}·])\s+|\s+(?=[{_HAN}·])")
_MIDDLE_DOT = re.compile(rf"(?<=[{_HAN}])\s*[·•‧・⋅∙●.﹒]\s*(?=[{_HAN}])")


class IdFault(StrEnum):
    """What is wrong with an ID number."""

    LENGTH = "LENGTH"
    CHARACTERS = "CHARACTERS"
    BIRTH_DATE = "BIRTH_DATE"
    CHECK_DIGIT = "CHECK_DIGIT"


class BadIdNumber(ValueError):
    """The text is no mainland ID number; `fault` says why."""

    def __init__(self, fault: IdFault) -> None:
        super().__init__(fault)
        self.fault = fault


class BadName(ValueError):
    """The text is no name: under 2 or over 60 characters, or without a letter."""


@dataclass(frozen=True)
class IdNumber:
    """A good ID number in its 18-digit form and what it says. sex: 'M' or 'F'."""

    text: str
    born_on: date
    sex: str
    region_is_known: bool


def check_digit(*, body: str) -> str:
    """Return the last character that belongs behind 17 digits.

    Source: docs/rules/people.md#id-number (GB 11643: weighted sum mod 11; 11010519491231002 gives X).
    """
    return ID_CHECK_DIGITS[sum(w * int(d) for w, d in zip(ID_WEIGHTS, body, strict=True)) % 11]


def id_number(*, text: str) -> IdNumber:
    """Read a mainland ID number; spaces, full-width digits and a small x are cleaned.

    A 15-digit number becomes its 18-digit form: century 19 and a computed check digit. An unknown region is not a
    fault, only said so. Raises BadIdNumber. Source: docs/rules/people.md#id-number (GB 11643).
    """
    number = clean_number(text=text).upper().translate({ord("×"): "X", ord("Х"): "X"})
    if not number.isascii() or not number[:-1].isdigit() or not number[-1].isalnum():
        raise BadIdNumber(IdFault.CHARACTERS)
    if len(number) not in {ID_LENGTH, OLD_ID_LENGTH}:
        raise BadIdNumber(IdFault.LENGTH)
    if not _ID.fullmatch(number):
        raise BadIdNumber(IdFault.CHARACTERS)
    is_old = len(number) == OLD_ID_LENGTH
    body = number[:6] + OLD_ID_CENTURY + number[6:] if is_old else number[:-1]
    try:
        born_on = date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError as bad:
        raise BadIdNumber(IdFault.BIRTH_DATE) from bad
    if born_on.year < EARLIEST_BIRTH_YEAR:
        raise BadIdNumber(IdFault.BIRTH_DATE)
    check = check_digit(body=body)
    if not is_old and number[-1] != check:
        raise BadIdNumber(IdFault.CHECK_DIGIT)
    sex = "M" if int(body[-1]) % 2 else "F"
    return IdNumber(text=body + check, born_on=born_on, sex=sex, region_is_known=bool(ID_REGIONS.match(body)))


def clean_name(*, text: str) -> str:
    """Read a name: spaces inside Chinese names go, Latin names keep single ones, minority names keep their ·.

    Raises BadName. Source: docs/rules/people.md#name.
    """
    plain = " ".join(re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", text)).split())
    name = _HAN_GAP.sub("", _MIDDLE_DOT.sub("·", plain))
    shortest, longest = NAME_LENGTH
    if not shortest <= len(name) <= longest or not any(
        c.isalpha() or "\ue000" <= c <= "\uf8ff" for c in name
    ):
        raise BadName(text)
    return name


def mask_number(*, number: str) -> str:
    """Hide a number of paper or telephone but its last two characters; one too short to hide anything is hidden whole.

    No region and no year: with them a few thousand guesses find the rest. Source: docs/rules/people.md#masks.
    """
    return (
        "*" * (len(number) - SHOWN) + number[-SHOWN:] if len(number) >= SHORTEST_SHOWN else "*" * len(number)
    )


def ending(*, number: str) -> str:
    """Return the last two characters of a number, by which who knows it recognises it; '' for none."""
    return number[-SHOWN:]


@dataclass(frozen=True)
class Address:
    """An address read. All parts as text, '' when not said.

    key: equal for the same door however written, '' when the text names no door. walk_order: sorts as a worker walks:
    estate, building, unit, room; then village groups; then other texts; unknown last.
    """

    building: str
    unit: str
    room: str
    group: str
    key: str
    walk_order: str


_NUMERALS: Final = "零一二三四五六七八九"
_COUNT = re.compile(
    r"([一二三四五六七八九]?)十([一二三四五六七八九]?)|([一二两三四五六七八九])(?=[号楼栋幢单组队])"
)
_TOWNSHIP = r"(?:[^\d县区]{2,6}?(?:街道(?:办事处)?|镇|乡)(?![村花苑]))"
_ADMIN = re.compile(  # a 区 alone may be part of an estate (东区), so it goes only behind its city or before its street
    r"^(?:[^\d省市区]{2,3}省|[^\d市]{2,6}?自治区)?"
    r"(?:[^\d省市]{2,6}?市(?![场民政府花广中])(?:[^\d市]{2,6}?(?<!小)区(?![\d#A-Za-z]))?)?"
    rf"(?:[^\d区]{{2,6}}?县)?(?:[^\d小]{{2,6}}?区(?={_TOWNSHIP}))?{_TOWNSHIP}?"
)
_NO = r"[A-Za-z]?\d{1,4}[A-Za-z]?"
_BLOCK = re.compile(
    rf"(?P<building>{_NO}|[A-Za-z甲乙丙丁东西南北])(?:号楼|号栋|号幢|栋|幢|座|楼|#楼?|号公寓)[-,]?"
    rf"(?:(?P<unit>{_NO}|[A-Za-z甲乙丙丁东西])(?:单元|门洞|门|梯|-)[-,]?)?(?:\d{{1,2}}(?:层|楼)[-,]?)?"
    rf"(?:(?P<room>{_NO}|\d{{5}})(?:室|房|号|户)?(?!\d))?"
)
_DASHED = re.compile(
    r"(?P<building>(?<![\d-])[A-Za-z]?\d{1,3})-(?:(?P<unit>[A-Za-z]?\d{1,2})-)?(?P<room>\d{2,5})室?$"
)
_VILLAGE = re.compile(
    r"(?P<group>[^\d#]{0,12}?\d{0,3}(?:村民组|小组|组|队|庄|村|湾|屯|寨|岗|郢))(?P<room>\d{1,4})(?:号|户)?$"
)
# A household by its head, as a group without door numbers names it: 3组王大柱家. Behind a village alone it must say 户, for
# 小王家 is a hamlet there.
_HAN_NAME = r"(?![村组队户])(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,10}·[\u3400-\u9fff]{1,10})"
_HEAD = re.compile(
    rf"(?P<group>[^#]{{0,20}}(?:村民组|小组|组|队))[-,]?(?:户主)?(?P<head>{_HAN_NAME})(?:家|户)$|"
    rf"(?P<village>[^#]{{0,20}}[村庄湾屯寨岗郢组队])[-,]?(?:(?P<owner>户主{_HAN_NAME})|(?P<house>{_HAN_NAME})户)$"
)
_HOUSE = re.compile(r"(?P<room>(?:\d{1,4}弄)?\d{1,4}(?:-\d{1,3})?)号")
_DIGITS = re.compile(r"\d+")
# Numbers of what many families share: a villagers' group is no household.
_NO_DOOR = re.compile(
    r"第?\d+(?:村民小组|村民组|生产队|大队|小队|小组|网格|标段|公里|[组队社村庄区期路街巷里弄])|(?:村民小组|村民组|小组|组|队|网格)第?\d+$|[NXSG]?\d{2,3}(?:国道|省道|县道)"
)


def parse_address(*, text: str) -> Address:
    """Read building, unit and room ("49栋1单元2304室", "12号楼3单元501", "3-2-501"), or a village group with house or head.

    What stands before (estate, road) goes into the key, without province to township. Never raises: what cannot be
    read has only a walk order.
    """
    plain = _COUNT.sub(_counted, clean_number(text=text))
    plain = _ADMIN.sub("", re.sub(r"[‐-―−－_]", "-", plain), count=1).upper()
    if match := _BLOCK.search(plain) or _DASHED.search(plain):
        parts = {name: value or "" for name, value in match.groupdict().items()}
        building, unit, room = (_number(parts[name]) for name in ("building", "unit", "room"))
        place = plain[: match.start()].strip("-,")
        key = f"{place}#{building}-{unit}-{room}" if room else ""
        return Address(building, unit, room, "", key, _walk("1", place, building, unit, room))
    if match := _VILLAGE.search(plain):
        place, room = plain[: match.start()] + match["group"], _number(match["room"])
        return Address("", "", room, place, f"{place}#{room}", _walk("2", place, room))
    if match := _HEAD.search(plain):
        place = match["group"] or match["village"]
        head = match["head"] or match["house"] or match["owner"].removeprefix("户主")
        return Address("", "", "", place, f"{place}#{head}家", _walk("2", place, head))
    if match := _HOUSE.search(plain):
        place, rest = plain[: match.start()], plain[match.end() :]
        return Address("", "", match["room"], "", plain, _walk("3", place, match["room"], rest))
    has_door = bool(_DIGITS.search(_NO_DOOR.sub("", plain)))
    return Address("", "", "", "", plain if has_door else "", _walk("4", plain) if plain else "9")


def _counted(match: re.Match[str]) -> str:
    """Return a Chinese count of 1-99 in digits."""
    if match[3]:
        return str(_NUMERALS.find(match[3].replace("两", "二")))
    return str(
        (_NUMERALS.find(match[1]) if match[1] else 1) * 10 + (_NUMERALS.find(match[2]) if match[2] else 0)
    )


def _number(text: str) -> str:
    return text.lstrip("0") or text[-1:]


def _walk(kind: str, *parts: str) -> str:
    """Join parts so that numbers sort by size and not by their first digit."""
    return "|".join((kind, *(_DIGITS.sub(lambda m: m[0].zfill(5), part) for part in parts)))[:80]
