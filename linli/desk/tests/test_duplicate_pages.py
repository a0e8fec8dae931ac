"""The pages of duplicates, as the secretary uses them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.tests.pages import form_with
from linli.people.models import DuplicatePair, Person, PersonJoin
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, GRID, SIBLING, TOWNSHIP, MakeObservation
from tests.whole_page import whole_page

LIST = "/duplicates/"


@pytest.fixture
def pair(make_observation: MakeObservation) -> DuplicatePair:
    """Register 王芳 and 王方, who share a phone."""
    now = timezone.now()
    for name in ("王芳", "王方"):
        make_observation(name=name, phone="13812345678", at=now, arrived_on=day_of(now) - timedelta(days=1))
    return DuplicatePair.objects.get()


@pytest.fixture
def secretary_client(make_user: Callable[..., User]) -> Client:
    """Sign the secretary of COMMUNITY in."""
    browser = Client()
    browser.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY, username="page-secretary"))
    return browser


def test_the_ledger_leads_to_the_pairs_and_both_sides_are_shown_masked(
    secretary_client: Client, pair: DuplicatePair
) -> None:
    assert LIST in secretary_client.get("/people/").text
    assert f"{LIST}{pair.pk}/" in secretary_client.get(LIST).text
    page = secretary_client.get(f"{LIST}{pair.pk}/")
    assert "*********78" in page.text
    assert "13812345678" not in page.text
    alike = {row.label: row.alike for row in page.context["rows"]}
    assert (alike["姓名"], alike["联系电话"], alike["证件号码"], alike["住址"]) == (False, True, None, False)


def test_joined_on_the_page_and_undone_on_the_page(secretary_client: Client, pair: DuplicatePair) -> None:
    address = f"{LIST}{pair.pk}/"
    answer = secretary_client.post(address, {"decision": "SAME", "reason": "本人说的"}, follow=True)
    assert "两条登记已合并为一人" in answer.text
    assert "没有要核对的重复登记" in answer.text
    join = PersonJoin.objects.get()

    # The address of the joined entry leads to the person who stayed.
    gone = secretary_client.get(f"/people/{join.joined_id}/")
    assert gone["Location"] == f"/people/{join.kept_id}/"
    stays = whole_page(client=secretary_client, address=f"/people/{join.kept_id}/")
    assert "的登记于" in stays
    assert "本人说的" in stays

    undo = f"/joins/{join.pk}/undo/"
    assert secretary_client.post(undo, {"reason": ""}).status_code == 422
    answer = secretary_client.post(
        undo, form_with(secretary_client.get(address), "reason") | {"reason": "认错人"}
    )
    assert answer.status_code == 302
    assert Person.objects.filter(joined_to=None).count() == 2
    assert Observation.objects.filter(state="OBSERVING").count() == 2
    again = secretary_client.post(undo, {"reason": "认错人"}, follow=True)
    assert "这次合并已经撤销" in again.text


def test_a_decision_without_reason_is_asked_for_it(secretary_client: Client, pair: DuplicatePair) -> None:
    for reason in ("", "   "):
        page = secretary_client.post(f"{LIST}{pair.pk}/", {"decision": "SAME", "reason": reason})
        assert (page.status_code, list(page.context["form"].errors)) == (422, ["reason"])
    assert Person.objects.filter(joined_to=None).count() == 2


def test_the_second_decider_is_told_of_the_first(secretary_client: Client, pair: DuplicatePair) -> None:
    address = f"{LIST}{pair.pk}/"
    secretary_client.post(address, {"decision": "DIFFERENT", "reason": "两姐妹"})
    page = secretary_client.post(address, {"decision": "SAME", "reason": "本人说的"})
    assert page.status_code == 422
    assert "刚才已经有人处理过" in page.text
    assert "两姐妹" in page.text
    assert Person.objects.filter(joined_to=None).count() == 2


def test_an_alert_that_waits_is_said(secretary_client: Client, pair: DuplicatePair) -> None:
    later = Person.objects.get(name="王方")
    observation = Observation.objects.get(person=later)
    form = form_with(secretary_client.get(f"/observations/{observation.pk}/check/"), "temperature")
    secretary_client.post(
        f"/observations/{observation.pk}/check/", form | {"temperature": "38.1", "channel": "VISIT"}
    )
    page = secretary_client.post(f"{LIST}{pair.pk}/", {"decision": "SAME", "reason": "本人说的"})
    assert page.status_code == 422
    assert "送医还没有办结，先办结再合并" in page.text


@pytest.mark.parametrize(
    ("role", "area", "statuses"),
    [
        (Role.GRID_WORKER, GRID, (403, 404)),
        (Role.DOCTOR, COMMUNITY, (403, 404)),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, (403, 404)),
        (Role.SECRETARY, SIBLING, (200, 404)),
    ],
)
def test_only_the_secretary_of_the_community_decides(
    role: Role, area: str, statuses: tuple[int, int], make_user: Callable[..., User], pair: DuplicatePair
) -> None:
    client = Client()
    client.force_login(make_user(role=role, area=area))
    assert (client.get(LIST).status_code, client.get(f"{LIST}{pair.pk}/").status_code) == statuses
    assert client.post(f"{LIST}{pair.pk}/", {"decision": "SAME", "reason": "x"}).status_code == 404
    assert DuplicatePair.objects.get().decision == ""
