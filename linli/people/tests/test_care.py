"""A family named to care: called on within a day, by a word with somebody, or taken back with a reason."""

from datetime import datetime, timedelta

import pytest

from linli.duties.models import Duty, EscalationRow
from linli.ids import new_id
from linli.people.commands import (
    CareNeedsReason,
    NewCall,
    PersonCard,
    add_member,
    add_people,
    forget_people,
    log_call,
    name_to_care,
    take_from_care,
)
from linli.people.models import Household, Person
from linli.people.queries.care import care_of
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.people.rules.care import KIND_CARE, is_first_contact
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING

pytestmark = pytest.mark.django_db
TAG = "FAMILY_OF_PATIENT"
DAY = timedelta(days=1)


@pytest.fixture
def home(secretary: Viewer) -> Household:
    """Register a family of two."""
    card = PersonCard(name="赵桂兰", phone="13700000001", address="3栋1单元501室")
    (person,) = add_people(community=COMMUNITY, cards=[card], now=MORNING)
    add_member(household=person.household, card=PersonCard(name="李强"), by=secretary, now=MORNING)
    return person.household


def name(home: Household, by: Viewer, *, at: datetime = MORNING, first: str = "") -> None:
    people = Person.objects.filter(household=home).order_by("name")
    name_to_care(people=list(people.filter(name=first) if first else people), tag=TAG, by=by, now=at)


def call(
    home: Household,
    by: Viewer,
    at: datetime,
    *,
    way: Way = Way.VISIT,
    purpose: Purpose = Purpose.CARE,
    outcome: Outcome = Outcome.REACHED,
) -> None:
    person = Person.objects.filter(household=home).order_by("name")[0]
    log_call(person=person, new=NewCall(new_id(), way, purpose, outcome, at=at), by=by, now=at)


def duties() -> list[Duty]:
    return list(Duty.objects.filter(county=COUNTY, kind=KIND_CARE).order_by("opens_at", "id"))


def outcomes() -> list[str]:
    return [duty.outcome for duty in duties()]


@pytest.mark.parametrize(
    ("way", "purpose", "outcome", "answers"),
    [
        (Way.VISIT, Purpose.CARE, Outcome.REACHED, True),
        (Way.CALL, Purpose.CARE, Outcome.REACHED, True),
        (Way.MESSAGE, Purpose.CARE, Outcome.REACHED, False),
        (Way.VISIT, Purpose.HEALTH, Outcome.REACHED, False),
        (Way.VISIT, Purpose.CARE, Outcome.NOT_REACHED, False),
        (Way.CALL, Purpose.CARE, Outcome.ASKED_NOT_TO_CALL, False),
    ],
)
def test_what_is_a_first_contact(way: Way, purpose: Purpose, outcome: Outcome, *, answers: bool) -> None:
    assert is_first_contact(way=way, purpose=purpose, outcome=outcome) is answers


def test_a_family_named_is_called_on_once_within_a_day(home: Household, secretary: Viewer) -> None:
    name(home, secretary, first="李强")
    name(home, secretary, at=MORNING + timedelta(hours=1))

    (duty,) = duties()
    assert (duty.subject, duty.area) == (home.pk, home.area)
    assert (duty.opens_at, duty.due_at, duty.overdue_at) == (MORNING, MORNING + DAY, MORNING + DAY)
    assert EscalationRow.objects.filter(kind=KIND_CARE).exists()


def test_only_a_word_about_care_since_then_answers(home: Household, secretary: Viewer) -> None:
    name(home, secretary)
    later = MORNING + timedelta(hours=3)
    call(home, secretary, MORNING - timedelta(minutes=1))
    call(home, secretary, later, purpose=Purpose.HEALTH)
    call(home, secretary, later, outcome=Outcome.NOT_REACHED)
    assert outcomes() == [""]

    call(home, secretary, later)
    assert outcomes() == ["DONE"]
    contact = care_of(household=home, now=later).contact
    assert contact is not None
    assert (contact.state, contact.done_at) == ("DONE", later)


@pytest.mark.parametrize(
    ("hours", "state"), [(0, "OPEN"), (23, "OPEN"), (24, "OVERDUE"), (24 * 30, "OVERDUE")]
)
def test_the_first_contact_stands_until_it_is_made(
    home: Household, secretary: Viewer, hours: int, state: str
) -> None:
    name(home, secretary)
    contact = care_of(household=home, now=MORNING + timedelta(hours=hours)).contact
    assert contact is not None
    assert contact.state == state


def test_care_is_taken_back_with_a_reason_and_named_again(home: Household, secretary: Viewer) -> None:
    name(home, secretary)
    with pytest.raises(CareNeedsReason):
        take_from_care(household=home, reason=" ", by=secretary, now=MORNING)
    assert outcomes() == [""]

    assert take_from_care(household=home, reason="已出院", by=secretary, now=MORNING + 2 * DAY) == 2
    assert outcomes() == ["NOT_NEEDED"]
    assert [person.tags for person in Person.objects.filter(household=home)] == [[], []]

    name(home, secretary, at=MORNING + 2 * DAY)
    assert sorted(outcomes()) == ["", "NOT_NEEDED"]


def test_what_was_done_stays_when_care_is_taken_back(home: Household, secretary: Viewer) -> None:
    name(home, secretary)
    call(home, secretary, MORNING + timedelta(hours=1))
    take_from_care(household=home, reason="已出院", by=secretary, now=MORNING + DAY)
    assert outcomes() == ["DONE"]


def test_nobody_calls_on_a_family_whose_identity_was_removed(home: Household, secretary: Viewer) -> None:
    name(home, secretary)
    first, last = Person.objects.filter(household=home).values_list("pk", flat=True)
    forget_people(people=[first], now=MORNING + DAY)
    assert outcomes() == [""]
    forget_people(people=[last], now=MORNING + DAY)
    assert outcomes() == ["NOT_NEEDED"]
