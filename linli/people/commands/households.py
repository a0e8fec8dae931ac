"""Writes of households: who lives behind a door, and whether they can keep apart."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.ids import new_id
from linli.people.commands.cards import NewCardChange, change_card
from linli.people.commands.duplicates import note_duplicates
from linli.people.commands.people import PersonCard, person_row
from linli.people.commands.recognise import find_people
from linli.people.models import Household, Person
from linli.people.rules.cards import NO, YES
from linli.staff.rules import Viewer


class KnownElsewhere(Exception):
    """The person is registered behind another door; `person` is the entry."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.pk)
        self.person = person


@transaction.atomic
def add_member(*, household: Household, card: PersonCard, by: Viewer, now: datetime) -> Person:
    """Register somebody who lives in a household of the viewer's scope and did not arrive from anywhere.

    Whoever is known in it already is returned as they stand; who may be known is noted as a pair.
    Raises KnownElsewhere; nothing is written then.
    """
    (known,) = find_people(community=AreaCode(household.community), cards=[card])
    if known is not None:
        if known.household_id != household.pk:
            raise KnownElsewhere(known)
        return known
    person = person_row(replace(card, address=household.address), household, now)
    person.save(force_insert=True)
    write_event(action="household.member", area=household.area, by=by.user_id, now=now, subject=person.pk)
    note_duplicates(community=AreaCode(household.community), people={person.pk}, now=now)
    return person


@transaction.atomic
def say_whether_apart(*, household: Household, cannot_separate: bool, by: Viewer, now: datetime) -> None:
    """Write down whether the members of a household can live apart from each other: own room, own toilet."""
    had = {None: "", True: NO, False: YES}[household.cannot_separate]
    said = {"apart": NO if cannot_separate else YES}
    new = NewCardChange(op=new_id(), card=household, said=said, base={"apart": had}, claimed_at=now)
    change_card(new=new, by=by, now=now)
    household.cannot_separate = cannot_separate


def hold_household(*, household: Household) -> None:
    """Let nobody else open observations for the members of a household until the transaction ends."""
    Household.objects.select_for_update().get(pk=household.pk)
