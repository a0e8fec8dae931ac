"""What somebody asks about their own data, how it is shown that it is they, and by when it is answered.

Source: docs/rules/subject_requests.md (个人信息保护法 arts. 44-50).
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# The kind of duty that an answer discharges: linli/subject_requests/duties.py.
KIND_REQUEST: Final = "SUBJECT_REQUEST"
# Days from when it was asked until it is answered. Source: docs/rules/subject_requests.md#term.
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
    UNFOUND = "UNFOUND"  # it was not they
    COPIED = "COPIED"
    DONE = "DONE"
    NOTHING_HELD = "NOTHING_HELD"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    REOPENED = "REOPENED"
    EXPIRED = "EXPIRED"


class AskedAhead(ValueError):
    """Nobody asked in the future."""


class Contradiction(ValueError):
    """What is said of who asks and how cannot be so together."""


class NotShown(ValueError):
    """Nothing is given, changed or removed before it was shown that it is they."""


class NotForThem(ValueError):
    """Another answer goes with this request."""


def due_at(*, asked_at: datetime) -> datetime:
    """Return by when it is answered: the days run from when it was asked, or opened again, not from when it was entered."""
    return asked_at + timedelta(days=ANSWER_DAYS)


def check_asked(*, asked_at: datetime, now: datetime) -> None:
    """Raise AskedAhead for a moment that is not yet."""
    if asked_at > now:
        raise AskedAhead(asked_at)


def contradictions(*, way: Way, shown: Shown, asker: Asker, asker_name: str) -> frozenset[str]:
    """Return at which fields what is said contradicts itself: seen by telephone; another's name where the person asks."""
    found = {
        "shown": way is Way.CALL and shown is Shown.SEEN,
        "asker_name": asker is Asker.SELF and bool(asker_name.strip()),
    }
    return frozenset(field for field, is_so in found.items() if is_so)


def check_copied(*, wanted: Wanted) -> None:
    """Raise NotForThem where neither a copy was asked for nor to see what is held."""
    if wanted not in {Wanted.COPY, Wanted.SEE}:
        raise NotForThem(wanted)


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
