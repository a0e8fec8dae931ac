"""A lead and its way to a person, as one table: step, from, to, who, guard; what a lead needs, and how finding is measured.

Source: docs/rules/tracing.md#leads (a list handed down or a tip becomes a person, another community's, or a written failure).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

# The kind of duty that finding somebody answers: linli/tracing/duties.py.
KIND_LEAD: Final = "LEAD"


class Source(StrEnum):
    """Who told of somebody."""

    RAIL = "RAIL"
    POLICE = "POLICE"
    PROVINCE = "PROVINCE"
    UPPER_LIST = "UPPER_LIST"
    TIP = "TIP"
    CLINIC = "CLINIC"  # somebody in no register walked in with a fever


class State(StrEnum):
    """Where a lead stands."""

    NEW = "NEW"
    ASSIGNED = "ASSIGNED"
    HANDED_ON = "HANDED_ON"  # another community is asked; this one stays responsible until it accepts
    FOUND = "FOUND"
    NOT_EXISTING = "NOT_EXISTING"
    CANNOT_BE_FOUND = "CANNOT_BE_FOUND"
    TAKEN_BACK = "TAKEN_BACK"  # by who told of it, before anybody began


class Move(StrEnum):
    """What somebody does with a lead."""

    ASSIGN = "ASSIGN"
    FIND = "FIND"
    HAND_ON = "HAND_ON"
    WITHDRAW = "WITHDRAW"
    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    SAY_NOT_EXISTING = "SAY_NOT_EXISTING"
    GIVE_UP = "GIVE_UP"
    REOPEN = "REOPEN"
    CORRECT = "CORRECT"
    REDIRECT = "REDIRECT"
    TAKE_BACK = "TAKE_BACK"


# What the history calls the moment a lead came in; it is no step, for nothing stood before it.
RECEIVED: Final = "RECEIVED"


class Who(StrEnum):
    """Who takes a step."""

    TRACER = "TRACER"  # whoever traces the lead
    SECRETARY = "SECRETARY"  # whoever directs the leads of the responsible community
    ASKED = "ASKED"  # whoever directs the leads of the community that is asked
    TELLER = "TELLER"  # whoever typed the lead, until the community began


class Guard(StrEnum):
    """What a step must be told before it may be taken."""

    NOTHING = "NOTHING"
    ASSIGNEE = "ASSIGNEE"
    PERSON = "PERSON"
    COMMUNITY = "COMMUNITY"
    REASON = "REASON"
    TRIED = "TRIED"


@dataclass(frozen=True)
class Step:
    """One allowed step."""

    move: Move
    from_: State
    to: State
    who: Who
    guard: Guard


STEPS: Final = (
    Step(Move.ASSIGN, State.NEW, State.ASSIGNED, Who.SECRETARY, Guard.ASSIGNEE),
    Step(Move.ASSIGN, State.ASSIGNED, State.ASSIGNED, Who.SECRETARY, Guard.ASSIGNEE),
    Step(Move.FIND, State.NEW, State.FOUND, Who.TRACER, Guard.PERSON),
    Step(Move.FIND, State.ASSIGNED, State.FOUND, Who.TRACER, Guard.PERSON),
    Step(Move.HAND_ON, State.NEW, State.HANDED_ON, Who.SECRETARY, Guard.COMMUNITY),
    Step(Move.HAND_ON, State.ASSIGNED, State.HANDED_ON, Who.SECRETARY, Guard.COMMUNITY),
    Step(Move.WITHDRAW, State.HANDED_ON, State.NEW, Who.SECRETARY, Guard.NOTHING),
    Step(Move.ACCEPT, State.HANDED_ON, State.NEW, Who.ASKED, Guard.NOTHING),
    Step(Move.REFUSE, State.HANDED_ON, State.NEW, Who.ASKED, Guard.REASON),
    Step(Move.SAY_NOT_EXISTING, State.NEW, State.NOT_EXISTING, Who.TRACER, Guard.REASON),
    Step(Move.SAY_NOT_EXISTING, State.ASSIGNED, State.NOT_EXISTING, Who.TRACER, Guard.REASON),
    Step(Move.GIVE_UP, State.NEW, State.CANNOT_BE_FOUND, Who.TRACER, Guard.TRIED),
    Step(Move.GIVE_UP, State.ASSIGNED, State.CANNOT_BE_FOUND, Who.TRACER, Guard.TRIED),
    Step(Move.REOPEN, State.FOUND, State.NEW, Who.SECRETARY, Guard.REASON),
    Step(Move.REOPEN, State.NOT_EXISTING, State.NEW, Who.SECRETARY, Guard.REASON),
    Step(Move.REOPEN, State.CANNOT_BE_FOUND, State.NEW, Who.SECRETARY, Guard.REASON),
    Step(Move.CORRECT, State.NEW, State.NEW, Who.TELLER, Guard.REASON),
    Step(Move.REDIRECT, State.NEW, State.NEW, Who.TELLER, Guard.REASON),
    Step(Move.TAKE_BACK, State.NEW, State.TAKEN_BACK, Who.TELLER, Guard.REASON),
)
CLOSED: Final = frozenset({State.FOUND, State.NOT_EXISTING, State.CANNOT_BE_FOUND, State.TAKEN_BACK})
OPEN: Final = frozenset({State.NEW, State.ASSIGNED, State.HANDED_ON})
# What who told of a lead does with it: after anything else in its history the community has begun.
BY_TELLER: Final = (RECEIVED, Move.CORRECT, Move.REDIRECT)


class StepNotAllowed(Exception):
    """The table has no such step from this state."""


class StepNeeds(Exception):
    """The step must first be told something; `guard` says what."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(guard)
        self.guard = guard


