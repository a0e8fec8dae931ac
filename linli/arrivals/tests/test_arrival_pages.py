"""The page that registers an arrival."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.budgets.models import NumberLookups
from linli.budgets.rules import ASKED_A_DAY
from linli.observation.models import Arrival, Check, Observation
from linli.observation.tests.acts import Enter, words, yesterday
from linli.observation.tests.pages import form_with
from linli.people.models import Household, Person, ToldAgain
from linli.people.queries.corrections import stood_in, told_in
from linli.staff.models import Post, User
from linli.staff.rights import Role
from tests.cast import COUNTY, GRID, OTHER_GRID
from tests.whole_page import whole_page


def arrival(**typed: str) -> dict[str, str]:
    said = {
        "name": "周敏",
        "phone": "13900001111",
        "address": "3栋2单元501室",
        "origin": "湖北省武汉市",
        "arrived_on": yesterday().isoformat(),
        "known_by": "RESIDENT",
        "channel": "VISIT",
    }
    return said | typed


def test_how_a_reading_is_known_is_asked_and_kept(secretary_client: Client) -> None:
    page = secretary_client.post("/arrivals/new/", arrival(temperature="36.5", channel=""))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["channel"])
    assert Person.objects.count() == 0
    secretary_client.post("/arrivals/new/", arrival(temperature="36.5", channel="PHONE"))
    observation = Observation.objects.get()
    assert Check.objects.get(county=observation.county).channel == "PHONE"


def test_an_arrival_is_registered_once_and_a_known_person_is_explained(secretary_client: Client) -> None:
    page = secretary_client.post("/arrivals/new/", arrival(temperature="36.5"), follow=True)
    assert "周敏：已登记，开始观察。" in words(page)
    assert Person.objects.get().name == "周敏"
    again = secretary_client.post("/arrivals/new/", arrival(known_by="NEIGHBOUR"), follow=True)
    assert again.redirect_chain == [(f"/people/{Person.objects.get().pk}/", 302)]
    assert "此人已在本社区登记，没有重复登记" in words(again)
    person = whole_page(client=secretary_client, address=again.redirect_chain[0][0])
    assert "邻居反映" in person
    assert "本人或家人申报" in person
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "张"),
        ("id_number", "340102199001011234"),
        ("phone", "123"),
        ("temperature", "48.0"),
        ("arrived_on", "2999-01-01"),
    ],
)
def test_what_is_wrong_with_an_arrival_is_told_at_its_field(
    field: str, typed: str, secretary_client: Client
) -> None:
    page = secretary_client.post("/arrivals/new/", arrival(**{field: typed}))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert form_with(page, "origin")[field] == typed
    assert "周敏" in form_with(page, "origin")["name"] or field == "name"
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "id_type", "sex"),
    [
        ({"id_type": "ID_CARD", "id_number": "11010519491231002X"}, "ID_CARD", "F"),
        ({"id_type": "PASSPORT", "id_number": "e 1234 5678", "sex": "M"}, "PASSPORT", "M"),
        ({"id_type": "HK_MACAO_PASS", "id_number": "H12345678"}, "HK_MACAO_PASS", ""),
        ({"id_type": "TAIWAN_PASS", "id_number": "01234567"}, "TAIWAN_PASS", ""),
        ({"phone": "+852 9123 4567"}, "", ""),
        (
            {
                "numbers_unknown": "on",
                "age": "0",
                "guardian_consent": "UNKNOWN",
                "household_head": "周志强",
                "relation": "儿子",
            },
            "",
            "",
        ),
    ],
)
def test_whoever_stands_at_the_door_can_be_entered(
    typed: dict[str, str], id_type: str, sex: str, secretary_client: Client
) -> None:
    secretary_client.post("/arrivals/new/", arrival(**{"phone": "", "note": "不开门", **typed}))
    person = Person.objects.get()
    assert (person.id_type, person.sex) == (id_type, sex)
    assert Observation.objects.get().state == "OBSERVING"


def test_what_the_register_has_no_column_for_stands_in_the_note(secretary_client: Client) -> None:
    said = {
        "numbers_unknown": "on",
        "age": "0",
        "guardian_consent": "UNKNOWN",
        "household_head": "周志强",
        "relation": "儿子",
        "note": "婴儿",
    }
    secretary_client.post("/arrivals/new/", arrival(phone="", seat="5车12A", companions="李丽", **said))
    kept = Arrival.objects.get()
    assert (kept.note, kept.seat, kept.companions) == (
        "婴儿；户主：周志强；与户主关系：儿子；年龄：0岁",
        "5车12A",
        "李丽",
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "phone"),  # nothing is said of the numbers
        ({"id_number": "11010519491231002X", "sex": "M"}, "sex"),
        ({"id_number": "11010519491231002X", "born_on": "1950-01-01"}, "born_on"),
        ({"id_type": "PASSPORT", "id_number": "E*"}, "id_number"),
        ({"numbers_unknown": "on", "born_on": "2999-01-01"}, "born_on"),
    ],
)
def test_what_contradicts_or_is_not_said_is_asked_about(
    typed: dict[str, str], field: str, secretary_client: Client
) -> None:
    page = secretary_client.post("/arrivals/new/", arrival(phone="", **typed))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Person.objects.count() == 0


def test_a_workers_new_door_is_of_her_grid_and_she_sees_who_lives_there(worker_client: Client) -> None:
    page = worker_client.get("/arrivals/new/")
    assert "grid" not in page.context["form"].fields
    saved = worker_client.post("/arrivals/new/", arrival(), follow=True)
    person = Person.objects.select_related("household").get()
    assert (person.area, person.household.area) == (GRID, GRID)
    assert saved.redirect_chain == [(f"/people/{person.pk}/", 302)]
    assert "周敏：已登记，开始观察。" in words(saved)


def test_a_known_door_keeps_its_grid_whoever_registers(
    secretary_client: Client, worker_client: Client
) -> None:
    secretary_client.post("/arrivals/new/", arrival())
    Household.objects.update(area=OTHER_GRID)
    told = arrival(name="李强", phone="13900002222")
    saved = worker_client.post("/arrivals/new/", told, follow=True)
    assert Person.objects.get(name="李强").area == OTHER_GRID
    assert "李强：这次登记已收下" in words(saved)


def test_of_whom_the_worker_may_not_see_the_answer_tells_nothing_and_moves_nothing(
    secretary_client: Client, worker_client: Client
) -> None:
    number = {"id_type": "ID_CARD", "id_number": "11010519491231002X"}
    secretary_client.post("/arrivals/new/", arrival(**number))
    Household.objects.update(area=OTHER_GRID)
    Person.objects.update(area=OTHER_GRID)
    had = Observation.objects.values("last_on", "arrival__origin").get()
    person = Person.objects.values("name", "phone_digest").get()
    claim = arrival(name="张三丰", phone="", exposed_on=yesterday().isoformat(), temperature="38.6", **number)
    answer = worker_client.post("/arrivals/new/", claim | {"address": "9栋1单元101室"}, follow=True)
    new = arrival(name="张三丰", phone="13900003333")
    assert answer.redirect_chain == [("/day/", 302)]
    known_said = [str(m) for m in answer.context["messages"]]
    new_said = [str(m) for m in worker_client.post("/arrivals/new/", new, follow=True).context["messages"]]
    assert known_said == new_said
    assert "周敏" not in words(answer)
    assert Observation.objects.values("last_on", "arrival__origin").get(person__name="周敏") == had
    assert Person.objects.values("name", "phone_digest").get(name="周敏") == person
    assert not Check.objects.filter(county=COUNTY).exists()
    waits = ToldAgain.objects.get(is_unseen=True)
    assert told_in(telling=waits)["temperature"] == "38.6"
    assert {"name", "address", "exposed_on", "temperature"} <= set(stood_in(telling=waits))
    page = secretary_client.get(f"/people/told-again/{waits.pk}/")
    assert "观察不变" in page.content.decode()


def test_a_worker_of_several_grids_says_which(enter: Enter) -> None:
    client = enter(role=Role.GRID_WORKER, area=GRID, username="two")
    Post.objects.create(
        user=User.objects.get(username="two"), area_id=OTHER_GRID, role=Role.GRID_WORKER, from_on=yesterday()
    )
    missing = client.post("/arrivals/new/", arrival())
    assert (missing.status_code, list(missing.context["form"].errors)) == (422, ["grid"])
    client.post("/arrivals/new/", arrival(grid=OTHER_GRID))
    person = Person.objects.get()
    assert (person.area, person.household.area) == (OTHER_GRID, OTHER_GRID)
    # Found at a door: of that door's grid, whatever address is typed instead.
    at_door = f"/arrivals/new/?household={person.household_id}"
    client.post(at_door, arrival(name="李强", phone="13900002222", address="院子后面的小屋"))
    assert Person.objects.get(name="李强").area == OTHER_GRID


def test_after_so_many_look_ups_the_page_says_so_and_keeps_what_was_typed(
    secretary_client: Client,
) -> None:
    NumberLookups.objects.create(
        user=secretary_client.session["_auth_user_id"], day=timezone.localdate(), asked=ASKED_A_DAY
    )

    page = secretary_client.post("/arrivals/new/", arrival())

    assert page.status_code == 422
    assert "您今天登记的人太多" in words(page)
    assert page.context["form"]["name"].value() == "周敏"
    assert Person.objects.count() == 0


def test_a_contact_who_went_nowhere_needs_no_day_of_arrival_and_anybody_else_does(
    secretary_client: Client,
) -> None:
    asked = secretary_client.post("/arrivals/new/", arrival(arrived_on=""))
    assert asked.status_code == 422
    assert "请填写到达日期。" in words(asked)
    secretary_client.post("/arrivals/new/", arrival(origin="没有外出", arrived_on=""))
    observation = Observation.objects.get()
    assert observation.category == "LOCAL"
    page = words(secretary_client.get(reverse("desk:person", args=[observation.person_id])))
    assert "没有外出（本地接触者）" in page
