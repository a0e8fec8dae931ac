"""The phone decided: how far its clock is off, and how much of what travels."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# A clock that is off by less counts as right: an upload over a slow link takes that long. Source: docs/rules/phone.md#phone.
CLOCK_TOLERANCE: Final = timedelta(minutes=2)
# A clock that is off by more shows nonsense, not another time: even one that lost its battery shows 1970.
FARTHEST_CLOCK: Final = timedelta(days=60 * 365)
# One message of a phone holds so many operations; more come with the next. Source: docs/rules/phone.md#phone.
MOST_OPERATIONS: Final = 200
# One transaction takes at most so many messages that are taken one at a time, the first of a message so many, and of those that
# are taken together all. Source: docs/rules/phone.md#phone.
MOST_SINGLY: Final = 4
FIRST_SINGLY: Final = 1
# So many seconds one transaction of a message is to take, so that nobody waits long for SQLite's one writer.
HOLD_S: Final = 0.1
# Between two transactions of one message SQLite is left alone so long: whoever waits for its one writer looks again every
# tenth of a second. Source: docs/rules/phone.md#phone.
LET_OTHERS_WRITE_S: Final = 0.11
# One answer holds so many households; the phone asks on until it has them all. Source: docs/rules/phone.md#phone.
HOUSEHOLDS_AN_ANSWER: Final = 250
# What a phone knows of people is wiped when it was not brought up to date for so long. Source: docs/rules/phone.md#phone.
KEEP: Final = timedelta(days=7)
# Days ahead that a phone knows the duties of, so that it works through a weekend without a network.
DAYS_AHEAD: Final = timedelta(days=2)
ETAG_DIGITS: Final = 12
# A phone tells of no more lost records than this: none holds as many. Source: docs/rules/phone.md#phone.
MOST_LOST: Final = 100_000
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2200


class WhyHeld(StrEnum):
    """Why somebody of the community must look first at what a phone brought."""

    REVOKED = "REVOKED"
    NO_POST = "NO_POST"  # no post of its writer covered that door on the day it tells of
    WHICH_TIME = "WHICH_TIME"  # its phone's clock was moved: when it was made, somebody must say
    POST_ENDED = "POST_ENDED"  # the post that covered that door ended on that day: nobody knows before or after the record


class ClockIsNonsense(ValueError):
    """A sender's clock is off by more than sixty years, or a moment lies in no year that anybody lives in."""


class Alarm(StrEnum):
    """What in a held record must not wait until somebody happens to look."""

    FEVER = "FEVER"  # linli.observation.rules.is_fever, by the protocol that its person is under
    EMERGENCY = "EMERGENCY"


def skew_of(*, sent_at: datetime, now: datetime) -> int:
    """Return the seconds that a sender's clock is behind ours, negative when ahead; 0 within two minutes.

    Raises ClockIsNonsense.
    """
    seconds = offset_of(sent_at=sent_at, now=now)
    return 0 if abs(now - sent_at) <= CLOCK_TOLERANCE else seconds


def offset_of(*, sent_at: datetime, now: datetime) -> int:
    """Return the same as it was measured, whatever it is. Raises ClockIsNonsense."""
    offset = now - sent_at
    if abs(offset) > FARTHEST_CLOCK:
        raise ClockIsNonsense(sent_at)
    return round(offset.total_seconds())


def by_our_clock(*, told: datetime, skew_seconds: int) -> datetime:
    """Return a moment of a phone whose clock was so many seconds behind ours. Raises ClockIsNonsense."""
    try:
        corrected = told + timedelta(seconds=skew_seconds)
    except OverflowError as error:
        raise ClockIsNonsense(told) from error
    if not FIRST_YEAR <= corrected.year <= LAST_YEAR:
        raise ClockIsNonsense(told)
    return corrected


def etag_of(document: Mapping[str, object]) -> str:
    """Name what a document says: equal documents have equal names."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=ETAG_DIGITS // 2).hexdigest()


def slice_of(*, ranks: Sequence[int], single: Collection[int], most: int) -> int:
    """Return how many of the messages that are left, in the order in which they are taken, the next transaction takes.

    ranks: of each message's kind; single: the ranks of kinds that are taken one at a time, of which it takes at most `most`.
    """
    singly = 0
    for place, rank in enumerate(ranks):
        if rank in single:
            if singly == most:
                return place
            singly += 1
    return len(ranks)


def most_next(*, singly: int, took_s: float) -> int:
    """Return how many messages that are taken one at a time the next transaction takes, by how long the last one took.

    singly: how many it had. So that the next takes HOLD_S, but one at least and MOST_SINGLY at most.
    """
    if singly == 0 or took_s <= 0:
        return FIRST_SINGLY
    return max(1, min(MOST_SINGLY, int(singly * HOLD_S / took_s)))
