"""The ID number of a lead goes along when whom it means is registered."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.elsewhere.models import FoundHere
from linli.people.commands import PersonCard, add_people
from linli.people.models import Person
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.rules import Source
from tests.cast import COMMUNITY, MORNING, SIBLING

Enter = Callable[..., Client]
ID = "11010519491231002X"


@pytest.fixture
def address(secretary: Viewer) -> str:
    """Hand a lead with an ID number to COMMUNITY; return where whom it means is registered."""
    entry = NewLead(name="王芳", id_number=ID, phone="13800000001")
    (received,) = receive_leads(
        community=COMMUNITY, source=Source.RAIL, list_name="G1 车", entries=[entry], by=secretary, now=MORNING
    )
    return f"/arrivals/new/?lead={received.lead.pk}"


def typed(**said: str) -> dict[str, str]:
    """Return what is typed of somebody whom a lead means, without a number."""
    today = day_of(timezone.now()).isoformat()
    told = {"name": "王芳", "address": "1栋1单元101室", "origin": "武汉市", "arrived_on": today}
    return told | {"known_by": "UPPER_LIST"} | said


def test_somebody_whom_the_number_of_a_lead_knows_elsewhere_is_found_here_and_not_registered_twice(
    address: str, sign_in: Enter
) -> None:
    card = PersonCard(name="王芳", id_type="ID_CARD", id_number=ID, address="8栋1单元101室")
    (known,) = add_people(community=SIBLING, cards=[card], now=MORNING)
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    pages = [browser.get(address), browser.post(address, typed(arrived_on=""))]
    for page in pages:
        assert f"身份证号取自线索，尾号 {ID[-2:]}" in page.content.decode()
        assert ID[6:] not in page.content.decode()
    assert browser.post(address, typed()).status_code == 302
    assert (FoundHere.objects.get().person, Person.objects.count()) == (known, 1)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ({}, ID),
        ({"name": "王强"}, ""),  # the lead means somebody else
        ({"id_type": "PASSPORT", "id_number": "E12345678"}, "E12345678"),  # what is typed counts
    ],
)
def test_the_number_is_taken_where_none_is_typed_of_the_same_name(
    said: dict[str, str], number: str, address: str, sign_in: Enter
) -> None:
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert browser.post(address, typed(**said)).status_code == 302
    assert unseal(Person.objects.get().id_sealed) == number
