"""The way to the fever clinic and back, as one table: from, to, who, guard, effect.

Source: docs/rules/referrals.md#referral (protected transfer, never by oneself; result; home or admitted).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from linli.clock import is_in_future

# No duty rows: a referral carries its own due moment; its delays stand among those of the duties.
KIND_REFERRAL: Final = "REFERRAL"


class State(StrEnum):
    """Where a referral stands."""

    RAISED = "RAISED"
    ACCEPTED = "ACCEPTED"
    TRANSPORT = "TRANSPORT"
    ARRIVED = "ARRIVED"
    RESULT = "RESULT"
    RETURNED = "RETURNED"
    ADMITTED = "ADMITTED"
    NOT_NEEDED = "NOT_NEEDED"
    BETTER = "BETTER"
    DECLINED = "DECLINED"  # does not go, or left: stays at home ill, and the alert stays with the doctor
    NO_TRANSPORT = "NO_TRANSPORT"  # nobody can bring them yet
    REFUSED = "REFUSED"  # the clinic does not take them
    SENT_ON = "SENT_ON"  # on the way to another clinic
    DIED = "DIED"  # the person died on the way; nobody chooses it, the end of the observation does
    STRUCK = "STRUCK"  # the reading that raised it was struck before a doctor took it over; nobody chooses it


class Result(StrEnum):
    """What the clinic found."""

    UNDER_WATCH = "UNDER_WATCH"  # kept at the clinic until a test or a doctor says more
    EXCLUDED = "EXCLUDED"
    SUSPECTED = "SUSPECTED"
    CONFIRMED = "CONFIRMED"
    OTHER_ILLNESS = "OTHER_ILLNESS"


class Transport(StrEnum):
    """How somebody may travel to the clinic; public transport is not among them."""

    AMBULANCE = "AMBULANCE"
    DEDICATED = "DEDICATED"
    APPROVED = "APPROVED"


class Item(StrEnum):
    """What whoever goes along wears."""

    PROTECTIVE_MASK = "PROTECTIVE_MASK"  # medical protective mask, N95
    SURGICAL_MASK = "SURGICAL_MASK"
    CAP = "CAP"
    GLOVES = "GLOVES"
    GOWN = "GOWN"
    GOGGLES = "GOGGLES"
    APRON = "APRON"
    BOOTS = "BOOTS"


class Who(StrEnum):
    """Which right a step takes."""

    JUDGE = "JUDGE"  # a doctor
    MOVE = "MOVE"  # a doctor or the secretary


class Guard(StrEnum):
    """What a step must be told before it may be taken."""

    NOTHING = "NOTHING"
    REASON = "REASON"
    TRANSPORT = "TRANSPORT"
    ESCORT = "ESCORT"  # asked with TRANSPORT of every vehicle that has no crew of its own
    CLINIC = "CLINIC"
    OTHER_CLINIC = "OTHER_CLINIC"  # named now, and not the one that was named before
    RESULT = "RESULT"
    RESULT_ALLOWS_HOME = "RESULT_ALLOWS_HOME"
    RESULT_ALLOWS_BED = "RESULT_ALLOWS_BED"


class Effect(StrEnum):
    """What a step changes beside the referral."""

    NONE = "NONE"
    WAIVE_CHECKS = "WAIVE_CHECKS"  # at the clinic nobody is seen at home
    RESUME_CHECKS = "RESUME_CHECKS"
    END_OBSERVATION = "END_OBSERVATION"


@dataclass(frozen=True)
class Step:
    """One allowed step."""

    from_: State
    to: State
    who: Who
    guard: Guard
    effect: Effect


STEPS: Final = (
    Step(State.RAISED, State.ACCEPTED, Who.JUDGE, Guard.NOTHING, Effect.NONE),
    Step(State.RAISED, State.NOT_NEEDED, Who.JUDGE, Guard.REASON, Effect.NONE),
    # A fever is seen at the clinic, whoever is at hand: where no doctor has taken it over, the car is called all the same.
    Step(State.RAISED, State.TRANSPORT, Who.MOVE, Guard.TRANSPORT, Effect.NONE),
    Step(State.ACCEPTED, State.TRANSPORT, Who.MOVE, Guard.TRANSPORT, Effect.NONE),
    Step(State.TRANSPORT, State.ARRIVED, Who.MOVE, Guard.CLINIC, Effect.WAIVE_CHECKS),
    Step(State.ARRIVED, State.RESULT, Who.JUDGE, Guard.RESULT, Effect.NONE),
    Step(State.RESULT, State.RETURNED, Who.MOVE, Guard.RESULT_ALLOWS_HOME, Effect.RESUME_CHECKS),
    Step(State.RESULT, State.ADMITTED, Who.MOVE, Guard.RESULT_ALLOWS_BED, Effect.END_OBSERVATION),
    # Ways out of the usual way. Whoever was away from home is at home again after them, or stays away.
    Step(State.RAISED, State.DECLINED, Who.MOVE, Guard.REASON, Effect.NONE),
    Step(State.ACCEPTED, State.BETTER, Who.JUDGE, Guard.REASON, Effect.NONE),
    Step(State.ACCEPTED, State.DECLINED, Who.MOVE, Guard.REASON, Effect.NONE),
    Step(State.ACCEPTED, State.NO_TRANSPORT, Who.MOVE, Guard.REASON, Effect.NONE),
    Step(State.NO_TRANSPORT, State.TRANSPORT, Who.MOVE, Guard.TRANSPORT, Effect.NONE),
    Step(State.NO_TRANSPORT, State.BETTER, Who.JUDGE, Guard.REASON, Effect.NONE),
    Step(State.NO_TRANSPORT, State.DECLINED, Who.MOVE, Guard.REASON, Effect.NONE),
    Step(State.TRANSPORT, State.SENT_ON, Who.MOVE, Guard.OTHER_CLINIC, Effect.WAIVE_CHECKS),
    Step(State.TRANSPORT, State.REFUSED, Who.MOVE, Guard.REASON, Effect.WAIVE_CHECKS),
    Step(State.TRANSPORT, State.NO_TRANSPORT, Who.MOVE, Guard.REASON, Effect.NONE),
    Step(State.TRANSPORT, State.BETTER, Who.JUDGE, Guard.REASON, Effect.NONE),
    Step(State.TRANSPORT, State.DECLINED, Who.MOVE, Guard.REASON, Effect.NONE),
    Step(State.ARRIVED, State.SENT_ON, Who.MOVE, Guard.OTHER_CLINIC, Effect.WAIVE_CHECKS),
    Step(State.ARRIVED, State.REFUSED, Who.MOVE, Guard.REASON, Effect.WAIVE_CHECKS),
    Step(State.ARRIVED, State.DECLINED, Who.MOVE, Guard.REASON, Effect.RESUME_CHECKS),
    Step(State.SENT_ON, State.ARRIVED, Who.MOVE, Guard.CLINIC, Effect.WAIVE_CHECKS),
    Step(State.SENT_ON, State.REFUSED, Who.MOVE, Guard.REASON, Effect.WAIVE_CHECKS),
    Step(State.SENT_ON, State.DECLINED, Who.MOVE, Guard.REASON, Effect.RESUME_CHECKS),
    Step(State.REFUSED, State.SENT_ON, Who.MOVE, Guard.OTHER_CLINIC, Effect.WAIVE_CHECKS),
    Step(State.REFUSED, State.ACCEPTED, Who.JUDGE, Guard.REASON, Effect.RESUME_CHECKS),
    Step(State.REFUSED, State.BETTER, Who.JUDGE, Guard.REASON, Effect.RESUME_CHECKS),
    Step(State.REFUSED, State.DECLINED, Who.MOVE, Guard.REASON, Effect.RESUME_CHECKS),
    Step(State.RESULT, State.DECLINED, Who.MOVE, Guard.REASON, Effect.RESUME_CHECKS),
)

# The usual way, as a page shows what is still ahead; it may end in a hospital bed instead of at home.
PATH: Final = (
    State.RAISED,
    State.ACCEPTED,
    State.TRANSPORT,
    State.ARRIVED,
    State.RESULT,
    State.RETURNED,
)
# What a page offers first; every other step is a way out.
USUAL: Final = frozenset({*PATH, State.ADMITTED, State.NOT_NEEDED})
CLOSED: Final = frozenset(
    {
        State.RETURNED,
        State.ADMITTED,
        State.NOT_NEEDED,
        State.BETTER,
        State.DECLINED,
        State.DIED,
        State.STRUCK,
    }
)
# Nobody is seen at home meanwhile.
AWAY: Final = frozenset({State.ARRIVED, State.RESULT, State.REFUSED, State.SENT_ON})
# Whom a clinic may expect.
ON_THE_WAY: Final = frozenset({State.TRANSPORT, State.SENT_ON})
# Steps that are taken back with a reason. Not a result, which is corrected.
TAKEN_BACK: Final = frozenset({step.to for step in STEPS} - {State.RESULT})
# States without a limit of their own in a protocol take that of another one.
LIMIT_OF: Final = {
    State.NO_TRANSPORT: State.ACCEPTED,
    State.REFUSED: State.ACCEPTED,
    State.SENT_ON: State.TRANSPORT,
}
# Of somebody with such a result whom a hospital keeps, the family is observed.
CONTAGIOUS: Final = frozenset({Result.SUSPECTED, Result.CONFIRMED})
# Somebody suspected or confirmed does not go home from the clinic.
HOME_RESULTS: Final = frozenset({Result.EXCLUDED, Result.OTHER_ILLNESS})
BED_RESULTS: Final = frozenset({Result.UNDER_WATCH, Result.SUSPECTED, Result.CONFIRMED, Result.OTHER_ILLNESS})


# Somebody who takes a sick person to the clinic wears at least these. Source: docs/rules/referrals.md#transfer.
TRANSFER_NEEDS: Final = frozenset({Item.PROTECTIVE_MASK, Item.GLOVES})
# Minutes that a home may wait for its disinfection once it is ordered.
DISINFECTION_MINUTES: Final = 24 * 60
# A clinic sees what was sent to it until this long after it is closed.
CLINIC_KEEPS: Final = timedelta(days=7)


class TimesWrong(ValueError):
    """A time of the journey lies in the future, or before the one that it follows; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def check_journey(
    *,
    departed_at: datetime | None,
    arrived_at: datetime | None,
    now: datetime,
    found_at: datetime | None = None,
) -> None:
    """Raise TimesWrong unless the journey lies in the past, its arrival not before its departure, all of it after found_at.

    found_at: when it was seen why somebody is sent; None where that is not known.
    """
    for field, at in (("departed_at", departed_at), ("arrived_at", arrived_at)):
        if at is not None and (is_in_future(at=at, now=now) or (found_at is not None and at < found_at)):
            raise TimesWrong(field)
    if departed_at is not None and arrived_at is not None and arrived_at < departed_at:
        raise TimesWrong("arrived_at")


