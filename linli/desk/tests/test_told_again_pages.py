"""What is told again of somebody known: said, shown beside what stands now, and decided."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.tests.acts import words, yesterday
from linli.observation.tests.pages import form_with
from linli.people.models import ToldAgain
from linli.sealing.seals import unseal
from tests.cast import MakeObservation

ID = "11010519491231002X"


@pytest.fixture
def observed(make_observation: MakeObservation) -> Observation:
    return make_observation(arrived_on=yesterday(), at=timezone.now())


def correct(client: Client, url: str, field: str, **typed: str) -> Any:
    """Open a page of corrections, change fields, and press the button."""
    page = client.get(url)
    return client.post(url, form_with(page, field) | {"reason": "本人出示证件"} | typed, follow=True)


def household_url(observation: Observation) -> str:
    return reverse("desk:correct_household", args=[observation.person.household_id])


def test_told_again_at_the_desk_is_said_shown_and_decided(
    secretary_client: Client, observed: Observation
) -> None:
    person = observed.person
    told = {
        "name": person.name,
        "phone": unseal(person.phone_sealed),
        "address": person.household.address,
        "origin": "湖北省黄冈市",
        "arrived_on": day_of(timezone.now()).isoformat(),
        "known_by": "NEIGHBOUR",
    }
    page = secretary_client.post("/arrivals/new/", told, follow=True)
    assert "这次说的不同：到达日期、来源地" in words(page)
    assert "没有重复登记" not in words(page)
    assert "等待核对" in words(page)
    assert person.name in words(secretary_client.get(reverse("desk:told_again")))
    assert reverse("desk:told_again") in words(secretary_client.get("/people/"))
    url = reverse("desk:decide_told_again", args=[ToldAgain.objects.get().pk])
    assert secretary_client.post(url, {"reason": "问过"}).status_code == 422
    done = secretary_client.post(url, {"verdict": "KEPT", "reason": "问过本人"}, follow=True)
    assert f"改为 {observed.last_on}" in words(done)
    assert "原来登记的对，没有改动" in words(done)
    assert "已更正" not in words(done)
    assert Observation.objects.get().last_on == observed.last_on
    assert secretary_client.get(url).status_code == 404


def test_told_again_is_shown_beside_what_stands_now(secretary_client: Client, observed: Observation) -> None:
    person = observed.person
    told = {
        "name": person.name,
        "phone": unseal(person.phone_sealed),
        "address": "66栋1单元101室",
        "origin": observed.arrival.origin,
        "arrived_on": observed.arrival.arrived_on.isoformat(),
        "known_by": "NEIGHBOUR",
    }
    secretary_client.post("/arrivals/new/", told)
    url = reverse("desk:decide_told_again", args=[ToldAgain.objects.get().pk])
    assert "现在已经一致" not in words(secretary_client.get(url))
    told_at = "66栋1单元101室"
    correct(secretary_client, household_url(observed), "address", address=told_at, new_door="WRONG")
    assert "现在已经一致" in words(secretary_client.get(url))
    assert "现在已经一致" in words(secretary_client.get(reverse("desk:told_again")))
    done = secretary_client.post(url, {"verdict": "TAKEN", "reason": "问过"}, follow=True)
    assert "没有改动" in words(done)
    assert "已更正；" not in words(done)
