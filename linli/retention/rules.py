"""When somebody's identity is removed, and why somebody is kept.

Source: docs/rules/protocols.md#retention, docs/decisions/038-retention.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from linli.protocols.rules import NEVER_OBSERVED_DAYS

NOTICE_DAYS: Final = 7
HOLD_DAYS: Final = 30
HOLDS: Final = 2


class Why(StrEnum):
    """Why somebody is kept, beside what is open of them in an app (linli.erasure.Retention.why)."""

    OBSERVED = "OBSERVED"  # under observation
    HOUSEHOLD = "HOUSEHOLD"  # never observed themselves, and somebody of the household is under observation
    REFERRAL = "REFERRAL"  # on the way to a clinic, or its own time is not over
    PHONE = "PHONE"  # a revoked phone still tells something of the person
    HELD_BACK = "HELD_BACK"  # by the secretary
    TERM = "TERM"  # the days that the protocol keeps are not over
    NOTICE = "NOTICE"  # not announced, or less than a week ago


FIRST: Final = (Why.OBSERVED, Why.HOUSEHOLD, Why.REFERRAL)
LAST: Final = (Why.PHONE, Why.HELD_BACK, Why.TERM, Why.NOTICE)


# While one of these is so, no day is known from which identity may go.
UNDER_WAY: Final = frozenset({Why.OBSERVED, Why.HOUSEHOLD})


@dataclass(frozen=True)
class Ended:
    """The day on which an observation or a referral ended, and how many days after it identity is kept."""

    on: date
    keep_days: int

    @property
    def over_on(self) -> date:
        """The first day on which it keeps nobody any more."""
        return self.on + timedelta(days=self.keep_days)


@dataclass(frozen=True)
class OnFile:
    """What is known of one person, entries joined to them included.

    observed, referred: what has ended; of whom was never observed `observed` is what never_observed returns. open: codes
    of what has not, of Why and of the apps. held_until: the last day held back.
    """

    observed: tuple[Ended, ...]
    referred: tuple[Ended, ...] = ()
    open: frozenset[str] = field(default_factory=frozenset)
    announced_on: date | None = None
    held_until: date | None = None


class NotHeldBack(ValueError):
    """Nobody is held back like this."""


class HeldTooOften(NotHeldBack):
    """Held back HOLDS times already."""


class HeldTooLong(NotHeldBack):
    """The end lies in the past, or more than HOLD_DAYS ahead."""


def never_observed(*, told_on: date, household: Collection[Ended]) -> tuple[Ended, ...]:
    """Return from which days somebody who was never observed is kept, and for how long.

    told_on: when somebody last told of them, or registered them. household: observations of the people of the door that have
    ended; the days of one that ended before that day run from it. Where nobody was observed it has a term of its own.
    """
    if not household:
        return (Ended(told_on, NEVER_OBSERVED_DAYS),)
    return tuple(Ended(max(ended.on, told_on), ended.keep_days) for ended in household)


def due_on(*, on_file: OnFile) -> date | None:
    """Return the day from which identity may be removed, None while somebody is observed, or their household is.

    The latest of all observations and referrals counts, each with the days of the version that it was under.
    """
    if on_file.open & UNDER_WAY or not on_file.observed:
        return None
    return max(ended.over_on for ended in (*on_file.observed, *on_file.referred))


def removal_on(*, on_file: OnFile, today: date) -> date | None:
    """Return the day on which identity goes if nothing else keeps it: due, announced a week before, not held back."""
    due = due_on(on_file=on_file)
    if due is None:
        return None
    noticed = (on_file.announced_on or today) + timedelta(days=NOTICE_DAYS)
    held = on_file.held_until + timedelta(days=1) if on_file.held_until else due
    return max(due, noticed, held)


def why_kept(*, on_file: OnFile, today: date, open_in_order: Sequence[str] = ()) -> tuple[str, ...]:
    """Return why somebody is kept today; nothing where identity is to be removed.

    Told in order: FIRST, what the apps know to be open (`open_in_order`, their codes), LAST. Of whom is observed, or whose
    household is, the days after it are not told, and the notice only once these are over.
    """
    observed = [ended.over_on for ended in on_file.observed]
    noticed = on_file.announced_on and on_file.announced_on + timedelta(days=NOTICE_DAYS) <= today
    kept = {why: why in on_file.open for why in (*FIRST, *open_in_order, *LAST)}
    kept[Why.REFERRAL] |= any(today < ended.over_on for ended in on_file.referred)
    kept[Why.HELD_BACK] |= on_file.held_until is not None and today <= on_file.held_until
    under_way = bool(on_file.open & UNDER_WAY)
    kept[Why.TERM] |= not under_way and (not observed or today < max(observed))
    kept[Why.NOTICE] |= not (noticed or under_way or kept[Why.TERM])
    return tuple(why for why, is_so in kept.items() if is_so)


def kept_though_asked(*, kept: Sequence[str], was_observed: bool) -> tuple[str, ...]:
    """Return what of why_kept keeps somebody who asked to be deleted: all but the notice, which is for others' sake.

    The term of who was never observed is no duty of anybody's: they go at once.
    """
    waived = {Why.NOTICE} if was_observed else {Why.NOTICE, Why.TERM}
    return tuple(why for why in kept if why not in waived)


def is_to_announce(*, on_file: OnFile, today: date) -> bool:
    """Say whether the secretary is to hear of somebody: due within NOTICE_DAYS or already, whatever else keeps them."""
    due = due_on(on_file=on_file)
    return due is not None and due <= today + timedelta(days=NOTICE_DAYS)


def check_hold(*, until: date, today: date, earlier: Collection[date]) -> None:
    """Raise HeldTooOften or HeldTooLong unless somebody may be held back until a day, the last one held.

    earlier: until when this person was held back before, since announced.
    """
    if len(earlier) >= HOLDS:
        raise HeldTooOften(len(earlier))
    if not today <= until <= today + timedelta(days=HOLD_DAYS):
        raise HeldTooLong(until)
