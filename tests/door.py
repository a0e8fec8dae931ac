"""A door of Linli: an address with a method, and the rights that open it. Each app tells its own in tests/doors.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from linli.areas.rules import Level
from linli.staff.rights import Action

A = Action


class At(StrEnum):
    """Where what lies behind a door stands: by this the door opens or not."""

    AREA = "area"  # the grid of the row; its community where it has none
    COMMUNITY = "community"
    COUNTY = "county"
    GRID = "grid"
    PROVINCE = "province"
    CODE = "code"  # the area is named in the address
    ABOVE_CODE = "above code"  # an area is named in the address, and what counts is the one above it
    LIST = "list"  # no row is named: open to whoever may do it anywhere, and shows what lies within reach


@dataclass(frozen=True)
class Door:
    """One door. Any of `opened_by` opens it where the right's reach covers what stands behind it.

    method: "GET", or "POST" with `form` over what the walk always sends. needed: a right that must be held beside it, for
    what names persons. levels: of the areas that an address of At.CODE may name.
    """

    address: str
    at: At
    opened_by: frozenset[A]
    method: str = "GET"
    form: Mapping[str, str] = field(default_factory=dict)
    needed: A | None = None
    levels: frozenset[Level] = frozenset(Level) - {Level.GRID}


def doors(at: At, *lines: tuple[str, set[A]]) -> list[Door]:
    """Return pages of one place: (address, any of which rights opens it)."""
    return [Door(address, at, frozenset(actions)) for address, actions in lines]


def acts(at: At, *lines: tuple[str, set[A], dict[str, str]]) -> list[Door]:
    """Return forms of one place: (address, any of which rights opens it, what is sent beside what the walk always sends)."""
    return [Door(address, at, frozenset(actions), "POST", form) for address, actions, form in lines]
