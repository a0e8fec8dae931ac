"""The page that registers an arrival."""

import pytest
from django.test import Client

from linli.observation.models import Check, Observation
from linli.observation.tests.acts import words, yesterday
from linli.observation.tests.pages import form_with
from linli.people.models import Person
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
