"""What keeps a row of a list from being taken back: that somebody has done something with it since."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID


class Done(StrEnum):
    """What somebody did with whom a row told of."""

    CHECKED = "CHECKED"  # looked after, or a slot explained
    ALERT = "ALERT"  # an alert reviewed
    REFERRED = "REFERRED"  # a step of a referral taken
    EXAMINED = "EXAMINED"  # a doctor's finding
    DECIDED = "DECIDED"  # a decision about the observation, or about what was told again
    CORRECTED = "CORRECTED"  # a fact or a card put right
    PAPER = "PAPER"
    MOVE = "MOVE"  # another community was asked
    POLICE = "POLICE"
    CALLED = "CALLED"
    LEAD = "LEAD"  # a lead was found to be this person
    TOLD = "TOLD"  # somebody else told of the person too
    JUDGED = "JUDGED"  # joined with another entry, or told apart
    TOGETHER = "TOGETHER"  # others of the household are observed because of it
    ENDED = "ENDED"  # the observation was ended, or another began


# By the import itself, at its own moment: a certain pair joined, a household that is observed together.
AT_ONCE: Final = frozenset({Done.JUDGED, Done.TOGETHER})
# What keeps a row that only told again of somebody known: what else happens to the person is no matter of the row.
OF_TOLD: Final = frozenset({Done.ALERT, Done.REFERRED, Done.DECIDED, Done.CORRECTED})


def done_since(*, made_at: datetime, acts: Sequence[tuple[Done, datetime]]) -> tuple[Done, ...]:
    """Return what was done with a row that was made at a moment, each once, in the order of `Done`.

    At the very moment is what the import did by itself, which counts only where it cannot be taken apart again.
    """
    found = {done for done, at in acts if at > made_at or (at == made_at and done in AT_ONCE)}
    return tuple(done for done in Done if done in found)


def done_with_told(*, made_at: datetime, acts: Sequence[tuple[Done, datetime]]) -> tuple[Done, ...]:
    """Return what keeps a row that only told again, at a moment, of somebody known; see done_since.

    An observation that began at that very moment began because of the row: it is ended by hand first.
    """
    own = done_since(made_at=made_at, acts=acts)
    began = [Done.ENDED] if (Done.ENDED, made_at) in acts else []
    return (*(done for done in own if done in OF_TOLD), *began)


def is_untouched(*, done: Mapping[UUID, Sequence[Done]]) -> bool:
    """Say whether a list may be taken back as a whole: nothing was done with any of its rows. Nothing is no list."""
    return bool(done) and not any(done.values())
