"""Whose identity goes leaves a listed door behind: its address, and nothing that was said there."""

from collections.abc import Callable

from linli.people.commands import forget_doors, forget_people
from linli.people.models import Household
from linli.screening.commands import forget_doors_of
from linli.screening.models import Door
from linli.screening.tests.conftest import ListOf
from tests.cast import COMMUNITY, MORNING, MakeObservation

DoorAt = Callable[[str], Household]


def test_a_listed_door_keeps_its_address_when_who_lived_there_is_forgotten(
    make_observation: MakeObservation, list_of: ListOf, door: DoorAt
) -> None:
    list_of()
    person = make_observation(address="1栋101室").person
    Household.objects.filter(pk=person.household_id).update(note="有狗", cannot_separate=True)
    forget_people(people=[person.pk], now=MORNING)
    forget_doors_of(people=[person.pk])
    assert forget_doors(people=[person.pk], communities=[COMMUNITY]) == [person.household_id]
    home, told = door("1栋101室"), Door.objects.get(household=person.household_id)
    assert (home.note, home.cannot_separate) == ("", None)
    assert (home.address_key, home.building, bool(home.walk_order)) == ("#1--101", "#1", True)
    assert (told.head, bytes(told.phone_sealed)) == ("", b"")
    assert door("1栋102室").address_key == "#1--102"


def test_a_listed_door_where_nobody_ever_lived_is_not_looked_at_each_night(list_of: ListOf) -> None:
    list_of()
    assert forget_doors(people=[], communities=[COMMUNITY]) == []
