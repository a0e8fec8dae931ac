"""Observation decided: until when, in which slots, what a check means. Values come from a protocol, never from here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from linli.people.origins import EPIDEMIC_AREA


class State(StrEnum):
    """Where an observation stands; each end is a column of the balance."""

    OBSERVING = "OBSERVING"
    RELEASED = "RELEASED"
    REFERRED = "REFERRED"  # kept by a hospital
    MOVED_OUT = "MOVED_OUT"
    LOST = "LOST"
    STRUCK_OFF = "STRUCK_OFF"
    DIED = "DIED"


class Opening(StrEnum):
    """How somebody came under observation here."""

    NEW = "NEW"
    MOVED_IN = "MOVED_IN"


class MoveState(StrEnum):
    """Where a hand-over to another community stands; the sender is responsible until it is accepted."""

    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class Place(StrEnum):
    """Where somebody is observed."""

    HOME = "HOME"
    CENTRAL = "CENTRAL"


class Category(StrEnum):
    """The two groups that the notice names: from the epidemic area, and back from elsewhere."""

    EPIDEMIC_AREA = "EPIDEMIC_AREA"
    ELSEWHERE = "ELSEWHERE"


class Channel(StrEnum):
    """How a check is known."""

    VISIT = "VISIT"
    PHONE = "PHONE"
    SELF = "SELF"
    PROXY = "PROXY"
    ROSTER = "ROSTER"


# Told from afar, by whomever: nobody stood at the door. Source: docs/rules.md#missed.
CALLS: Final = frozenset({Channel.PHONE, Channel.SELF, Channel.PROXY})


class CheckOutcome(StrEnum):
    """What came of a check. These are the outcomes of its duty too."""

    DONE = "DONE"
    NOBODY_HOME = "NOBODY_HOME"
    REFUSED = "REFUSED"


class Cause(StrEnum):
    """Why a check alerts, the more severe first: that one wins."""

    FEVER = "FEVER"
    SYMPTOM = "SYMPTOM"
    ANTIPYRETIC = "ANTIPYRETIC"  # a normal reading after a medicine against fever proves nothing
    DISAGREES = "DISAGREES"  # what was told and what was seen at the door do not fit


# Causes that propose a clinic; the others ask the doctor to look.
REFERRED: Final = frozenset({Cause.FEVER, Cause.SYMPTOM})


class Site(StrEnum):
    """Where on the body a temperature was taken."""

    AXILLA = "AXILLA"
    FOREHEAD = "FOREHEAD"
    WRIST = "WRIST"
    EAR = "EAR"


class Basis(StrEnum):
    """How it is known whether a symptom is there: a worker sees a cough, and is told of fatigue."""

    SEEN = "SEEN"
    TOLD = "TOLD"
    MEASURED = "MEASURED"
    NOT_ASSESSED = "NOT_ASSESSED"


class Judgement(StrEnum):
    """What the doctor makes of it, apart from what a worker wrote down."""

    NOTHING = "NOTHING"
    WATCH = "WATCH"
    SUSPECT = "SUSPECT"


# On bare skin in the cold a thermometer shows too little; an outdoor reading below this is taken again at the armpit.
OUTDOOR_LOW_TENTHS: Final = 360
BARE_SKIN: Final = frozenset({Site.FOREHEAD, Site.WRIST})
# What was told and what was measured at the door in one session may differ by less than a degree.
DISAGREEMENT_TENTHS: Final = 10


class Anchor(StrEnum):
    """Which day a period is counted from, in the order in which a protocol may ask for them."""

    EXPOSED = "EXPOSED"  # last unprotected contact
    LEFT = "LEFT"  # leaving the area
    ARRIVED = "ARRIVED"
    STARTED = "STARTED"  # the day on which observation began; always known, so always the last


class Status(StrEnum):
    """What somebody may do in a stage of observation. Source: docs/rules.md#status."""

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


class DecisionKind(StrEnum):
    """What was decided about one observation."""

    PROTOCOL = "PROTOCOL"  # moved to another version


# A phone's or a person's clock may run ahead of ours by this much before a time counts as the future.
CLOCK_SLACK: Final = timedelta(minutes=10)


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
    sampling; step_limits: minutes that a referral may stay in a state, by its code.
    Source: docs/rules.md, one row per field and version.
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
    lead_hours: int = 24
    step_limits: Mapping[str, int] = field(default_factory=dict)
    release_needs: tuple[ReleaseNeed, ...] = ()
    release_signers: tuple[str, ...] = ()


class Fault(StrEnum):
    """Why a version cannot be worked with."""

    STAGES = "STAGES"  # none, one without a day, or their days do not add up to the length
    TEST_DAYS = "TEST_DAYS"  # a test outside its stage
    SESSIONS = "SESSIONS"  # none, the same twice, or one not ending after it opens and before the next does
    TEMPERATURES = "TEMPERATURES"  # not lowest < remeasure below < fever <= highest
    ANCHORS = "ANCHORS"  # the start, which is always known, is not the last
    SIGNERS = "SIGNERS"  # nobody to sign


