"""Reads of care: whom of a household it is named for, and whether somebody has called on the family."""

from dataclasses import dataclass
from datetime import datetime

from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.rules import Ends, state_of
from linli.people.models import Household, Person
from linli.people.rules.care import KIND_CARE


@dataclass(frozen=True)
class FirstContact:
    """The first contact with a family. state: LATER, OPEN or OVERDUE, or its outcome; done_at: None until there was one."""

    state: str
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True)
class Care:
    """A household as those see it who care. contact: None where none was ever due."""

    named: tuple[Person, ...]
    contact: FirstContact | None


def care_of(*, household: Household, now: datetime) -> Care:
    """Return who of a visible household is named to care, and how the newest first contact stands. Two statements."""
    members = Person.objects.filter(
        household=household, joined_to=None, identity_removed_at=None, taken_back_at=None
    )
    duties = Duty.objects.filter(county=household.county, kind=KIND_CARE, subject=household.pk)
    duty = duties.order_by("-opens_at", "-id").first()
    contact = None
    if duty is not None:
        state = state_of(slot=duty, ends=Ends.STANDS, day=day_of(now), at=now)
        contact = FirstContact(state, duty.due_at, duty.done_at)
    return Care(tuple(person for person in members.order_by("name", "pk") if person.tags), contact)
