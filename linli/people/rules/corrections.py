"""What was told again held against what stands, and what was put right: the one rule that every door shares.

Facts are texts by field, days as ISO dates; '' is unknown: told it says nothing, standing it contradicts nothing.
Source: docs/rules/people.md#told-again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from linli.people.origins import ELSEWHERE, UNKNOWN, origin_class
from linli.people.rules.identity import parse_address


class About(StrEnum):
    """What a correction is about."""

    PERSON = "PERSON"
    HOUSEHOLD = "HOUSEHOLD"
    ARRIVAL = "ARRIVAL"
    CHECK = "CHECK"


class NewDoor(StrEnum):
    """Why an address changes: two things that look alike and mean the opposite for what was done before."""

    WRONG = "WRONG"  # it was written wrongly: they always lived there
    MOVED = "MOVED"  # they moved there on a day: what was done before was done at the old door


class Verdict(StrEnum):
    """What a person decided about something told again."""

    KEPT = "KEPT"  # what stood is right
    TAKEN = "TAKEN"  # what was told is right, of the same journey
    JOURNEY = "JOURNEY"  # both are right: it was another journey
    WITHDRAWN = "WITHDRAWN"  # the list that told it was taken back


# Of somebody's journey, and of who they are; in the order in which a page shows them.
JOURNEY: Final = (
    "arrived_on",
    "left_on",
    "exposed_on",
    "origin",
    "contact_history",
    "transport",
    "vehicle",
    "seat",
    "companions",
    "note",
)
PERSON: Final = ("name", "sex", "born_on", "id_number", "phone", "address")
# What is told of health where no observation is open to record it in.
HEALTH: Final = ("temperature", "symptoms")


# The day on which somebody moved to the address beside it; without it the address was put right.
MOVED_ON: Final = "moved_on"


@dataclass(frozen=True)
class MovedWithin:
    """Somebody moved within a community. on: from that day; told_at: when it was entered; from_door: the address before."""

    on: date
    told_at: datetime
    from_door: str


def old_door(*, moves: Sequence[MovedWithin], day: date, at: datetime) -> str:
    """Return the door at which somebody was met on a day, at a moment, where that is not the present one; else ''.

    On the day of the move itself everything until it was entered was at the door before.
    """
    after = [move for move in moves if day < move.on or (day == move.on and at < move.told_at)]
    return min(after, key=lambda move: (move.on, move.told_at)).from_door if after else ""


@dataclass(frozen=True)
class Compared:
    """first: told now and unknown before. differs: told otherwise than it stands. Both field -> what is told."""

    first: Mapping[str, str]
    differs: Mapping[str, str]


def compare(*, standing: Mapping[str, Collection[str]], told: Mapping[str, str]) -> Compared:
    """Hold what is told against what stands, field by field.

    standing: each field with everything that is known of it, for several entries may be one person; what agrees with
    any of it agrees.
    """
    first: dict[str, str] = {}
    differs: dict[str, str] = {}
    for name, said in told.items():
        known = [value for value in standing.get(name, ()) if value]
        if not said:
            continue
        if not known:
            first[name] = said
        elif not any(agree(field=name, one=value, other=said) for value in known):
            differs[name] = said
    return Compared(first, differs)


def agree(*, field: str, one: str, other: str) -> bool:
    """Say whether two texts of a field tell the same: addresses by their door, origins one of which names the other."""
    if one == other:
        return True
    if field == "address":
        keys = parse_address(text=one).key, parse_address(text=other).key
        return bool(keys[0]) and keys[0] == keys[1]
    if field == "origin":
        classes = {origin_class(one), origin_class(other)}
        # 武汉 and 湖北省武汉市; but not 其他 within a longer text.
        return len(classes) == 1 and not classes & {UNKNOWN, ELSEWHERE} and (one in other or other in one)
    return False
