"""Area codes: province 2, city 4, county 6, township 9, community 12, grid 15 digits. The code is the path."""

import re
from enum import StrEnum
from itertools import pairwise
from typing import Final


class Level(StrEnum):
    """How high an area stands."""

    PROVINCE = "PROVINCE"
    CITY = "CITY"
    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"
    COMMUNITY = "COMMUNITY"
    GRID = "GRID"


class CommunityClass(StrEnum):
    """What the epidemic has done in a community; each class adds measures to the one before.

    Source: docs/rules/staff.md#community-class (肺炎机制发〔2020〕5号).
    """

    NONE = "NONE"
    CASE_OR_OUTBREAK = "CASE_OR_OUTBREAK"
    SPREADING = "SPREADING"


class RiskLevel(StrEnum):
    """The risk that the authority has declared for a county; an area without a declaration has none."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"


DIGITS: Final = {
    Level.PROVINCE: 2,
    Level.CITY: 4,
    Level.COUNTY: 6,
    Level.TOWNSHIP: 9,
    Level.COMMUNITY: 12,
    Level.GRID: 15,
}
_LEVELS: Final = {digits: level for level, digits in DIGITS.items()}
_BELOW: Final = dict(pairwise(Level))

# Digits only and longer than any code, so it sorts behind every code in any collation.
_BEHIND_ALL: Final = "9" * (DIGITS[Level.GRID] + 1)
# The range of every code, as `AreaCode.range` gives it for a subtree.
EVERYWHERE: Final = ("0", _BEHIND_ALL)


# What people put behind the name of a community, in one word or two.
_COMMITTEE: Final = re.compile(r"(?:社区)?(?:居民委员会|村民委员会|社区委员会|居委会|村委会|居委|村委)?$")


def said_of_community(*, text: str) -> str:
    """Return what tells one community from another of a name as people say it: 金大塘 of 金大塘社区居委会."""
    plain = "".join(text.split())
    return _COMMITTEE.sub("", plain, count=1) or plain


class NotAnAreaCode(ValueError):
    """The text has not 2, 4, 6, 9, 12 or 15 digits."""


class AreaCode(str):
    """A checked code of an area; compares and stores as its text. Raises NotAnAreaCode."""

    __slots__ = ()

    def __new__(cls, text: str) -> "AreaCode":
        """Check the text. Raises NotAnAreaCode."""
        if len(text) not in _LEVELS or not (text.isascii() and text.isdigit()):
            raise NotAnAreaCode(text)
        return super().__new__(cls, text)

    @property
    def level(self) -> Level:
        """The level that the length says."""
        return _LEVELS[len(self)]

    @property
    def child_level(self) -> Level | None:
        """The level directly below; None for a grid."""
        return _BELOW.get(self.level)

    @property
    def ancestors(self) -> "tuple[AreaCode, ...]":
        """The areas above it, the province first."""
        return tuple(AreaCode(self[:digits]) for digits in DIGITS.values() if digits < len(self))

    @property
    def parent(self) -> "AreaCode | None":
        """The area directly above; None for a province."""
        return self.ancestors[-1] if self.ancestors else None

    @property
    def province(self) -> str:
        """The province that holds this area, or the province itself."""
        return self[: DIGITS[Level.PROVINCE]]

    @property
    def county(self) -> str:
        """The first six digits; the whole code above the county."""
        return self[: DIGITS[Level.COUNTY]]

    @property
    def township(self) -> "AreaCode":
        """The first nine digits; the whole code above the township."""
        return AreaCode(self[: DIGITS[Level.TOWNSHIP]])

    @property
    def community(self) -> "AreaCode":
        """The community that holds this grid, or the community itself; the whole code above it."""
        return AreaCode(self[: DIGITS[Level.COMMUNITY]])

    def contains(self, other: str) -> bool:
        """Say whether another area is this one or lies beneath it."""
        return other.startswith(self)

    @property
    def range(self) -> tuple[str, str]:
        """The subtree as [from, until) of plain string comparison: digits only, so that any collation agrees.

        `until` is the next number of the same length; after the last number (all nines) it is longer than any code.
        """
        if self.strip("9") == "":
            return str(self), _BEHIND_ALL
        return str(self), str(int(self) + 1).zfill(len(self))
