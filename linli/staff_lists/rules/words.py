"""What a list says of a role and a day, and user names made of names. Pure."""

import re
import unicodedata
from collections.abc import Container
from datetime import date
from typing import Final

from linli.staff.rights import Role

# How roles are written on lists, beside their own words. Source: docs/rules/staff_lists.md.
ALSO: Final = {
    "书记": Role.SECRETARY,
    "社区（村）书记": Role.SECRETARY,
    "村书记": Role.SECRETARY,
    "村支书": Role.SECRETARY,
    "社区主任": Role.SECRETARY,
    "网格长": Role.GRID_WORKER,
    "网格": Role.GRID_WORKER,
    "医生": Role.DOCTOR,
    "村医": Role.DOCTOR,
    "乡村医生": Role.DOCTOR,
    "街道": Role.TOWNSHIP_OFFICER,
    "街道工作人员": Role.TOWNSHIP_OFFICER,
    "乡镇工作人员": Role.TOWNSHIP_OFFICER,
    "县工作人员": Role.COUNTY_OFFICER,
    "区工作人员": Role.COUNTY_OFFICER,
    "县区工作人员": Role.COUNTY_OFFICER,
    "门诊": Role.CLINIC,
    "发热门诊医生": Role.CLINIC,
    "派出所民警": Role.POLICE,
    "保管员": Role.STOREKEEPER,
    "物资": Role.STOREKEEPER,
}
# A volunteer comes in by a link, whom a secretary gives it to.
NOT_BY_LIST: Final = frozenset({Role.HELPER})
_MIDNIGHT: Final = r"(?:\s+0?0:00(?::00)?)?"
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _MIDNIGHT)
# Without a year only in words: 1.30 may be a number.
_DAY_OF_YEAR: Final = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_PLAIN_LETTERS: Final = re.compile(r"[a-z]")
# No user name is shorter: a name without any letter of its own is called so, with a number.
NAMELESS: Final = "user"


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


_ROLES: Final = {
    **{_plain(words): role for words, role in ALSO.items()},
    **{_plain(role.words): role for role in Role},
}


def role_said(*, text: str) -> Role | None:
    """Return the role that a list names; None for none of them."""
    role = _ROLES.get(_plain(text))
    return None if role in NOT_BY_LIST else role


def day_said(*, text: str, year: int) -> date | None:
    """Return a whole day as it is written on lists: 2020-02-01, 2020.2.1, 2020年2月1日; None for anything else.

    year: the one in which the list came in, meant where none is written: 2月1日.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _DAY.fullmatch(plain):
        parts = [int(part) for part in found.groups()]
    elif short := _DAY_OF_YEAR.fullmatch(plain):
        parts = [year, *(int(part) for part in short.groups())]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def username_for(*, sound: str, taken: Container[str]) -> str:
    """Return a user name that nobody has, made of how a name sounds: zhangsan, else zhangsan2, zhangsan3 and so on."""
    plain = "".join(_PLAIN_LETTERS.findall(sound.lower()))[:50] or NAMELESS
    number = 1
    while (name := plain if number == 1 else f"{plain}{number}") in taken:
        number += 1
    return name
