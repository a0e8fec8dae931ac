"""The page that registers an arrival."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.commands import end_with_reason
from linli.observation.models import Check, Observation
from linli.observation.rules import State
from linli.observation.tests.acts import Enter, words, yesterday
from linli.observation.tests.pages import form_with
from linli.people.models import Person
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import GRID
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


def test_the_last_contact_told_at_the_desk_begins_the_period(secretary_client: Client) -> None:
    today = day_of(timezone.now())
    url, told = reverse("arrivals:register"), {"name": "王芳", "phone": "13812345678", "origin": "武汉"}
    told |= {
        "known_by": "RESIDENT",
        "address": "1栋1室",
        "arrived_on": (today - timedelta(days=1)).isoformat(),
    }
    late = secretary_client.post(url, told | {"exposed_on": (today + timedelta(days=1)).isoformat()})
    assert (late.status_code, list(late.context["form"].errors)) == (422, ["exposed_on"])
    secretary_client.post(url, told | {"exposed_on": (today - timedelta(days=6)).isoformat()})

    observation = Observation.objects.get()
    assert (observation.anchor, observation.anchor_on) == ("EXPOSED", today - timedelta(days=6))
    assert "最后接触当天" in whole_page(
        client=secretary_client, address=reverse("desk:person", args=[observation.person_id])
    )


def test_registered_again_after_a_wrong_strike_off_leads_to_the_reopening(
    enter: Enter, secretary_client: Client, observation: Observation, secretary: Viewer
) -> None:
    end_with_reason(
        observation=observation, state=State.STRUCK_OFF, reason="点错了人", by=secretary, now=timezone.now()
    )
    page = reverse("arrivals:register")
    said = {
        "name": observation.person.name,
        "phone": unseal(observation.person.phone_sealed),
        "address": observation.person.household.address,
        "origin": "湖北省武汉市",
        "arrived_on": observation.arrival.arrived_on.isoformat(),
    }
    answer = secretary_client.post(page, form_with(secretary_client.get(page), "name") | said)
    assert answer["Location"] == reverse("observation:reopen", args=[observation.pk])
    assert "此人的观察已按“已注销”结束" in words(secretary_client.get(answer["Location"]))

    worker = enter(role=Role.GRID_WORKER, area=GRID, username="third")
    answer = worker.post(page, form_with(worker.get(page), "name") | said, follow=True)
    assert "请书记恢复观察" in words(answer)
    assert day_of(timezone.now()) >= observation.arrival.arrived_on