class How(StrEnum):
    """How somebody was looked for."""

    CALL = "CALL"
    VISIT = "VISIT"
    MESSAGE = "MESSAGE"
    NEIGHBOUR = "NEIGHBOUR"
    POLICE = "POLICE"


@dataclass(frozen=True)
class Try:
    """One time that somebody was looked for in vain: how, when, and what came of it."""

    how: How
    at: datetime
    note: str = ""


def step_of(*, move: Move, from_: State) -> Step:
    """Return the step that a move makes from a state. Raises StepNotAllowed."""
    for step in STEPS:
        if step.move == move and step.from_ == from_:
            return step
    raise StepNotAllowed(move, from_)


def next_steps(state: State) -> tuple[Step, ...]:
    """Return the steps that may follow a state, in the order of the table."""
    return tuple(step for step in STEPS if step.from_ == state)


def check_guard(
    *, step: Step, reason: str = "", tried: Sequence[Try] = (), community: str = "", named: str = ""
) -> None:
    """Raise StepNeeds unless the step was told what it needs.

    tried: at least one for giving up. named: the grid, worker or person that the step is about.
    """
    fulfilled = {
        Guard.NOTHING: True,
        Guard.ASSIGNEE: bool(named),
        Guard.PERSON: bool(named),
        Guard.COMMUNITY: bool(community),
        Guard.REASON: bool(reason.strip()),
        Guard.TRIED: bool(tried),
    }
    if not fulfilled[step.guard]:
        raise StepNeeds(step.guard)


def is_enough(*, name: str, id_number: str, phone: str) -> bool:
    """Say whether somebody can be looked for at all: by a name, an ID number or a phone. Source: docs/rules/tracing.md#leads."""
    return bool(name or id_number or phone)


def is_overdue(*, state: State, due_at: datetime, now: datetime) -> bool:
    """Say whether an open lead's hour has come; the moment itself counts. A lead handed on runs on until accepted."""
    return state in OPEN and due_at <= now


@dataclass(frozen=True)
class TimeToFind:
    """How long finding took, in hours with one decimal; None where nobody was found."""

    median_hours: float | None
    longest_hours: float | None


def time_to_find(*, took: Sequence[timedelta]) -> TimeToFind:
    """Measure from receipt to found; of an even number the mean of the middle two. Source: docs/rules/tracing.md#leads."""
    hours = [one / timedelta(hours=1) for one in took]
    if not hours:
        return TimeToFind(None, None)
    return TimeToFind(round(median(hours), 1), round(max(hours), 1))