class UnbelievableTemperature(ValueError):
    """The reading lies outside what the protocol believes; measure again."""


def last_day(*, protocol: ProtocolRules, anchor_on: date) -> date:
    """Return the last day under observation.

    The anchor day is day 0 (P2020-01: the 14th day after it is the last, release on the 15th), or day 1 where the
    protocol counts it. Source: docs/rules.md#day-count.
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

    started_on: the day on which observation began, taken where no other is known. Source: docs/rules.md#anchor.
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
    }
    return tuple(fault for fault in Fault if wrong[fault])


def differing(*, one: ProtocolRules, other: ProtocolRules) -> tuple[str, ...]:
    """Return the names of the fields in which two versions differ, in the order of ProtocolRules; never `code`."""
    names = (field.name for field in fields(ProtocolRules) if field.name != "code")
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def category_of(*, origin_class: str) -> Category:
    """Return the group that an origin puts somebody in; an unknown origin counts as elsewhere."""
    return Category.EPIDEMIC_AREA if origin_class in EPIDEMIC_AREA else Category.ELSEWHERE


def session_at(*, sessions: tuple[Session, ...], clock: time) -> Session:
    """Return the session that a clock time falls in: the latest that has opened, before the first one the first.

    So a reading at 11:30 still answers the morning, and one at 12:00 the afternoon.
    """
    opened = [session for session in sessions if session.opens <= clock]
    return opened[-1] if opened else sessions[0]


@dataclass(frozen=True)
class Reading:
    """What one check says of one person."""

    channel: str
    temperature_tenths: int | None
    symptoms: frozenset[str]


def disagree(*, one: Reading, other: Reading, protocol: ProtocolRules) -> bool:
    """Say whether a self-report and a visit of the same session contradict each other.

    They do when one has a fever or a listed symptom and the other has none, or when readings differ by a degree. Two
    visits, or two reports, are two measurements and no contradiction. Source: docs/rules.md#disagreement.
    """
    told, seen = sorted((one, other), key=lambda reading: reading.channel == Channel.VISIT)
    if told.channel not in {Channel.SELF, Channel.PROXY} or seen.channel != Channel.VISIT:
        return False
    if _is_ill(told, protocol) != _is_ill(seen, protocol):
        return True
    if told.temperature_tenths is None or seen.temperature_tenths is None:
        return False
    return abs(told.temperature_tenths - seen.temperature_tenths) >= DISAGREEMENT_TENTHS


def _is_ill(reading: Reading, protocol: ProtocolRules) -> bool:
    feverish = (reading.temperature_tenths or 0) >= protocol.fever_tenths
    return feverish or bool(reading.symptoms & set(protocol.symptoms))


def cause_of(
    *,
    protocol: ProtocolRules,
    temperature_tenths: int | None,
    symptoms: Collection[str],
    antipyretic: bool | None = None,
) -> Cause | None:
    """Return why a check alerts, or None: fever from the threshold on (37.3 itself counts), else any listed symptom.

    Else a reading after a medicine against fever (`antipyretic`; None where nobody asked).

    Raises UnbelievableTemperature outside lowest..highest, both included as good. Source: docs/rules.md#fever.
    """
    if temperature_tenths is not None:
        if not protocol.lowest_tenths <= temperature_tenths <= protocol.highest_tenths:
            raise UnbelievableTemperature(temperature_tenths)
        if temperature_tenths >= protocol.fever_tenths:
            return Cause.FEVER
    if set(symptoms) & set(protocol.symptoms):
        return Cause.SYMPTOM
    return Cause.ANTIPYRETIC if antipyretic else None


def must_remeasure(
    *, protocol: ProtocolRules, temperature_tenths: int, site: str = "", outdoors: bool = False
) -> bool:
    """Say whether a reading is so low that it must be taken again: 35.4 yes, 35.5 no. Source: docs/rules.md#low.

    Outdoors and on bare skin, already below 36.0.
    """
    if outdoors and site in BARE_SKIN and temperature_tenths < OUTDOOR_LOW_TENTHS:
        return True
    return temperature_tenths < protocol.remeasure_below_tenths


def is_in_future(*, claimed_at: datetime, now: datetime) -> bool:
    """Say whether a claimed moment lies after now by more than clocks may differ."""
    return claimed_at > now + CLOCK_SLACK


def is_over(*, last_on: date, today: date) -> bool:
    """Say whether the period is complete: from the day after the last on."""
    return today > last_on


def keeps_first(*, first: date, second: date) -> bool:
    """Say which of two observations of one person stays open, by their last days: the later; the first of equals.

    So nobody leaves observation earlier for having been entered twice. Source: docs/rules.md#duplicates.
    """
    return first >= second
