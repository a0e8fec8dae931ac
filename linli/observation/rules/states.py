"""Where observations stand, and when a period is over."""

from datetime import date
from enum import StrEnum
from typing import Final

from linli.people.origins import ABROAD, ELSEWHERE, EPIDEMIC_AREA, LOCAL


class State(StrEnum):
    """Where an observation stands; each end is a column of the balance."""

    OBSERVING = "OBSERVING"
    RELEASED = "RELEASED"
    OVER_BEFORE = (
        "OVER_BEFORE"  # the period had passed before observation began here: nothing to release from
    )
    REFERRED = "REFERRED"  # kept by a hospital
    MOVED_OUT = "MOVED_OUT"
    LOST = "LOST"
    STRUCK_OFF = "STRUCK_OFF"
    DIED = "DIED"


# Ends that a person states with a reason; the others have rules of their own.
STATED: Final = frozenset({State.LOST, State.STRUCK_OFF, State.DIED})
# Ends after which an observation may go on, while the person is still of the community: who was handed over is not. Whoever comes
# home from the hospital before the last day is observed to that day.
REOPENABLE: Final = STATED | {State.OVER_BEFORE, State.MOVED_OUT, State.REFERRED}


class Unopened(StrEnum):
    """Why an observation cannot go on."""

    GOES_ON = "GOES_ON"
    RELEASED = "RELEASED"
    TAKEN_BACK = "TAKEN_BACK"  # the registration is
    AWAY = "AWAY"
    LATER = "LATER"  # a later observation of the person is there
    OTHERWISE = "OTHERWISE"


class Opening(StrEnum):
    """How somebody came under observation here."""

    NEW = "NEW"
    MOVED_IN = "MOVED_IN"


class Category(StrEnum):
    """The two groups that the notice names, from the epidemic area and back from elsewhere; who did not travel; the rest."""

    EPIDEMIC_AREA = "EPIDEMIC_AREA"
    ELSEWHERE = "ELSEWHERE"
    LOCAL = "LOCAL"  # came from nowhere: a contact who lives here
    UNKNOWN = "UNKNOWN"  # until a person says which


class DecisionKind(StrEnum):
    """What was decided about one observation."""

    PROTOCOL = "PROTOCOL"  # moved to another version
    SHORTER_ASKED = "SHORTER_ASKED"  # somebody asks for a version under which the period is shorter
    SHORTER_DECLINED = "SHORTER_DECLINED"  # a second person said no; a yes is a PROTOCOL
    SHORTER_BACK = "SHORTER_BACK"  # the request was withdrawn
    EXTENDED = "EXTENDED"  # a later last day
    UNEXTENDED = "UNEXTENDED"  # an extension entered by hand is taken back
    PLACE = "PLACE"  # observed at home, or at a central point
    TEST = "TEST"  # a nucleic acid test and its result
    CATEGORY = "CATEGORY"  # which group somebody belongs to whose words did not tell
    LEFT = "LEFT"  # to which place without Linli somebody went
    DIED = "DIED"  # on which day somebody died, and what that closed
    SEARCH = "SEARCH"  # the search for somebody lost ended, or began again
    REFITTED = "REFITTED"  # another last day, after a fact was put right or told again
    REOPENED = "REOPENED"  # goes on after it was ended
    REFUSAL = "REFUSAL"  # a step after somebody refused; rules.refusals
    TAKEN_BACK = "TAKEN_BACK"  # a test, a finding, a death in hospital told by mistake
    ASKED = "ASKED"  # the doctor is asked to correct a reading on which somebody has acted
    EXPLAINED_AGAIN = "EXPLAINED_AGAIN"  # other words for why slots were not answered
    UNEXPLAINED = "UNEXPLAINED"  # such words are taken back
    CASE_AT_HOME = "CASE_AT_HOME"  # may be released although another of the household is a case


def category_of(*, origin_class: str) -> Category:
    """Return the group that an origin puts somebody in; UNKNOWN where the origin is, for a person to ask.

    Source: docs/rules/observation.md#category.
    """
    if origin_class in EPIDEMIC_AREA:
        return Category.EPIDEMIC_AREA
    if origin_class == LOCAL:
        return Category.LOCAL
    return Category.ELSEWHERE if origin_class in {ELSEWHERE, ABROAD} else Category.UNKNOWN


def is_over(*, last_on: date, today: date) -> bool:
    """Say whether the period is complete: from the day after the last on."""
    return today > last_on


def is_over_before(*, last_on: date, began_on: date) -> bool:
    """Say whether the period had passed before observation began: the last day itself is still observed.

    Such a person was observed on no day, so is asked about and neither released nor certified.
    Source: docs/rules/observation.md#over-before.
    """
    return last_on < began_on


def keeps_first(*, first: date, second: date) -> bool:
    """Say which of two observations of one person stays open, by their last days: the later; the first of equals.

    So nobody leaves observation earlier for having been entered twice. Source: docs/rules/people.md#duplicates.
    """
    return first >= second
