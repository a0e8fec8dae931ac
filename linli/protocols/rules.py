"""Protocols: until when, in which slots. Values come from a version, never from here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from linli.protocols.questions import Question, Wording


class Place(StrEnum):
    """Where somebody is observed."""

    HOME = "HOME"
    CENTRAL = "CENTRAL"


class Anchor(StrEnum):
    """Which day a period is counted from, in the order in which a protocol may ask for them."""

    EXPOSED = "EXPOSED"  # last unprotected contact
    LEFT = "LEFT"  # leaving the area
    ARRIVED = "ARRIVED"
    STARTED = "STARTED"  # the day on which observation began; always known, so always the last


# A notice a week before, and a year at the most. Source: docs/rules/protocols.md#retention.
LEAST_KEEP_DAYS: Final = 7
MOST_KEEP_DAYS: Final = 365
# From the registration of somebody with whom nobody was observed: as long as who was observed for fourteen days, and then
# kept for thirty. Linli's own.
NEVER_OBSERVED_DAYS: Final = 44


class Status(StrEnum):
    """What somebody may do in a stage of observation. Source: docs/rules/protocols.md#status."""

    CENTRAL_OBSERVATION = "CENTRAL_OBSERVATION"
    HOME_OBSERVATION = "HOME_OBSERVATION"
    HOME_MONITORING = "HOME_MONITORING"
    HEALTH_MONITORING = "HEALTH_MONITORING"
    SELF_MONITORING = "SELF_MONITORING"


class ReleaseNeed(StrEnum):
    """What must hold before somebody is released."""

    PERIOD = "PERIOD"
    EVERY_SLOT = "EVERY_SLOT"  # done, or missed and explained
    NO_OPEN_ALERT = "NO_OPEN_ALERT"
    NO_SYMPTOM = "NO_SYMPTOM"
    TEST = "TEST"


@dataclass(frozen=True)
class Session:
    """A part of the day with its hours, Shanghai time; due at `due`."""

    code: str
    opens: time
    due: time


@dataclass(frozen=True)
class Stage:
    """A part of the period. `test_days` count within the stage, from 1."""

    place: Place
    days: int
    status: Status
    test_days: tuple[int, ...] = ()


@dataclass(frozen=True)
class ProtocolRules:
    """What a protocol version asks. Temperatures in tenths of a degree Celsius.

    follow_up_days: days after release, the day after the last one being 1; contact_window_days: before onset or
    sampling; step_limits: minutes that a referral may stay in a state, by its code; keep_days: days after the end of
    an observation until identity is removed; own_symptoms: words of those of `symptoms` that are the version's own;
    questions: asked of each person at each check, in order.
    Source: docs/rules/protocols.md, one row per field and version.
    """

    code: str
    length_days: int
    counts_anchor_day: bool
    sessions: tuple[Session, ...]
    fever_tenths: int
    lowest_tenths: int
    highest_tenths: int
    remeasure_below_tenths: int
    symptoms: tuple[str, ...]
    anchors: tuple[Anchor, ...] = tuple(Anchor)
    stages: tuple[Stage, ...] = ()
    grace_minutes: int = 120
    follow_up_days: tuple[int, ...] = ()
    contact_window_days: int = 0
    step_limits: Mapping[str, int] = field(default_factory=dict)
    release_needs: tuple[ReleaseNeed, ...] = ()
    release_signers: tuple[str, ...] = ()
    keep_days: int = 30
    own_symptoms: tuple[Wording, ...] = ()
    questions: tuple[Question, ...] = ()


class Fault(StrEnum):
    """Why a version cannot be worked with."""

    STAGES = "STAGES"  # none, one without a day, or their days do not add up to the length
    TEST_DAYS = "TEST_DAYS"  # a test outside its stage
    SESSIONS = "SESSIONS"  # none, the same twice, or one not ending after it opens and before the next does
    TEMPERATURES = "TEMPERATURES"  # not lowest < remeasure below < fever <= highest
    ANCHORS = "ANCHORS"  # the start, which is always known, is not the last
    SIGNERS = "SIGNERS"  # nobody to sign
    KEEP_DAYS = "KEEP_DAYS"  # identity kept under a week or over a year


def last_day(*, protocol: ProtocolRules, anchor_on: date) -> date:
    """Return the last day under observation.

    The anchor day is day 0 (P2020-01: the 14th day after it is the last, release on the 15th), or day 1 where the
    protocol counts it. Source: docs/rules/protocols.md#day-count.
    """
    days = protocol.length_days - 1 if protocol.counts_anchor_day else protocol.length_days
    return anchor_on + timedelta(days=days)


def anchor_of(
    *,
    protocol: ProtocolRules,
    exposed_on: date | None,
    left_on: date | None,
    arrived_on: date | None,
    started_on: date,
) -> tuple[Anchor, date]:
    """Return which day the period is counted from: the first in the protocol's order that is known.

    started_on: the day on which observation began, taken where no other is known. Source: docs/rules/protocols.md#anchor.
    """
    known = {Anchor.EXPOSED: exposed_on, Anchor.LEFT: left_on, Anchor.ARRIVED: arrived_on}
    for anchor in protocol.anchors:
        day = known.get(anchor)
        if day is not None:
            return anchor, day
    return Anchor.STARTED, started_on


def faults_of(*, protocol: ProtocolRules) -> tuple[Fault, ...]:
    """Return why a version cannot be worked with, in the order of Fault; nothing for a sound one."""
    days = [stage.days for stage in protocol.stages]
    tests = [day for stage in protocol.stages for day in stage.test_days if not 1 <= day <= stage.days]
    hours = [hour for session in protocol.sessions for hour in (session.opens, session.due)]
    backwards = any(session.opens >= session.due for session in protocol.sessions)
    codes = {session.code for session in protocol.sessions}
    wrong = {
        Fault.STAGES: not days or min(days) < 1 or sum(days) != protocol.length_days,
        Fault.TEST_DAYS: bool(tests),
        Fault.SESSIONS: not hours
        or backwards
        or hours != sorted(hours)
        or len(codes) < len(protocol.sessions),
        Fault.TEMPERATURES: not protocol.lowest_tenths
        < protocol.remeasure_below_tenths
        < protocol.fever_tenths
        <= protocol.highest_tenths,
        Fault.ANCHORS: protocol.anchors[-1:] != (Anchor.STARTED,),
        Fault.SIGNERS: not protocol.release_signers,
        Fault.KEEP_DAYS: not LEAST_KEEP_DAYS <= protocol.keep_days <= MOST_KEEP_DAYS,
    }
    return tuple(fault for fault in Fault if wrong[fault])


def differing(*, one: ProtocolRules, other: ProtocolRules) -> tuple[str, ...]:
    """Return the names of the fields in which two versions differ, in the order of ProtocolRules; never `code`."""
    names = (field.name for field in fields(ProtocolRules) if field.name != "code")
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def session_at(*, sessions: tuple[Session, ...], clock: time) -> Session:
    """Return the session that a clock time falls in: the latest that has opened, before the first one the first.

    So a reading at 11:30 still answers the morning, and one at 12:00 the afternoon.
    """
    opened = [session for session in sessions if session.opens <= clock]
    return opened[-1] if opened else sessions[0]
