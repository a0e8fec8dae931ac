"""Who sees which people and households, in which order, found by which words, masked how."""

import pytest
from pytest_django import DjangoAssertNumQueries

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.ids import new_id
from linli.people.commands import PersonCard, add_people
from linli.people.models import Person
from linli.people.queries import (
    households_visible,
    households_without_grid,
    masked_identity,
    people_found,
    people_visible,
    person_of,
)
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, GRID, MORNING, SIBLING, TOWNSHIP, MakeViewer

pytestmark = pytest.mark.usefixtures("areas")


def add(name: str, address: str = "", *, grid: str = "", community: AreaCode = COMMUNITY) -> Person:
    return add_card(PersonCard(name=name, address=address, grid_name=grid), community)


def add_card(card: PersonCard, community: AreaCode = COMMUNITY) -> Person:
    return add_people(community=community, cards=[card], now=MORNING)[0]


@pytest.fixture
def everybody(areas: dict[str, Area]) -> None:
    """Put one person into each grid, one into none, one into a sibling and one into a foreign community."""
    add("李强", "1栋1单元101室", grid="第一网格")
    add("李静", "2栋1单元101室", grid="第二网格")
    add("周敏", "3栋1单元101室")
    add("周强", "4栋1单元101室", community=SIBLING)
    add("王芳", "5栋1单元101室", community=FOREIGN)


@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize(
    ("role", "area", "names"),
    [
        (Role.GRID_WORKER, GRID, ["李强"]),
        (Role.GRID_WORKER, COMMUNITY, ["周敏", "李强", "李静"]),
        (Role.SECRETARY, COMMUNITY, ["周敏", "李强", "李静"]),
        (Role.DOCTOR, SIBLING, ["周强"]),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, []),
        (Role.COUNTY_OFFICER, COUNTY, []),
        (Role.CITY_OFFICER, CITY, []),
        (Role.ADMINISTRATOR, COMMUNITY, []),
    ],
)
def test_people_are_seen_in_ones_own_areas_only(
    role: Role, area: AreaCode, names: list[str], make_viewer: MakeViewer
) -> None:
    viewer = make_viewer(role=role, area=area)
    assert [person.name for person in people_visible(viewer=viewer)] == names
    for person in Person.objects.all():
        seen = person_of(viewer=viewer, id=person.pk)
        assert seen == (person if person.name in names else None)


@pytest.mark.usefixtures("everybody")
def test_a_stranger_sees_nobody() -> None:
    assert list(people_visible(viewer=None)) == []
    assert list(people_found(viewer=None, words="王芳")) == []
    assert list(households_visible(viewer=None)) == []
    assert person_of(viewer=None, id=Person.objects.get(name="王芳").pk) is None


def test_an_id_that_nobody_has_is_nobody(secretary: Viewer) -> None:
    assert person_of(viewer=secretary, id=new_id()) is None


def test_people_stand_in_walking_order_of_their_doors(
    secretary: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name, address, grid in [
        ("甲二", "1栋1单元101室", "第二网格"),
        ("甲零", "", "第一网格"),
        ("乙十", "10栋1单元101室", "第一网格"),
        ("丙二", "2栋1单元1001室", "第一网格"),
        ("丁二", "2栋1单元201室", "第一网格"),
        ("陈丽", "2栋1单元201室", "第一网格"),
    ]:
        add(name, address, grid=grid)
    with django_assert_num_queries(1):
        rows = [(person.name, person.household.address) for person in people_visible(viewer=secretary)]
    assert [name for name, _ in rows] == ["丁二", "陈丽", "丙二", "乙十", "甲零", "甲二"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("王芳", ["王芳"]),
        ("王", ["王芳", "王强"]),
        ("wangfang", ["王芳"]),
        ("WF", ["王芳"]),
        ("wang 7栋", ["王强"]),
        ("7栋 wang", ["王强"]),
        ("芳 7栋", []),
        ("栋", ["周敏", "王芳", "王强"]),
        ("  ", ["周敏", "王芳", "王强"]),
        ("%", []),
        ("_", []),
    ],
)
def test_every_word_must_be_in_the_name_its_sound_or_the_address(
    words: str, names: list[str], secretary: Viewer
) -> None:
    add("周敏", "6栋1单元101室", grid="第一网格")
    add("王芳", "6栋1单元102室", grid="第一网格")
    add("王强", "7栋1单元101室", grid="第一网格")
    assert [person.name for person in people_found(viewer=secretary, words=words)] == names


@pytest.mark.usefixtures("everybody")
def test_a_search_finds_nobody_outside_ones_areas(worker: Viewer) -> None:
    assert [person.name for person in people_found(viewer=worker, words="强")] == ["李强"]


@pytest.mark.usefixtures("everybody")
def test_only_a_secretary_gives_households_and_sees_them_in_walking_order(
    secretary: Viewer, worker: Viewer, doctor: Viewer
) -> None:
    doors = [household.address for household in households_visible(viewer=secretary)]
    assert doors == ["1栋1单元101室", "2栋1单元101室", "3栋1单元101室"]
    assert not households_visible(viewer=worker).exists()
    assert not households_visible(viewer=doctor).exists()


@pytest.mark.usefixtures("everybody")
def test_households_without_a_grid_are_those_of_ones_own_community(secretary: Viewer) -> None:
    waiting = households_without_grid(viewer=secretary, communities=[COMMUNITY, SIBLING, FOREIGN])
    assert [household.address for household in waiting] == ["3栋1单元101室"]


def test_a_masked_identity_hides_the_middle_of_both_numbers() -> None:
    card = PersonCard(name="王芳", id_number="340102199001011236", phone="13812345678")
    masked = masked_identity(person=add_card(card))
    assert (masked.id_number, masked.phone) == ("****************36", "*********78")
    nothing = masked_identity(person=add("周敏"))
    assert (nothing.id_number, nothing.phone) == ("", "")


@pytest.mark.parametrize("words", ["A栋", "a栋", "WANGFANG"])
def test_small_and_capital_letters_find_the_same(words: str, make_viewer: MakeViewer) -> None:
    add("王芳", "A栋1单元101室")
    viewer = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    assert [person.name for person in people_found(viewer=viewer, words=words)] == ["王芳"]
