"""Finding somebody from any page, and the register narrowed and sorted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.observation import commands
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import DAY, words, yesterday
from linli.people.commands import PersonCard, add_member
from linli.people.models import Person
from linli.staff.rules import Viewer
from tests.cast import SIBLING, MakeObservation

PHONE = "13912345678"
ID = "110105194912310011"


def names(page: Any) -> list[str]:
    return [person.name for person, *_ in page.context["rows"]]


@pytest.fixture
def two(make_observation: MakeObservation) -> tuple[Observation, Observation]:
    """Register two people at two doors."""
    now = timezone.now()
    return (
        make_observation(
            at=now, arrived_on=yesterday(), name="周敏", address="仁和家园7栋1单元101室", phone=PHONE
        ),
        make_observation(at=now, arrived_on=yesterday(), name="王芳", address="8栋1单元101室"),
    )


@pytest.mark.parametrize(
    "typed", ["周敏", "zhoumin", "zm", PHONE, "139 1234 5678", "+8613912345678", "7-1-101", "七栋一单元101"]
)
def test_one_field_of_any_page_finds_by_name_pinyin_number_and_door(
    worker_client: Client, two: tuple[Observation, Observation], typed: str
) -> None:
    assert 'action="/people/find/"' in words(worker_client.get(DAY))
    assert names(worker_client.post("/people/find/", {"q": typed}, follow=True)) == ["周敏"]


def test_a_number_stands_in_no_address(worker_client: Client, two: tuple[Observation, Observation]) -> None:
    found = worker_client.post("/people/find/", {"q": PHONE})
    assert (found.status_code, names(found)) == (200, ["周敏"])
    assert f'type="hidden" name="q" value="{PHONE}"' not in words(found)
    assert f"q={PHONE}" not in words(found)


def test_the_number_of_a_paper_finds_its_owner_and_half_of_it_nobody(
    secretary_client: Client, two: tuple[Observation, Observation], secretary: Viewer
) -> None:
    card = PersonCard(name="赵桂兰", id_number=ID, id_type="ID_CARD")
    add_member(household=two[0].person.household, card=card, by=secretary, now=timezone.now())
    assert names(secretary_client.post("/people/find/", {"q": ID}, follow=True)) == ["赵桂兰"]
    half = secretary_client.post("/people/find/", {"q": ID[:12]}, follow=True)
    assert (names(half), "号码要写全" in words(half)) == ([], True)


def test_a_number_of_another_community_finds_nobody(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    make_observation(at=timezone.now(), arrived_on=yesterday(), community=SIBLING, phone=PHONE)
    assert names(worker_client.post("/people/find/", {"q": PHONE}, follow=True)) == []


def test_a_number_of_a_joined_entry_finds_who_stayed(
    worker_client: Client, two: tuple[Observation, Observation]
) -> None:
    one, other = two
    Person.objects.filter(pk=one.person_id).update(joined_to=other.person, joined_at=timezone.now())
    assert names(worker_client.post("/people/find/", {"q": PHONE}, follow=True)) == ["王芳"]


def test_the_register_is_narrowed_by_state_origin_and_days_left(
    secretary_client: Client, two: tuple[Observation, Observation], secretary: Viewer
) -> None:
    one, other = two
    today = day_of(timezone.now())
    add_member(
        household=one.person.household,
        card=PersonCard(name="赵桂兰"),
        by=secretary,
        now=timezone.now(),
    )
    commands.end_with_reason(
        observation=other, state=State.DIED, reason="因病去世", by=secretary, now=timezone.now()
    )

    def shown(**asked: str) -> list[str]:
        return sorted(names(secretary_client.get("/people/", asked)))

    assert shown() == sorted(["周敏", "王芳", "赵桂兰"])
    assert shown(state="OBSERVING") == ["周敏"]
    assert shown(state="DIED") == ["王芳"]
    assert shown(state="NONE") == ["赵桂兰"]
    assert shown(origin="WUHAN") == sorted(["周敏", "王芳"])
    assert shown(origin="HUBEI") == []
    assert shown(grid=one.area) == sorted(["周敏", "王芳", "赵桂兰"])
    assert shown(left="SOON") == []
    for last_on, left in (
        (today, ["TODAY", "SOON"]),
        (today + timedelta(days=3), ["SOON"]),
        (today + timedelta(days=4), []),
        (today - timedelta(days=1), ["OVER"]),
    ):
        Observation.objects.filter(pk=one.pk).update(last_on=last_on)
        assert [code for code in ("TODAY", "SOON", "OVER") if shown(left=code) == ["周敏"]] == left
    # What is no choice is not asked for.
    assert len(shown(state="x", left="x", order="x", missing="x", grid="x")) == len(two) + 1


def test_what_is_not_known_is_a_list_to_be_completed(
    secretary_client: Client, two: tuple[Observation, Observation], secretary: Viewer
) -> None:
    add_member(
        household=two[0].person.household, card=PersonCard(name="赵桂兰"), by=secretary, now=timezone.now()
    )
    page = secretary_client.get("/people/", {"missing": "PHONE"})
    assert names(page) == ["赵桂兰"]
    assert "缺联系电话" in words(page)
    assert len(names(secretary_client.get("/people/", {"missing": "PAPER"}))) == len(two) + 1
    assert names(secretary_client.get("/people/", {"missing": "DOOR"})) == []
    assert names(secretary_client.get("/people/", {"missing": "GRID"})) == []


def test_the_register_is_sorted(secretary_client: Client, two: tuple[Observation, Observation]) -> None:
    one, other = two
    Observation.objects.filter(pk=other.pk).update(last_on=one.last_on - timedelta(days=1))
    assert names(secretary_client.get("/people/", {"order": "LAST"})) == ["王芳", "周敏"]
    Person.objects.filter(pk=one.person_id).update(registered_at=timezone.now() + timedelta(minutes=1))
    assert names(secretary_client.get("/people/", {"order": "NEW"})) == ["周敏", "王芳"]


def test_a_last_day_says_which_day_it_is(worker_client: Client, two: tuple[Observation, Observation]) -> None:
    for address in (DAY, "/people/", f"/households/{two[0].person.household_id}/"):
        assert "第1天，共14天" in words(worker_client.get(address)), address
