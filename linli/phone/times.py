"""When a record was made, by its own evidence: a pure decision. Where two readings exist, it asks.

Marks are the monotonic clock of one page's life. On most phones it stands still while the phone sleeps (w3c/hr-time#115), so
the marks of two moments tell how much time passed at least: exactly, where the wall clock says the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from linli.phone.rules import CLOCK_TOLERANCE, ClockIsNonsense, by_our_clock, offset_of


class TimeFrom(StrEnum):
    """How the time of a record was arrived at."""

    CLOCK = "CLOCK"  # the phone's clock, put right by what it was off
    MONOTONIC = "MONOTONIC"  # what passed on the phone between the record and its sending
    CHOSEN = "CHOSEN"  # somebody said so
    UNSURE = "UNSURE"  # nobody knows: the earliest that it may have been, of what must not wait for an answer


@dataclass(frozen=True)
class Evidence:
    """What a record knows of its own time. offset: the phone's clock was behind ours by it when last learnt, None: unknown since.

    after: by our clock, what the phone last heard of it and what has passed at least since; page, mark: the page's life, and how
    far in it; moves: how often the phone had noticed that its clock was moved.
    """

    offset: timedelta | None = None
    after: datetime | None = None
    page: str = ""
    mark: timedelta = timedelta()
    moves: int = 0


@dataclass(frozen=True)
class Sending:
    """What a delivery tells of the phone's clock as it was sent; sent_at None: nobody knows, it came by hand.

    offset: that of the phone's clock, measured at receipt, or by hand as the phone last knew it; None: it did not know.
    """

    now: datetime
    offset: timedelta | None = timedelta()
    sent_at: datetime | None = None
    page: str = ""
    mark: timedelta = timedelta()
    moves: int = 0


@dataclass(frozen=True)
class Moment:
    """When a record was made, by our clock, and how far the phone's was behind then; 0 within two minutes."""

    at: datetime
    skew_seconds: int
    how: TimeFrom


class WhichTime(Exception):
    """The evidence does not agree; `readings`: the moments that it may have been, the earliest first, perhaps none."""

    def __init__(self, readings: tuple[datetime, ...]) -> None:
        super().__init__(readings)
        self.readings = readings


def time_of(*, told: datetime, evidence: Evidence, sending: Sending) -> Moment:
    """Return when a record was made. Raises WhichTime; ClockIsNonsense where the phone's clock showed no year of ours.

    told: what the phone's clock showed. First what passed in one page's life, where that leaves one moment, or where the
    offset that the record was made under agrees with it, or, of one that knows none, that at sending; then that offset, where
    it agrees with the one at sending, no move of the clock was noticed in between, and the moment is one that it may be.
    Agreeing: within CLOCK_TOLERANCE.
    """
    by_our_clock(told=told, skew_seconds=0)
    newest = _newest(evidence, sending)
    sent, own = _by(told, sending.offset), _by(told, evidence.offset)
    if newest is not None and any(_near(one, newest) for one in (evidence.after, own or sent)):
        return _moment(told, newest, TimeFrom.MONOTONIC)
    unmoved = evidence.moves == sending.moves
    readings = sorted(
        one
        for one in {own, sent if unmoved else None, newest}
        if one is not None and _may_be(one, evidence.after, newest or sending.now)
    )
    if unmoved and sent in readings and _near(own, sent) and sent is not None:
        return _moment(told, sent, TimeFrom.CLOCK)
    raise WhichTime(tuple(_apart(readings)))


def time_said(*, told: datetime, said: datetime) -> Moment:
    """Return the moment that somebody chose for a record. Raises ClockIsNonsense for one in no year that anybody lives in."""
    by_our_clock(told=said, skew_seconds=0)
    return Moment(at=said, skew_seconds=offset_of(sent_at=told, now=said), how=TimeFrom.CHOSEN)


def earliest_of(*, told: datetime, readings: tuple[datetime, ...], now: datetime) -> Moment:
    """Return the earliest moment that it may have been, for what must not wait for an answer; now where there is none."""
    return _moment(told, min((*readings, now)), TimeFrom.UNSURE)


def _newest(evidence: Evidence, sending: Sending) -> datetime | None:
    """Return the latest moment that the marks leave open; None where they are of two lives."""
    passed = sending.mark - evidence.mark
    if not evidence.page or evidence.page != sending.page or sending.sent_at is None or passed < timedelta():
        return None
    return sending.now - passed


def _by(told: datetime, offset: timedelta | None) -> datetime | None:
    if offset is None:
        return None
    try:
        return by_our_clock(told=told, skew_seconds=round(offset.total_seconds()))
    except ClockIsNonsense:
        return None


def _near(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= CLOCK_TOLERANCE


def _may_be(one: datetime, after: datetime | None, newest: datetime) -> bool:
    """Say whether a record can be of a moment: made after the phone last heard of our clock, and before it came."""
    return (after is None or one >= after - CLOCK_TOLERANCE) and one <= newest + CLOCK_TOLERANCE


def _apart(readings: list[datetime]) -> Iterator[datetime]:
    """Leave out what is the same as the one before."""
    last: datetime | None = None
    for one in readings:
        if not _near(last, one):
            last = one
            yield one


def _moment(told: datetime, at: datetime, how: TimeFrom) -> Moment:
    """Return a moment as the phone told it where that is right, else as it was put right: by whole seconds."""
    behind = at - told
    skew = 0 if abs(behind) <= CLOCK_TOLERANCE else round(behind.total_seconds())
    return Moment(at=told + timedelta(seconds=skew), skew_seconds=skew, how=how)
