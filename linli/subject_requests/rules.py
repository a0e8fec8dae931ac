"""What somebody asks about their own data, how it is shown that it is they, and by when it is answered.

Source: docs/rules/subject_requests.md (个人信息保护法 arts. 44-50).
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# The kind of duty that an answer discharges: linli/subject_requests/duties.py.
KIND_REQUEST: Final = "SUBJECT_REQUEST"
# Days from when it was taken in until it is answered. Source: docs/rules/subject_requests.md#term.
ANSWER_DAYS: Final = 15


class Wanted(StrEnum):
    """What is asked for."""

    SEE = "SEE"
    COPY = "COPY"
    CORRECT = "CORRECT"
    DELETE = "DELETE"
    EXPLAIN = "EXPLAIN"  # who looked, what for


class Asker(StrEnum):
    """Who asks."""

    SELF = "SELF"
    GUARDIAN = "GUARDIAN"
    FAMILY = "FAMILY"  # with the person's word
    KIN_OF_DEAD = "KIN_OF_DEAD"  # next of kin of somebody who died


class Shown(StrEnum):
    """How it was shown that it is they, or that they may speak for the person."""

    SEEN = "SEEN"  # known to whoever stands at the door
    ID = "ID"  # a document was shown
    RUNG = "RUNG"  # rung on the telephone that is registered
    UNKNOWN = "UNKNOWN"


class Way(StrEnum):
    """How it reached the community."""

    DESK = "DESK"
    PAPER = "PAPER"
    CALL = "CALL"


class State(StrEnum):
    """Where a request stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    NOTHING_HELD = "NOTHING_HELD"  # nobody of that name is on file here
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"  # by who asked
    EXPIRED = "EXPIRED"  # the identity went by itself, after its term


class Step(StrEnum):
    """What was done with a request."""

    TAKEN_IN = "TAKEN_IN"
    SHOWN = "SHOWN"
    FOUND = "FOUND"  # the name turned out to be somebody on file
    COPIED = "COPIED"
    DONE = "DONE"
    NOTHING_HELD = "NOTHING_HELD"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    REOPENED = "REOPENED"
    EXPIRED = "EXPIRED"


class AskedAhead(ValueError):
    """Nobody asked in the future."""


class NotShown(ValueError):
    """Nothing is given, changed or removed before it was shown that it is they."""


class NotForThem(ValueError):
    """Another answer goes with this request."""


def due_at(*, now: datetime) -> datetime:
    """Return by when what is taken in or reopened now is answered."""
    return now + timedelta(days=ANSWER_DAYS)


def check_asked(*, asked_at: datetime, now: datetime) -> None:
    """Raise AskedAhead for a moment that is not yet."""
    if asked_at > now:
        raise AskedAhead(asked_at)


def check_answer(*, wanted: Wanted, to: State, shown: Shown, is_on_file: bool) -> None:
    """Raise NotShown or NotForThem where a request may not be answered in words like this.

    What gives or changes wants somebody on file and somebody shown; that nothing is held is said of a name alone. That
    somebody was deleted is said by the deletion alone.
    """
    if to is State.NOTHING_HELD and is_on_file:
        raise NotForThem(to)
    if to is State.DONE:
        if not is_on_file or wanted is Wanted.DELETE:
            raise NotForThem(to)
        check_shown(shown=shown)


def check_shown(*, shown: Shown) -> None:
    """Raise NotShown while nobody knows who asks."""
    if shown is Shown.UNKNOWN:
        raise NotShown


def has_whole_numbers(*, asker: Asker) -> bool:
    """Say whether a copy holds ID number and telephone whole: only the person's own."""
    return asker is Asker.SELF