def missing_protection(*, worn: Collection[str]) -> tuple[Item, ...]:
    """Return what was not worn and should have been, in the order of Item; it is told, and stops nobody."""
    return tuple(item for item in Item if item in TRANSFER_NEEDS and item not in worn)


def due_at(*, state: State, entered_at: datetime, limits: Mapping[str, int]) -> datetime | None:
    """Return until when the next step is to be taken, by the minutes that a protocol gives each state; None for none.

    A state that the protocol does not name takes the minutes of the one in LIMIT_OF.
    """
    minutes = limits.get(state, limits.get(LIMIT_OF.get(state, state)))
    return None if state in CLOSED or minutes is None else entered_at + timedelta(minutes=minutes)


class StepNotAllowed(Exception):
    """The table has no such step from this state."""


class StepNeeds(Exception):
    """The step must first be told something; `guard` says what."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(guard)
        self.guard = guard


def next_steps(state: State) -> tuple[Step, ...]:
    """Return the steps that may follow a state, in the order of the table; none after the last."""
    return tuple(step for step in STEPS if step.from_ == state)


def step_to(*, from_: State, to: State) -> Step:
    """Return the step from one state to another. Raises StepNotAllowed."""
    for step in next_steps(from_):
        if step.to == to:
            return step
    raise StepNotAllowed(from_, to)


def check_guard(
    *,
    step: Step,
    reason: str,
    transport: str,
    clinic: str,
    result: str,
    escort: str = "",
    other_clinic: str = "",
) -> None:
    """Raise StepNeeds unless the step was told what it needs.

    other_clinic: the clinic named with the step, '' where it is the one that was named before.

    result: the clinic's finding, given now for RESULT or known from before for the last step.
    """
    fulfilled = {
        Guard.NOTHING: True,
        Guard.REASON: bool(reason.strip()),
        Guard.TRANSPORT: transport in set(Transport),
        Guard.ESCORT: bool(escort.strip()),
        Guard.CLINIC: bool(clinic.strip()),
        Guard.OTHER_CLINIC: bool(other_clinic.strip()),
        Guard.RESULT: result in set(Result),
        Guard.RESULT_ALLOWS_HOME: result in HOME_RESULTS,
        Guard.RESULT_ALLOWS_BED: result in BED_RESULTS,
    }
    if not fulfilled[step.guard]:
        raise StepNeeds(step.guard)
    if step.guard == Guard.TRANSPORT and transport != Transport.AMBULANCE and not escort.strip():
        raise StepNeeds(Guard.ESCORT)


def result_allows(*, step: Step, result: str) -> bool:
    """Say whether a known result leaves this step open; steps that do not look at a result are always open."""
    if (step.from_, step.to) == (State.RESULT, State.DECLINED):
        return result != Result.EXCLUDED  # nothing is left to decline
    allowed = {Guard.RESULT_ALLOWS_HOME: HOME_RESULTS, Guard.RESULT_ALLOWS_BED: BED_RESULTS}
    return step.guard not in allowed or result in allowed[step.guard]
