"""How a word on what somebody has moves on: under watch > suspected > confirmed or excluded.

Source: docs/rules/referrals.md#results (the case definition of January 2020: suspected, then confirmed or excluded by test).
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from linli.referrals.rules import CONTAGIOUS, Result, State

MOVES: Final = {
    Result.UNDER_WATCH: (Result.SUSPECTED, Result.CONFIRMED, Result.EXCLUDED, Result.OTHER_ILLNESS),
    Result.SUSPECTED: (Result.CONFIRMED, Result.EXCLUDED, Result.OTHER_ILLNESS),
    Result.CONFIRMED: (),
    Result.EXCLUDED: (),
    Result.OTHER_ILLNESS: (),
}
# A last word is still to come.
OPEN_RESULTS: Final = frozenset(result for result, later in MOVES.items() if later)
# Where a referral stands when there is a word on it that may move on or be corrected.
WITH_RESULT: Final = frozenset({State.RESULT, State.RETURNED, State.ADMITTED})


class ResultNotNext(ValueError):
    """The word does not follow the one that stands; a wrong one is corrected, with a reason."""


def check_move(*, from_: str, to: str) -> None:
    """Raise ResultNotNext unless a word may follow another as the illness goes on."""
    if to not in MOVES[Result(from_)]:
        raise ResultNotNext(from_, to)


def check_correction(*, from_: str, to: str) -> None:
    """Raise ResultNotNext unless a correction says another word than the one that stands."""
    if to not in set(Result) or to == from_:
        raise ResultNotNext(from_, to)


def counted_of(*, words: Sequence[tuple[UUID, str]]) -> UUID:
    """Return which of words that correct each other is counted: the earliest that says what the last one says.

    words: (id, result) in the order in which they were entered. So a correction counts on its own day, and one that is
    taken back leaves the figures as they were.
    """
    _last, said = words[-1]
    return next(word for word, result in words if result == said)


def is_case(*, words: Sequence[tuple[UUID, str]]) -> bool:
    """Say whether somebody is, or rightly was, suspected or confirmed: a word that was corrected away says nothing.

    words: (the first of those that correct each other, result) in the order in which they were entered. Suspected and later
    excluded by a test was a case meanwhile; suspected in error was none.
    """
    return any(result in CONTAGIOUS for result in dict(words).values())


def brings_illness_home(*, state: str, before: str, now: str) -> bool:
    """Say whether a new word makes somebody who went home a case."""
    return state == State.RETURNED and now in CONTAGIOUS and before not in CONTAGIOUS
