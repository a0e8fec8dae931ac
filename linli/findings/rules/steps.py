"""Who says what to a finding, one after the other: whom it speaks of answers, and the level above judges the answer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from linli.areas.rules import AreaCode
from linli.findings.rules.patterns import FindingKind


class FindingState(StrEnum):
    """How a finding stands."""

    OPEN = "OPEN"  # nobody has answered
    ANSWERED = "ANSWERED"  # the level above is to judge
    SENT_BACK = "SENT_BACK"  # the answer was not enough
    ENOUGH = "ENOUGH"  # the level above holds it to be settled
    GONE = "GONE"  # looked for again it was no longer so: the looking closed it, and says why


class Move(StrEnum):
    """What somebody does to a finding."""

    ANSWER = "ANSWER"
    CORRECT_ANSWER = "CORRECT_ANSWER"
    FIND_ENOUGH = "FIND_ENOUGH"
    SEND_BACK = "SEND_BACK"
    TAKE_BACK = "TAKE_BACK"  # of a judgement


ANSWERS: Final = frozenset({Move.ANSWER, Move.CORRECT_ANSWER})
# What waits for whom the finding speaks of; what is settled waits for nobody.
TO_ANSWER: Final = (FindingState.OPEN, FindingState.SENT_BACK)
SETTLED: Final = (FindingState.ENOUGH, FindingState.GONE)


class WhyGone(StrEnum):
    """Why a finding is no longer so."""

    REPORTED = "REPORTED"  # the report came, and its lateness is a finding of its own
    NOT_EXPECTED = "NOT_EXPECTED"  # nobody had to report there that day any more
    NO_LONGER = "NO_LONGER"  # looked for again it was not found


# What says how things stand, so that it may cease to be so. All others say what was done, which stays done.
# Source: docs/rules/reports.md#looked-through.
MAY_CEASE: Final = frozenset(
    {FindingKind.MISSING, FindingKind.LATE, FindingKind.LEADS, FindingKind.SELF_REPORT, FindingKind.SUM}
)


def why_gone(*, kind: FindingKind, is_expected: bool, is_late: bool) -> WhyGone:
    """Say why what may cease to be so was not found again. is_late: the report that was missing came late."""
    if kind is FindingKind.MISSING and not is_expected:
        return WhyGone.NOT_EXPECTED
    return WhyGone.REPORTED if kind is FindingKind.MISSING and is_late else WhyGone.NO_LONGER


# Of a corrected answer nothing was judged yet. Where nobody answers, the level above asks for itself and says what it found.
_FROM: Final[Mapping[Move, frozenset[FindingState]]] = {
    Move.ANSWER: frozenset(TO_ANSWER),
    Move.CORRECT_ANSWER: frozenset({FindingState.ANSWERED, FindingState.ENOUGH}),
    Move.FIND_ENOUGH: frozenset({*TO_ANSWER, FindingState.ANSWERED}),
    Move.SEND_BACK: frozenset({FindingState.ANSWERED}),
    Move.TAKE_BACK: frozenset({FindingState.ENOUGH, FindingState.SENT_BACK}),
}
_TO: Final[Mapping[Move, FindingState]] = {
    Move.ANSWER: FindingState.ANSWERED,
    Move.CORRECT_ANSWER: FindingState.ANSWERED,
    Move.FIND_ENOUGH: FindingState.ENOUGH,
    Move.SEND_BACK: FindingState.SENT_BACK,
}


class NotNow(ValueError):
    """The finding does not stand where this could be done; somebody was quicker."""


def may_move(*, state: FindingState, move: Move, is_answered: bool) -> bool:
    """Say whether a finding stands where something can be done to it. is_answered: an answer stands, judged or not."""
    if move is Move.CORRECT_ANSWER and not is_answered:
        return False
    return state in _FROM[move]


def state_after(*, state: FindingState, move: Move, is_answered: bool) -> FindingState:
    """Return how a finding stands after something was done to it. Raises NotNow.

    With a judgement taken back it stands as before: answered, or open where nobody ever answered.
    """
    if not may_move(state=state, move=move, is_answered=is_answered):
        raise NotNow(state, move)
    if move is Move.TAKE_BACK:
        return FindingState.ANSWERED if is_answered else FindingState.OPEN
    return _TO[move]


def needs_words(*, move: Move, is_answered: bool) -> bool:
    """Say whether something is said in words: not where an answer is found to be enough, for it speaks for itself."""
    return move is not Move.FIND_ENOUGH or not is_answered


def judged_at(*, area: AreaCode) -> AreaCode:
    """Return the area whose office judges what is answered of an area: the one above; of a province itself, by another."""
    return area.parent or area
