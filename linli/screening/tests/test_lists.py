"""A list of doors: put in, taken back, and what of it may not be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.ids import new_id
from linli.people.models import Household, Person
from linli.screening import commands
from linli.screening.models import Door, DoorList, Round
from linli.screening.queries import progress_of
from linli.screening.rules import Answer, Way
from linli.screening.tests.conftest import ListOf
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, GRID, MORNING, OTHER_GRID, MakeObservation

DoorAt = Callable[[str], Household]
DOORS = 3000
# A fixed number for each thousand doors, however they are spread: put in as three thousands here.
MOST_STATEMENTS = 45


def test_its_doors_are_households_of_their_grids_in_which_nobody_is_known(list_of: ListOf) -> None:
    list_ = list_of()
    homes = {home.address: home for home in Household.objects.filter(community=COMMUNITY)}
    assert {address: home.area for address, home in homes.items()} == {
        "1栋101室": GRID,
        "1栋102室": GRID,
        "1栋103室": GRID,
        "2栋101室": OTHER_GRID,
    }
    assert not Person.objects.exists()
    told = Door.objects.get(household=homes["1栋101室"])
    assert (told.head, told.residents, told.list, list_.state) == ("王芳", 4, list_, DoorList.State.DONE)
    assert bytes(list_.content_sealed) == b""


def test_a_door_that_is_known_keeps_its_grid_and_its_people(
    make_observation: MakeObservation, list_of: ListOf
) -> None:
    home = make_observation(address="1栋1单元101室", grid_name="第二网格").person.household
    list_of("1-1-101,第一网格", header="地址,网格")
    home.refresh_from_db()
    assert (home.area, home.address, home.listed_at) == (OTHER_GRID, "1栋1单元101室", MORNING)
    assert not Door.objects.get(household=home).is_new


def test_who_arrives_at_a_listed_door_is_registered_there(
    make_observation: MakeObservation, list_of: ListOf, door: DoorAt
) -> None:
    list_of("1,101,第二网格", header="楼栋,门牌,网格")
    assert make_observation(address="1号楼101").person.household == door("1栋101室")


def test_the_same_list_again_adds_nothing(list_of: ListOf) -> None:
    first, second = list_of(), list_of()
    assert (first.doors.count(), second.doors.count(), Household.objects.count()) == (4, 0, 4)


def test_it_is_taken_back_as_a_whole_and_what_was_known_before_stays(
    make_observation: MakeObservation, list_of: ListOf, secretary: Viewer
) -> None:
    home = make_observation(address="1栋101室").person.household
    list_ = list_of()
    assert commands.take_back_list(list_=list_, by=secretary, now=MORNING) == 4
    assert list(Household.objects.filter(community=COMMUNITY)) == [home]
    home.refresh_from_db()
    assert home.listed_at is None
    assert not Door.objects.exists()
    with pytest.raises(commands.ListClosed):
        commands.take_back_list(list_=list_, by=secretary, now=MORNING)


def _ask(door: Household, by: Viewer) -> None:
    new = commands.NewAnswer(new_id(), door, Answer.NO_REPLY, Way.VISIT)
    row = commands.answer_door(new=new, by=by, now=MORNING)
    commands.take_back_answer(answer=row, by=by, now=MORNING)


def _live(door: Household, make: MakeObservation) -> None:
    make(address=door.address)


@pytest.mark.parametrize("what", ["asked", "lived at", "noted"])
def test_nothing_of_it_is_taken_back_once_something_was_done_with_a_door(
    what: str, list_of: ListOf, door: DoorAt, secretary: Viewer, make_observation: MakeObservation
) -> None:
    list_ = list_of()
    if what == "asked":
        _ask(door("1栋103室"), secretary)
    elif what == "lived at":
        _live(door("1栋103室"), make_observation)
    else:
        Household.objects.filter(address="1栋103室").update(note="有狗")
    with pytest.raises(commands.DoorsInUse) as used:
        commands.take_back_list(list_=list_, by=secretary, now=MORNING)
    assert used.value.args == (1,)
    assert Household.objects.filter(listed_at__isnull=False).count() == 4


def test_a_cancelled_list_leaves_nothing_and_a_new_one_takes_the_place_of_one_that_waits(
    secretary: Viewer,
) -> None:
    def received() -> DoorList:
        content = "地址,户主\n1-1-101,王芳\n".encode()
        return commands.receive_list(
            community=COMMUNITY, filename="a.csv", content=content, by=secretary, now=MORNING
        )

    first, second = received(), received()
    commands.cancel_list(list_=second, by=secretary, now=MORNING)
    states = set(DoorList.objects.values_list("state", "content_sealed"))
    assert {state for state, _ in states} == {DoorList.State.CANCELLED}
    assert {bytes(content) for _, content in states} == {b""}
    with pytest.raises(commands.ListClosed):
        commands.put_in_list(list_=first, by=secretary, now=MORNING)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("姓名,电话\n王芳,1\n", commands.NoDoorsFound),
        ("村民组,门牌\n3组,\n", commands.NoDoorsFound),
        ("门牌,门牌号\n1-1-101,1-1-102\n", commands.TwoColumns),
    ],
)
def test_what_cannot_be_a_list_is_refused_and_not_kept(
    content: str, error: type[Exception], secretary: Viewer
) -> None:
    with pytest.raises(error):
        commands.receive_list(
            community=COMMUNITY, filename="a.csv", content=content.encode(), by=secretary, now=MORNING
        )
    assert not DoorList.objects.exists()


def test_nobody_but_who_keeps_the_doors_of_the_community_brings_a_list(worker: Viewer) -> None:
    with pytest.raises(commands.NotYourDoors):
        commands.receive_list(
            community=COMMUNITY, filename="a.csv", content="地址\n1-1-101\n".encode(), by=worker, now=MORNING
        )


def test_names_and_telephones_go_for_good_and_the_doors_stay(
    list_of: ListOf, door: DoorAt, secretary: Viewer
) -> None:
    list_ = list_of("1,101,第一网格,王芳,4,13812345678", "1,101,第一网格,李四,,")
    assert commands.clear_names(community=COMMUNITY, by=secretary, now=MORNING) == 1
    told = Door.objects.get(household=door("1栋101室"))
    list_.refresh_from_db()
    assert (told.head, bytes(told.phone_sealed), told.residents) == ("", b"", 4)
    assert bytes(list_.told_sealed) == b""


def test_three_thousand_doors_cost_a_few_statements_a_thousand(secretary: Viewer, list_of: ListOf) -> None:
    rows = [
        f"{building},{unit},{floor:02}{room:02},{'第一网格' if building % 2 else '第二网格'},王芳,3"
        for building in range(1, 26)
        for unit in range(1, 5)
        for floor in range(1, 11)
        for room in range(1, 4)
    ]
    assert len(rows) == DOORS
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list_ = list_of(*rows, header="楼栋,单元,门牌,网格,户主,人数")
    assert Household.objects.filter(listed_at__isnull=False).count() == DOORS
    assert len(asked) < MOST_STATEMENTS
    with CaptureQueriesContext(connection) as asked:
        told = progress_of(viewer=secretary, now=MORNING + timedelta(hours=1))
    assert (told.whole.known, told.whole.answered, len(asked)) == (DOORS, 0, 3)
    with CaptureQueriesContext(connection) as asked:
        commands.take_back_list(list_=list_, by=secretary, now=MORNING)
    assert not Household.objects.exists()
    assert len(asked) < 2 * MOST_STATEMENTS


def test_the_first_base_begins_the_first_round_with_its_day(list_of: ListOf) -> None:
    list_of()
    list_of("9,101", header="楼栋,门牌", at=MORNING + timedelta(days=1))
    assert [one.began_at.isoformat() for one in Round.objects.all()] == ["2020-01-26T16:00:00+00:00"]
