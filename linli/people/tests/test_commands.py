"""People found again, added with their doors, given to a grid, moved, and read in clear."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.people import commands
from linli.people.commands import (
    PersonCard,
    RevealReason,
    add_people,
    assign_households,
    find_people,
    move_person,
    reveal_identity,
)
from linli.people.models import Household, Person
from linli.sealing.seals import KeyWrong
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, MORNING, OTHER_GRID, SIBLING

pytestmark = pytest.mark.usefixtures("areas")

ID_NUMBER = "340102199001011236"
OTHER_ID_NUMBER = "340102198505050023"
PHONE = "13812345678"


def card(
    *, name: str = "王芳", id_number: str = "", phone: str = "", address: str = "", grid_name: str = ""
) -> PersonCard:
    return PersonCard(name=name, id_number=id_number, phone=phone, address=address, grid_name=grid_name)


def added(*cards: PersonCard, community: AreaCode = COMMUNITY) -> list[Person]:
    return add_people(community=community, cards=cards, now=MORNING)


@pytest.mark.parametrize(
    ("known", "told", "is_found"),
    [
        ({"id_number": ID_NUMBER}, {"id_number": ID_NUMBER, "name": "王方"}, True),
        ({"id_number": ID_NUMBER}, {"id_number": OTHER_ID_NUMBER}, False),
        ({"phone": PHONE}, {"phone": PHONE}, True),
        ({"phone": PHONE}, {"phone": PHONE, "name": "王方"}, False),
        ({"phone": PHONE}, {"phone": "13812345679"}, False),
        ({"phone": PHONE}, {"phone": PHONE, "id_number": ID_NUMBER}, True),
        ({"phone": PHONE, "id_number": ID_NUMBER}, {"phone": PHONE}, True),
        ({"phone": PHONE, "id_number": ID_NUMBER}, {"phone": PHONE, "id_number": OTHER_ID_NUMBER}, False),
        ({}, {}, False),
    ],
    ids=[
        "same ID number, name misspelt",
        "another ID number",
        "name and phone",
        "a phone shared by two names",
        "a name shared by two phones",
        "ID number told later",
        "ID number left out",
        "two ID numbers are two people",
        "a name alone",
    ],
)
def test_who_counts_as_known(known: dict[str, str], told: dict[str, str], is_found: bool) -> None:
    (person,) = added(card(**known))
    assert find_people(community=COMMUNITY, cards=[card(**told)]) == [person if is_found else None]


def test_an_id_number_is_known_everywhere_and_a_phone_only_in_its_community() -> None:
    (person,) = added(card(id_number=ID_NUMBER, phone=PHONE))
    told = [card(id_number=ID_NUMBER), card(phone=PHONE)]
    assert find_people(community=COMMUNITY, cards=told) == [person, person]
    assert find_people(community=SIBLING, cards=told) == [person, None]


def test_cards_are_answered_in_order_and_three_statements_do_for_all(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    told = [card(name=f"王{n}", phone=f"138{n:08}", id_number=f"E{n:08}" * (n % 2)) for n in range(80)]
    people = added(*told[:40])
    with django_assert_num_queries(3):
        found = find_people(community=COMMUNITY, cards=told[::-1])
    assert found == [None] * 40 + people[::-1]


def test_neither_number_lies_in_the_database_in_clear() -> None:
    added(card(id_number=ID_NUMBER, phone=PHONE, address="3栋2单元501室"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        (row,) = cursor.fetchall()
    stored = b"|".join(
        bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row
    )
    assert "王芳".encode() in stored
    assert ID_NUMBER.encode() not in stored
    assert PHONE.encode() not in stored


def test_one_door_however_written_is_one_household() -> None:
    first, second, next_door = added(
        card(address="3栋2单元501室"),
        card(name="周强", address="3号楼2单元501"),
        card(address="3栋2单元502室"),
    )
    (later,) = added(card(name="周敏", address="３栋２单元５０１室"))
    assert first.household_id == second.household_id == later.household_id
    assert next_door.household_id != first.household_id
    assert Household.objects.count() == 2


def test_who_names_no_door_lives_in_a_household_of_their_own() -> None:
    first, second = added(card(), card(name="周敏"))
    assert first.household_id != second.household_id


def test_the_same_door_of_another_community_is_another_household() -> None:
    (here,) = added(card(address="3栋2单元501室"))
    (there,) = added(card(address="3栋2单元501室"), community=SIBLING)
    assert here.household_id != there.household_id
    assert (there.community, there.area) == (SIBLING, SIBLING)


@pytest.mark.parametrize(
    ("before", "told", "area"),
    [
        ([], {"address": "3栋2单元501室", "grid_name": "第一网格"}, GRID),
        ([], {"address": "3栋2单元501室", "grid_name": "没有的网格"}, COMMUNITY),
        ([], {"address": "3栋2单元501室"}, COMMUNITY),
        ([("3栋2单元501室", "第一网格")], {"address": "3栋2单元501室"}, GRID),
        ([("3栋2单元501室", "第一网格")], {"address": "3栋2单元501室", "grid_name": "第二网格"}, GRID),
        ([("3栋2单元501室", "第一网格")], {"address": "3栋1单元101室"}, GRID),
        ([("3栋2单元501室", "第一网格")], {"address": "3栋1单元101室", "grid_name": "第二网格"}, OTHER_GRID),
        ([("3栋2单元501室", "第一网格")], {"address": "4栋1单元101室"}, COMMUNITY),
        ([("3栋2单元501室", "")], {"address": "3栋1单元101室"}, COMMUNITY),
        ([("3栋2单元501室", "第一网格"), ("3栋2单元502室", "")], {"address": "3栋1单元101室"}, GRID),
        ([("", "第一网格")], {"address": ""}, COMMUNITY),
    ],
    ids=[
        "the grid that is told",
        "a grid that nobody knows",
        "nothing told",
        "the household's grid",
        "the household's grid before the one told",
        "the building's grid",
        "the grid told before the building's",
        "another building",
        "a building without a grid",
        "a building with a grid and a door without",
        "no address is no building",
    ],
)
def test_a_person_is_put_into_a_grid(
    before: list[tuple[str, str]], told: dict[str, str], area: AreaCode
) -> None:
    added(*[card(name="周强", address=address, grid_name=grid) for address, grid in before])
    (person,) = added(card(**told))
    household = Household.objects.get(pk=person.household_id)
    assert (person.area, household.area) == (area, area)
    assert (person.county, person.community) == (COUNTY, COMMUNITY)


def test_a_household_goes_to_a_grid_with_its_members_and_it_is_written_down(secretary: Viewer) -> None:
    members = added(card(address="3栋2单元501室"), card(name="周强", address="3栋2单元501室"))
    (neighbour,) = added(card(name="周敏", address="3栋2单元502室"))
    household = Household.objects.get(pk=members[0].household_id)

    moved = assign_households(households=[household], area=GRID, by=secretary, now=MORNING)

    assert set(moved) == {member.pk for member in members}
    assert set(Person.objects.filter(area=GRID)) == set(members)
    assert Person.objects.get(pk=neighbour.pk).area == COMMUNITY
    assert Household.objects.get(area=GRID) == household
    event = AuditEvent.objects.get(county=COUNTY, action="household.assigned")
    assert (event.subject, event.actor_id, event.at) == (household.pk, secretary.user_id, MORNING)
    assert event.changed == {"from": COMMUNITY, "to": GRID}


def test_a_grid_of_another_community_is_refused_and_nothing_is_changed(secretary: Viewer) -> None:
    (person,) = added(card(address="3栋2单元501室"))
    Area.objects.create(
        code=f"{SIBLING}001",
        name="胜利网格",
        level=AreaCode(f"{SIBLING}001").level,
        valid_from=MORNING.date(),
    )
    with pytest.raises(commands.GridElsewhere):
        assign_households(
            households=[person.household], area=AreaCode(f"{SIBLING}001"), by=secretary, now=MORNING
        )
    assert Person.objects.get().area == COMMUNITY
    assert not AuditEvent.objects.filter(county=COUNTY, action="household.assigned").exists()


def test_who_moves_is_found_at_the_new_door_and_keeps_the_numbers() -> None:
    (neighbour,) = added(card(name="周强", address="8栋2单元301室"), community=SIBLING)
    (person,) = added(card(address="3栋2单元501室", grid_name="第一网格", id_number=ID_NUMBER, phone=PHONE))
    move_person(
        person=Person.objects.get(pk=person.pk), community=SIBLING, address="8栋2单元301室", now=MORNING
    )

    moved = Person.objects.get(pk=person.pk)
    assert (moved.county, moved.community, moved.area) == (COUNTY, SIBLING, SIBLING)
    assert moved.household_id == neighbour.household_id
    assert moved.search_text == "王芳 wangfang wf 8栋2单元301室"
    assert find_people(community=SIBLING, cards=[card(phone=PHONE)]) == [moved]
    assert find_people(community=COMMUNITY, cards=[card(phone=PHONE)]) == [None]


def test_a_reveal_tells_both_numbers_and_leaves_who_when_and_why_but_no_number(secretary: Viewer) -> None:
    (person,) = added(card(id_number=ID_NUMBER, phone=PHONE))

    told = reveal_identity(person=person, reason=RevealReason.CALL, by=secretary, now=MORNING)

    assert (told.id_number, told.phone) == (ID_NUMBER, PHONE)
    event = AuditEvent.objects.get(county=COUNTY, action="identity.revealed")
    assert (event.subject, event.actor_id, event.at) == (person.pk, secretary.user_id, MORNING)
    assert (event.area, event.changed) == (COMMUNITY, {"reason": "CALL"})


def test_a_number_that_cannot_be_read_leaves_no_trace_of_a_reveal(secretary: Viewer) -> None:
    (person,) = added(card(id_number=ID_NUMBER))
    sealed = bytearray(person.id_sealed)
    sealed[-1] ^= 1
    person.id_sealed = bytes(sealed)
    with pytest.raises(KeyWrong):
        reveal_identity(person=person, reason=RevealReason.CALL, by=secretary, now=MORNING)
    assert not AuditEvent.objects.filter(county=COUNTY, action="identity.revealed").exists()
