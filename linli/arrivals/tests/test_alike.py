"""Somebody typed by hand who may be registered already: asked about before anything is stored."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.tests.acts import words, yesterday
from linli.people.models import DuplicatePair, Person, ToldAgain
from linli.people.tests.test_commands import PHONE
from tests.cast import SIBLING, MakeObservation

NEW = "/arrivals/new/"
DOOR = "3栋1单元101室"


def typed(**said: Any) -> dict[str, Any]:
    return {
        "name": "王小宝",
        "numbers_unknown": "on",
        "address": DOOR,
        "origin": "武汉市",
        "arrived_on": yesterday().isoformat(),
        "known_by": "RESIDENT",
        **said,
    }


@pytest.fixture
def infant(make_observation: MakeObservation) -> Observation:
    return make_observation(at=timezone.now(), arrived_on=yesterday(), name="王小宝", address=DOOR, phone="")


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        ({}, True),
        ({"name": "王晓宝"}, True),  # it sounds alike
        ({"address": "3幢101"}, False),
        ({"name": "王大宝"}, False),
    ],
)
def test_who_is_asked_about(
    said: dict[str, str], is_asked: bool, secretary_client: Client, infant: Observation
) -> None:
    answer = secretary_client.post(NEW, typed(**said))
    assert (answer.status_code, Person.objects.count()) == ((422, 1) if is_asked else (302, 2))
    if is_asked:
        assert "是同一个人吗" in words(answer)
        assert words(answer).count(DOOR) >= 2  # side by side
        assert f'value="{said.get("name", "王小宝")}"' in words(answer)  # what was typed stays


def test_the_same_person_is_told_again_and_nobody_is_registered_twice(
    secretary_client: Client, infant: Observation
) -> None:
    later = day_of(timezone.now()).isoformat()
    said = typed(arrived_on=later, sex="M", same=str(infant.person_id))
    answer = secretary_client.post(NEW, said)
    assert answer["Location"] == f"/people/{infant.person_id}/"
    assert Person.objects.get().sex == "M"  # told for the first time
    assert ToldAgain.objects.get().person_id == infant.person_id  # another day of arrival waits side by side


def test_somebody_else_is_registered_and_whoever_came_meanwhile_is_asked_about_again(
    secretary_client: Client, infant: Observation, make_observation: MakeObservation
) -> None:
    make_observation(at=timezone.now(), arrived_on=yesterday(), name="王晓宝", address=DOOR, phone=PHONE)
    assert secretary_client.post(NEW, typed(other=str(infant.person_id))).status_code == 422
    everybody = ",".join(str(pk) for pk in Person.objects.values_list("pk", flat=True))
    assert secretary_client.post(NEW, typed(other=everybody)).status_code == 302
    assert Person.objects.count() == 3
    assert DuplicatePair.objects.count() >= 2


def test_of_another_community_nothing_is_told(
    secretary_client: Client, make_observation: MakeObservation
) -> None:
    make_observation(
        at=timezone.now() - timedelta(hours=1),
        arrived_on=yesterday(),
        name="王小宝",
        address=DOOR,
        community=SIBLING,
        grid_name="",
    )
    assert secretary_client.post(NEW, typed()).status_code == 302
