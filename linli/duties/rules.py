"""Silence decided: when an open duty is overdue, who must know of it, and when a call is no longer enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol, TypeVar


class Ends(StrEnum):
    """What becomes of a duty that nobody answers on its day. Source: docs/rules/duties.md#ends."""

    LAPSES = "LAPSES"  # its hour passes and it was missed: a check, a round, a reading
    STANDS = "STANDS"  # it stays due, and overdue on any later day, until it is answered or taken back


class Level(StrEnum):
    """Who must know of a duty that nobody has answered; each next one while the first still knows."""

    WORKER = "WORKER"
    SECRETARY = "SECRETARY"
    TOWNSHIP = "TOWNSHIP"


@dataclass(frozen=True)
class Escalation:
    """After how long, counted from the moment it is overdue, an unanswered duty reaches whom: data, a row a kind.

    Source: docs/rules/duties.md#escalation.
    """

    secretary_after: timedelta
    township_after: timedelta


def level_of(*, overdue_at: datetime, now: datetime, escalation: Escalation) -> Level | None:
    """Return the highest level that an unanswered duty has reached, None before it is overdue; the moment counts."""
    late = now - overdue_at
    if late >= escalation.township_after:
        return Level.TOWNSHIP
    if late >= escalation.secretary_after:
        return Level.SECRETARY
    return Level.WORKER if late >= timedelta(0) else None


class DueSlot(Protocol):
    """A slot, whatever row it was read from."""

    @property
    def slot_on(self) -> date:
        """The day."""

    @property
    def opens_at(self) -> datetime:
        """From when on it can be answered."""

    @property
    def overdue_at(self) -> datetime:
        """From when on it is overdue."""

    @property
    def outcome(self) -> str:
        """How it was answered, '' while it was not."""


class SessionSlot(Protocol):
    """A session of a day, as it was answered."""

    @property
    def slot_on(self) -> date:
        """The day."""

    @property
    def session(self) -> str:
        """The session of the day."""

    @property
    def outcome(self) -> str:
        """How it was answered, '' while it was not."""


S = TypeVar("S", bound=SessionSlot)

# What was answered stands before what nobody answered, and what was due before what was not needed.
_STANDS_BEFORE: Final = ("DONE", "REFUSED", "NOBODY_HOME", "", "NOT_NEEDED")


def one_a_session(*, slots: Iterable[S]) -> list[S]:
    """Return one slot for each session of the slots of one person, in their order, whatever rows they stand on.

    Who was seen this morning and is observed again at noon has a morning in either row: the one that was answered stands.
    """
    standing: dict[tuple[date, str], S] = {}
    for slot in slots:
        held = standing.setdefault((slot.slot_on, slot.session), slot)
        if _STANDS_BEFORE.index(slot.outcome) < _STANDS_BEFORE.index(held.outcome):
            standing[slot.slot_on, slot.session] = slot
    return list(standing.values())


@dataclass(frozen=True)
class Due:
    """A slot as it stands: from when on it is overdue, and its outcome, '' while nobody has answered."""

    overdue_at: datetime
    outcome: str


def needs_visit(*, before: Sequence[Due], at: datetime, alarmed: bool = False) -> bool:
    """Say whether the next answer must be a visit: the slot before is overdue at this moment and unanswered.

    before: the earlier slots in order; without one a call is enough. alarmed: something else forbids a call, whatever
    the slot before says. Source: docs/rules/protocols.md#missed.
    """
    if alarmed:
        return True
    if not before or before[-1].outcome:
        return False
    return at >= before[-1].overdue_at


def state_of(*, slot: DueSlot, ends: Ends, day: date, at: datetime) -> str:
    """Say how a slot stands: its outcome, else LATER, OPEN from its opening on, OVERDUE from `overdue_at` on.

    day: the day of `at` in Asia/Shanghai. What lapses is MISSED on a later day than its own; what stands is OVERDUE.
    """
    if slot.outcome:
        return slot.outcome
    if ends is Ends.LAPSES and slot.slot_on < day:
        return "MISSED"
    if slot.overdue_at <= at:
        return "OVERDUE"
    return "OPEN" if slot.opens_at <= at else "LATER"


# A slot that somebody can answer now.
ANSWERABLE: Final = frozenset({"OPEN", "OVERDUE"})


def visits_needed(*, slots: Sequence[DueSlot], day: date, at: datetime, alarmed: bool) -> list[bool]:
    """Say of each slot of one subject whether it can be answered now, and by a visit only.

    slots: in order of their hours, with the one before the first that is asked about. This is the rule of the day's
    list on the desk, on the phone and on paper. Source: docs/rules/protocols.md#missed.
    """
    needed = []
    before: list[Due] = []
    for slot in slots:
        is_now = state_of(slot=slot, ends=Ends.LAPSES, day=day, at=at) in ANSWERABLE
        needed.append(is_now and needs_visit(before=before, at=at, alarmed=alarmed))
        before = [Due(slot.overdue_at, slot.outcome)]
    return needed
