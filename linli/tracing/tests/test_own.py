"""Who typed a lead puts it right, redirects it or takes it back, until the community begins."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.duties.models import Duty
from linli.people.rules import mask_number
from linli.staff.rights import Role
from linli.tracing.models import Lead, LeadEvent
from linli.tracing.rules import State
from tests.cast import COMMUNITY, COUNTY, SIBLING, TOWNSHIP

Enter = Callable[..., Client]
ENTRY = {
    "community": COMMUNITY,
    "source": "UPPER_LIST",
    "list_name": "G1 次",
    "name": "王小军",
    "phone": "13800000001",
}


def words(page: Any) -> str:
    text: str = page.content.decode()
    return text


def hand_down(browser: Client, **entry: str) -> tuple[Lead, Any]:
    page = browser.post("/leads/new/", ENTRY | entry, follow=True)
    return Lead.objects.latest("received_at"), page


def act(browser: Client, lead: Lead, move: str, **said: str) -> Any:
    return browser.post(reverse("tracing:own_lead", args=[lead.pk]), {"move": move} | said, follow=True)


def test_a_township_corrects_what_it_typed_and_both_values_stay(enter: Enter) -> None:
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    lead, page = hand_down(township)
    assert "王小军" in words(page)
    form = words(township.get(reverse("tracing:own_lead", args=[lead.pk])))
    assert mask_number(number="13800000001") in form
    assert "13800000001" not in form
    said = {"name": "王晓军", "phone": "13800000002", "origin": "", "note": "3号车厢"}
    assert "请写明为什么更正。" in words(act(township, lead, "CORRECT", **said))
    act(township, lead, "CORRECT", reason="名单上抄错了", **said)
    lead.refresh_from_db()
    assert (lead.name, lead.note, lead.state) == ("王晓军", "3号车厢", State.NEW)
    event = LeadEvent.objects.get(what="CORRECT")
    assert event.changed == [
        ["name", "王小军", "王晓军"],
        ["phone", "13800000001", "13800000002"],
        ["note", "", "3号车厢"],
    ]
    act(township, lead, "CORRECT", reason="不知道电话", name="王晓军", without="phone")
    lead.refresh_from_db()
    assert lead.phone_digest == ""
    history = words(enter(role=Role.SECRETARY, area=COMMUNITY).get(reverse("tracing:lead", args=[lead.pk])))
    assert "王小军 → 王晓军" in history
    assert f"{mask_number(number='13800000001')} → {mask_number(number='13800000002')}" in history


def test_what_went_to_the_wrong_community_goes_to_the_right_one_with_its_hour(enter: Enter) -> None:
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    lead, _page = hand_down(township)
    due_at = lead.due_at
    same = act(township, lead, "REDIRECT", community=COMMUNITY, reason="交错了")
    assert "现在就是这个社区。" in words(same)
    act(township, lead, "REDIRECT", community=SIBLING, reason="交错了")
    lead.refresh_from_db()
    assert (lead.community, lead.area, lead.due_at, lead.list.community) == (
        SIBLING,
        SIBLING,
        due_at,
        SIBLING,
    )
    assert list(Duty.objects.filter(county=COUNTY, outcome="").values_list("area", flat=True)) == [SIBLING]
    assert (
        enter(role=Role.SECRETARY, area=COMMUNITY).get(reverse("tracing:lead", args=[lead.pk])).status_code
        == 404
    )


def test_what_was_taken_back_counts_nowhere_and_may_be_told_again(enter: Enter) -> None:
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    lead, _page = hand_down(township)
    assert "正在查找 1" in words(township.get(reverse("tracing:list", args=[lead.list_id])))
    act(township, lead, "TAKE_BACK", reason="不是这个人")
    lead.refresh_from_db()
    assert lead.state == State.TAKEN_BACK
    assert "正在查找 0" in words(township.get(reverse("tracing:list", args=[lead.list_id])))
    assert Duty.objects.filter(county=COUNTY, outcome="").count() == 0
    again, page = hand_down(township)
    assert again.pk != lead.pk
    assert "已登记线索" in words(page)


def test_once_the_community_began_and_to_anybody_else_it_is_closed(enter: Enter) -> None:
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    lead, _page = hand_down(township)
    address = reverse("tracing:own_lead", args=[lead.pk])
    for role, area in ((Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.SECRETARY, COMMUNITY)):
        other = enter(role=role, area=area, username=f"colleague-{role.lower()}")
        assert other.get(address).status_code == 404
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    steps = reverse("tracing:lead", args=[lead.pk])
    secretary.post(steps, {"move": "HAND_ON", "community": SIBLING, "reason": "住在隔壁"})
    assert township.get(address).status_code == 404
    secretary.post(steps, {"move": "WITHDRAW"})
    lead.refresh_from_db()
    assert lead.state == State.NEW
    assert township.get(address).status_code == 404
    listed = words(township.get(reverse("tracing:own_leads", args=[lead.list_id])))
    assert "王小军" not in listed


def test_who_typed_a_tip_in_the_community_corrects_it_there(enter: Enter) -> None:
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    lead, page = hand_down(secretary, source="TIP", list_name="")
    assert reverse("tracing:own_lead", args=[lead.pk]) in words(page)
    act(secretary, lead, "CORRECT", reason="听错了", name="王小君")
    lead.refresh_from_db()
    assert lead.name == "王小君"
    assert lead.phone_digest


@pytest.mark.parametrize("many", [1, 9])
def test_a_list_of_ones_own_costs_the_same_however_long(enter: Enter, many: int) -> None:
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    for n in range(many):
        lead, _page = hand_down(township, name=f"王{'一二三四五六七八九'[n]}军", phone=f"1380000000{n}")
    for address in (
        reverse("tracing:own_leads", args=[lead.list_id]),
        reverse("tracing:own_lead", args=[lead.pk]),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert township.get(address).status_code == 200
        assert len(asked) <= 12, [one["sql"][:120] for one in asked]
