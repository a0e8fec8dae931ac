"""Families named to care: each name opens a duty to call on the family, which a contact answers.

The duty is the household's, one at a time, however many of its members are named.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import (
    Discharge,
    Slot,
    Subject,
    discharge_duties,
    open_duties,
    take_back_duties,
)
from linli.duties.models import Duty
from linli.people.models import Call, Household, Person
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.people.rules.care import FIRST_CONTACT_WITHIN, KIND_CARE, is_first_contact
from linli.staff.rules import Viewer


class CareNeedsReason(Exception):
    """Taking a family back from care has a reason."""


def name_to_care(*, people: Sequence[Person], tag: str, by: Viewer, now: datetime) -> set[UUID]:
    """Name people to those who care, with the reason as a tag; return who is newly named. Call it inside a transaction.

    Where somebody is newly named, the first contact with the household becomes due. Who has the tag keeps it.
    """
    new = _tagged(people, tag, by, now)
    for household in _homes_of(new):
        _open(household, now)
    return {person.pk for person in new}


def name_again_to_care(
    *, people: Sequence[Person], tag: str, since: datetime, by: Viewer, now: datetime
) -> set[UUID]:
    """Name people as name_to_care once the reason stands again; a contact made since a moment is not asked for twice."""
    new = _tagged(people, tag, by, now)
    for household in _homes_of(new):
        made = Duty.objects.filter(
            county=household.county,
            kind=KIND_CARE,
            subject=household.pk,
            outcome=Duty.Outcome.DONE,
            done_at__gte=since,
        )
        if not made.exists():
            _open(household, now)
    return {person.pk for person in new}


def leave_care(*, people: Sequence[Person], tag: str, rule: str, by: Viewer, now: datetime) -> None:
    """Take a name to care back by a rule, because its reason fell. Call it inside a transaction.

    What is due for it is not needed any more, unless somebody else of the household is named; what was done stays.
    """
    for person in people:
        person.tags = [held for held in person.tags if held != tag]
        person.save(update_fields=["tags"])
        _write("person.taken_from_care", person, {"tags": [tag], "rule": rule}, by, now)
    close_care_of_nobody(people=[person.pk for person in people])


def _tagged(people: Sequence[Person], tag: str, by: Viewer, now: datetime) -> list[Person]:
    new = [person for person in people if tag not in person.tags]
    for person in new:
        person.tags = [*person.tags, tag]
        person.save(update_fields=["tags"])
        _write("person.named_to_care", person, {"tag": tag}, by, now)
    return new


def _homes_of(people: Sequence[Person]) -> QuerySet[Household]:
    return Household.objects.filter(pk__in={person.household_id for person in people}).order_by("pk")


def _open(household: Household, now: datetime) -> None:
    """Open the household's duty unless one is open; each has a slot of its own, however often a family is named."""
    told = Duty.objects.filter(county=household.county, kind=KIND_CARE, subject=household.pk)
    before = list(told.values_list("outcome", flat=True))
    if "" in before:
        return
    due_at = now + FIRST_CONTACT_WITHIN
    slot = Slot(
        slot_on=day_of(due_at),
        session=f"C{len(before) + 1}",
        opens_at=now,
        due_at=due_at,
        overdue_at=due_at,
    )
    subject = Subject(id=household.pk, area=household.area, last_on=slot.slot_on, from_=now)
    open_duties(county=household.county, kind=KIND_CARE, subjects=[subject], slots=[slot])


def answer_care(*, call: Call, now: datetime) -> None:
    """Answer the household's duty with a call or visit that spoke with somebody since it opened. Inside a transaction."""
    way, purpose, outcome = Way(call.way), Purpose(call.purpose), Outcome(call.outcome)
    if not is_first_contact(way=way, purpose=purpose, outcome=outcome):
        return
    waiting = Duty.objects.filter(
        county=call.county,
        kind=KIND_CARE,
        subject=call.household_id,
        outcome=Duty.Outcome.OPEN,
        opens_at__lt=call.at + timedelta(minutes=1),  # calls are told by the minute
    )
    answers = [
        Discharge(duty.subject, duty.slot_on, duty.session, Duty.Outcome.DONE, fact_id=call.pk)
        for duty in waiting
    ]
    discharge_duties(county=call.county, kind=KIND_CARE, discharges=answers, now=now)


@transaction.atomic
def take_from_care(*, household: Household, reason: str, by: Viewer, now: datetime) -> int:
    """Take every name to care of a household of the viewer's scope back; return how many people had one.

    What was due for it is not needed any more; what was done stays. Raises CareNeedsReason.
    """
    if not reason.strip():
        raise CareNeedsReason
    named = list(Person.objects.select_for_update().filter(household=household).order_by("pk"))
    named = [person for person in named if person.tags]
    for person in named:
        had, person.tags = person.tags, []
        person.save(update_fields=["tags"])
        _write("person.taken_from_care", person, {"tags": had, "reason": reason.strip()}, by, now)
    take_back_duties(county=household.county, kind=KIND_CARE, subjects=[household.pk])
    return len(named)


def close_care_of_nobody(*, people: Collection[UUID]) -> None:
    """Take back what is due for households of some people in which nobody is named any more. Inside a transaction."""
    homes = Household.objects.filter(members__in=people).distinct()
    named = Person.objects.filter(household__in=homes.values("pk"), identity_removed_at=None)
    kept = {home for home, tags in named.values_list("household_id", "tags") if tags}
    by_county: dict[str, list[UUID]] = {}
    for pk, county in homes.values_list("pk", "county"):
        if pk not in kept:
            by_county.setdefault(county, []).append(pk)
    for county, ids in by_county.items():
        take_back_duties(county=county, kind=KIND_CARE, subjects=ids)


def _write(action: str, person: Person, changed: dict[str, object], by: Viewer, now: datetime) -> None:
    write_event(action=action, area=person.area, by=by.user_id, now=now, subject=person.pk, changed=changed)
