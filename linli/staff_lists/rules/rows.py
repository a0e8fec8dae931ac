"""What may become of a row before it is added: what is wrong, what is asked, what is well. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linli.areas.rules import AreaCode
from linli.staff.rights import LEVELS, Role
from linli.staff_lists.rules.words import day_said, role_said
from linli.telephones import is_phone


class Fault(StrEnum):
    """Why a row cannot be added; the words stand in labels."""

    NO_NAME = "NO_NAME"
    TWICE = "TWICE"
    USERNAME_BLANK = "USERNAME_BLANK"
    USERNAME_TAKEN = "USERNAME_TAKEN"
    NO_AREA = "NO_AREA"
    UNKNOWN_AREA = "UNKNOWN_AREA"
    ABOVE_YOURS = "ABOVE_YOURS"
    UNKNOWN_ROLE = "UNKNOWN_ROLE"
    WRONG_LEVEL = "WRONG_LEVEL"
    WRONG_DAY = "WRONG_DAY"
    BAD_PHONE = "BAD_PHONE"


class Question(StrEnum):
    """What is asked about a row."""

    WHICH_AREA = "WHICH_AREA"
    SAME_PERSON = "SAME_PERSON"


@dataclass(frozen=True)
class Facts:
    """What is known around a row. places: names by code that it may mean; chosen: the code answered.

    alike: user names of those of the same name within reach; answer: '' where not asked yet, NEW, or one of `alike`.
    username_free: nobody has the user name that is written. repeated: a row before says the same person at the same place.
    is_above: the place written lies above those that the viewer keeps. year: of the day on which the list came in.
    """

    places: Mapping[str, str]
    chosen: str
    alike: Sequence[str]
    answer: str
    username_free: bool
    repeated: bool
    year: int
    is_above: bool = False


@dataclass(frozen=True)
class Judged:
    """What becomes of a row. area, role: as understood; fault, then question: why it is not added yet."""

    role: Role | None
    area: AreaCode | None
    fault: Fault | None
    question: Question | None
    asks: tuple[Question, ...]  # the open one, and those answered already, whose answers may be changed

    @property
    def may_be_added(self) -> bool:
        """Whether the row can be added as it stands."""
        return self.fault is None and self.question is None


def places_of_role(*, places: Mapping[str, str], role: Role | None) -> dict[str, str]:
    """Return those of some places at which a role stands; all where no role, or where it stands at none of them."""
    fitting = {code: name for code, name in places.items() if role and AreaCode(code).level in LEVELS[role]}
    return fitting or dict(places)


def judge(
    *, name: str, username: str, role: str, area: str, from_on: str, phone: str, facts: Facts
) -> Judged:
    """Say what becomes of a row as it is written, with what was answered about it."""
    understood = role_said(text=role)
    sure = facts.chosen or (next(iter(facts.places)) if len(facts.places) == 1 else "")
    place = AreaCode(sure) if sure else None
    fault = _fault(name, username, role, area, from_on, understood, place, facts)
    if fault is None and phone and not is_phone(text=phone):
        fault = Fault.BAD_PHONE
    question = None
    if fault is None and place is None:
        question = Question.WHICH_AREA
    elif fault is None and facts.alike and facts.answer not in {"NEW", *facts.alike}:
        question = Question.SAME_PERSON
    return Judged(understood, place, fault, question, _asks(place, fault, facts))


def _asks(place: AreaCode | None, fault: Fault | None, facts: Facts) -> tuple[Question, ...]:
    if fault in {Fault.NO_NAME, Fault.TWICE, Fault.ABOVE_YOURS}:
        return ()
    which = (Question.WHICH_AREA,) if len(facts.places) > 1 else ()
    same = (Question.SAME_PERSON,) if place and facts.alike else ()
    return which + same


def _fault(
    name: str,
    username: str,
    role: str,
    area: str,
    from_on: str,
    understood: Role | None,
    place: AreaCode | None,
    facts: Facts,
) -> Fault | None:
    told = (
        (Fault.NO_NAME, not name),
        (Fault.TWICE, facts.repeated),
        (Fault.USERNAME_BLANK, any(letter.isspace() for letter in username)),
        # Where somebody is called so, that is asked first: the name may be that of the same person.
        (Fault.USERNAME_TAKEN, not facts.username_free and (not facts.alike or facts.answer == "NEW")),
        (Fault.NO_AREA, not area),
        (Fault.ABOVE_YOURS, facts.is_above),
        (Fault.UNKNOWN_AREA, not facts.places and not facts.chosen),
        (Fault.UNKNOWN_ROLE, bool(role) and understood is None),
        (Fault.WRONG_LEVEL, bool(understood and place and place.level not in LEVELS[understood])),
        (Fault.WRONG_DAY, bool(from_on) and day_said(text=from_on, year=facts.year) is None),
    )
    return next((fault for fault, stands in told if stands), None)
