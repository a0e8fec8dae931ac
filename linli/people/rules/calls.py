"""Calls decided: what stands against ringing a family now."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID


class Way(StrEnum):
    """How somebody was contacted."""

    CALL = "CALL"
    VISIT = "VISIT"
    MESSAGE = "MESSAGE"


class Purpose(StrEnum):
    """What a call was for."""

    TRACE = "TRACE"
    HEALTH = "HEALTH"
    INFORM = "INFORM"
    SUPPLIES = "SUPPLIES"
    VERIFY = "VERIFY"
    CARE = "CARE"  # how a family does that was named to care
    OTHER = "OTHER"


class Outcome(StrEnum):
    """What came of a call."""

    REACHED = "REACHED"
    NOT_REACHED = "NOT_REACHED"
    ASKED_NOT_TO_CALL = "ASKED_NOT_TO_CALL"


class Objection(StrEnum):
    """What stands against a call."""

    TOO_EARLY = "TOO_EARLY"  # the family asked to be left alone until later
    OTHER_CALLER = "OTHER_CALLER"  # somebody else rings this family


# A message lies until it is read; a call and a visit disturb.
DISTURBING: Final = frozenset({Way.CALL, Way.VISIT})


def objections(
    *, way: Way, at: datetime, by: UUID, caller: UUID | None, not_before: datetime | None
) -> frozenset[Objection]:
    """Say what stands against a call at a moment; at `not_before` itself nothing does any more.

    A message disturbs nobody. Source: docs/rules/people.md#calls.
    """
    if way not in DISTURBING:
        return frozenset()
    found = set()
    if not_before is not None and at < not_before:
        found.add(Objection.TOO_EARLY)
    if caller is not None and caller != by:
        found.add(Objection.OTHER_CALLER)
    return frozenset(found)
