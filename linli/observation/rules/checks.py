"""What a check means: fever, symptoms, a reading to be taken again, a contradiction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from linli.protocols.rules import ProtocolRules

# The kind of duty that a check answers: linli/observation/duties.py.
KIND_CHECK: Final = "CHECK"


class Channel(StrEnum):
    """How a check is known."""

    VISIT = "VISIT"
    PHONE = "PHONE"
    SELF = "SELF"
    PROXY = "PROXY"
    ROSTER = "ROSTER"


# Told from afar, by whomever: nobody stood at the door. Source: docs/rules/protocols.md#missed.
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
    TEST = "TEST"  # a positive nucleic acid test
    CLINIC = "CLINIC"  # a clinic saw them with a fever, to which nobody had sent them
    ANTIPYRETIC = "ANTIPYRETIC"  # a normal reading after a medicine against fever proves nothing
    DISAGREES = "DISAGREES"  # what was told and what was seen at the door do not fit
    STRUCK = "STRUCK"  # the reading behind a referral that a doctor has taken over was struck
    WITHDRAWN = "WITHDRAWN"  # a clinic took back the result on which somebody went home
    ASKED = "ASKED"  # a worker asks to correct a reading on which a doctor has acted


# About what is on file, not about how somebody is: no figure counts them and no seal rests on them.
ABOUT_THE_FILE: Final = frozenset({Cause.STRUCK, Cause.ASKED, Cause.WITHDRAWN})
# Causes that propose a clinic at once; every other one, a symptom without a fever too, asks the doctor first.
# Source: docs/rules/observation.md#asked-first.
REFERRED: Final = frozenset({Cause.FEVER, Cause.TEST})


# The same result of the same session, told within so long by the same person, is asked about: a page sent again, or a
# second measurement. Source: docs/rules/observation.md.
TOLD_TWICE_WITHIN: Final = timedelta(hours=1)


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


class UnbelievableTemperature(ValueError):
    """The reading lies outside what the protocol believes; measure again."""


@dataclass(frozen=True)
class Reading:
    """What one check says of one person."""

    channel: str
    temperature_tenths: int | None
    symptoms: frozenset[str]


def told_late(*, channel: str, received_at: datetime, overdue_at: datetime) -> bool:
    """Say whether a check was told after its slot was over: entered afterwards. A list tells of its own day, and is none.

    overdue_at: of the slot: its hour and the grace. At that moment it is in time. Source: docs/rules/observation.md#late.
    """
    return channel != Channel.ROSTER and received_at > overdue_at


def disagree(*, one: Reading, other: Reading, protocol: ProtocolRules) -> bool:
    """Say whether a self-report and a visit of the same session contradict each other.

    They do when one has a fever or a listed symptom and the other has none, or when readings differ by a degree. Two
    visits, or two reports, are two measurements and no contradiction. Source: docs/rules/protocols.md#disagreement.
    """
    told, seen = sorted((one, other), key=lambda reading: reading.channel == Channel.VISIT)
    if told.channel not in {Channel.SELF, Channel.PROXY} or seen.channel != Channel.VISIT:
        return False
    if is_ill(reading=told, protocol=protocol) != is_ill(reading=seen, protocol=protocol):
        return True
    if told.temperature_tenths is None or seen.temperature_tenths is None:
        return False
    return abs(told.temperature_tenths - seen.temperature_tenths) >= DISAGREEMENT_TENTHS


def is_ill(*, reading: Reading, protocol: ProtocolRules) -> bool:
    """Say whether a check found a fever or a listed symptom."""
    feverish = is_fever(temperature_tenths=reading.temperature_tenths, protocol=protocol)
    return feverish or bool(reading.symptoms & set(protocol.symptoms))


def is_fever(*, temperature_tenths: int | None, protocol: ProtocolRules) -> bool:
    """Say whether a reading is a fever: 37.3 itself under P2020-01; no reading is none. Source: docs/rules/protocols.md#fever."""
    return temperature_tenths is not None and temperature_tenths >= protocol.fever_tenths


def cause_of(
    *,
    protocol: ProtocolRules,
    temperature_tenths: int | None,
    symptoms: Collection[str],
    antipyretic: bool | None = None,
) -> Cause | None:
    """Return why a check alerts, or None: fever from the threshold on (37.3 itself counts), else any listed symptom.

    Else a reading after a medicine against fever (`antipyretic`; None where nobody asked).

    Raises UnbelievableTemperature outside lowest..highest, both included as good. Source: docs/rules/protocols.md#fever.
    """
    lowest, highest = protocol.lowest_tenths, protocol.highest_tenths
    if temperature_tenths is not None and not lowest <= temperature_tenths <= highest:
        raise UnbelievableTemperature(temperature_tenths)
    if is_fever(temperature_tenths=temperature_tenths, protocol=protocol):
        return Cause.FEVER
    if set(symptoms) & set(protocol.symptoms):
        return Cause.SYMPTOM
    return Cause.ANTIPYRETIC if antipyretic else None


def must_remeasure(
    *, protocol: ProtocolRules, temperature_tenths: int, site: str = "", outdoors: bool = False
) -> bool:
    """Say whether a reading is so low that it must be taken again: 35.4 yes, 35.5 no. Source: docs/rules/protocols.md#low.

    Outdoors and on bare skin, already below 36.0.
    """
    if outdoors and site in BARE_SKIN and temperature_tenths < OUTDOOR_LOW_TENTHS:
        return True
    return temperature_tenths < protocol.remeasure_below_tenths
