"""The pages of leads, as people of the cast use them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.people.models import Person, PersonSource
from linli.staff.rights import Role
from linli.tracing import commands
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.models import Lead, LeadEvent
from linli.tracing.rules import Source
from tests.cast import (
    COMMUNITY,
    COUNTY,
    GRID,
    OTHER_GRID,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)

Enter = Callable[..., Client]
PHONE = "13800000001"
LISTING = "/leads/"


@pytest.fixture
def lead(make_viewer: MakeViewer) -> Lead:
    """Hand one lead to COMMUNITY an hour ago."""
    return handed_down(make_viewer)


def handed_down(make_viewer: MakeViewer, *, hours_ago: int = 1, name: str = "王芳") -> Lead:
    entry = NewLead(name=name, phone=PHONE, origin="武汉市")
    return receive_leads(
        community=COMMUNITY,
        source=Source.RAIL,
        list_name="G1 次",
        entries=[entry],
        by=make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP),
        now=timezone.now() - timedelta(hours=hours_ago),
    )[0].lead


def page_of(lead: Lead) -> str:
    return reverse("tracing:lead", args=[lead.pk])


def words(page: Any) -> str:
    text: str = page.content.decode()
    return text


def test_overdue_leads_stand_first_in_red(make_viewer: MakeViewer, sign_in: Enter) -> None:
    handed_down(make_viewer, name="不急")
    receive_leads(
        community=COMMUNITY,
        source=Source.POLICE,
        list_name="昨天",
        entries=[NewLead(name="很急")],
        by=make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP),
        now=timezone.now() - timedelta(hours=27),
    )
    page = words(sign_in(role=Role.SECRETARY, area=COMMUNITY).get(LISTING))
    assert page.index("很急") < page.index("不急")
    assert page.count("work-overdue") == 1
    assert "已计入街道" in page  # three hours late
    assert "tile-now" in page


def test_without_leads_the_page_says_what_to_do(sign_in: Enter) -> None:
    page = words(sign_in(role=Role.SECRETARY, area=COMMUNITY).get(LISTING))
    assert "没有要找的人。" in page
    assert reverse("tracing:add_lead") in page


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.SECRETARY, COMMUNITY, 200),
        (Role.GRID_WORKER, COMMUNITY, 200),
        (Role.GRID_WORKER, GRID, 404),  # not assigned to it yet
        (Role.DOCTOR, COMMUNITY, 404),
        (Role.SECRETARY, SIBLING, 404),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, 404),  # who handed it down sees numbers
        (Role.COUNTY_OFFICER, AreaCode(COUNTY), 404),
    ],
)
def test_who_sees_a_lead(role: Role, area: AreaCode, status: int, lead: Lead, sign_in: Enter) -> None:
    assert sign_in(role=role, area=area).get(page_of(lead)).status_code == status


def test_a_tip_is_typed_with_what_is_known(sign_in: Enter) -> None:
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    typed = {"community": COMMUNITY, "source": "TIP", "note": "3 栋来了外地车"}
    empty = browser.post("/leads/new/", typed)
    assert empty.status_code == 422
    assert "姓名、身份证号、联系电话至少填写一项。" in words(empty)
    assert "3 栋来了外地车" in words(empty)
    answer = browser.post("/leads/new/", typed | {"phone": "138 0000 0001"})
    lead = Lead.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(lead))
    assert (lead.community, lead.source, lead.list.name) == (COMMUNITY, "TIP", "")


def test_a_list_needs_its_name_and_a_community_of_ones_own(sign_in: Enter) -> None:
    browser = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    answer = browser.post("/leads/new/", {"community": "310101001001", "source": "RAIL", "name": "王芳"})
    assert answer.status_code == 422
    assert "只能交给您负责的社区。" in words(answer)
    assert "请填写名单名称" in words(answer)
    assert not Lead.objects.exists()


def test_the_secretary_gives_it_to_a_worker_who_rings(
    lead: Lead, sign_in: Enter, make_viewer: MakeViewer
) -> None:
    worker = make_viewer(role=Role.GRID_WORKER, area=GRID)
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert browser.post(page_of(lead), {"move": "ASSIGN", "to": ""}).status_code == 422
    assert browser.post(page_of(lead), {"move": "ASSIGN", "to": SIBLING}).status_code == 422
    browser.post(page_of(lead), {"move": "ASSIGN", "to": f"{GRID}:{worker.user_id}"})
    browser = sign_in(role=Role.GRID_WORKER, area=GRID)
    page = browser.get(page_of(lead))
    assert worker.name in words(page)
    assert PHONE not in words(page)
    assert "ASSIGN" not in words(page)
    address = reverse("tracing:lead_phone", args=[lead.pk])
    revealed = AuditEvent.objects.filter(county=COUNTY, action="lead.phone_revealed", subject=lead.pk)
    assert browser.post(address, {"reason": "CURIOUS"}).status_code == 302
    assert not revealed.exists()
    shown = browser.post(address, {"reason": "CALL"})
    assert f"tel:{PHONE}" in words(shown)
    assert shown["Refresh"] == f"60; url={page_of(lead)}"
    assert revealed.get().changed == {"reason": "CALL"}
    assert browser.post(page_of(lead), {"move": "ASSIGN", "to": OTHER_GRID}).status_code == 302
    lead.refresh_from_db()
    assert lead.area == GRID


def test_this_is_the_person(lead: Lead, make_observation: MakeObservation, sign_in: Enter) -> None:
    person = make_observation(name="王芳", phone=PHONE).person
    stranger = make_observation(name="外人", community=SIBLING, grid_name="").person
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = words(browser.get(page_of(lead)))
    assert "就是此人" in page
    assert "电话和姓名相同" in page
    assert browser.post(page_of(lead), {"move": "FIND", "person": stranger.pk}).status_code == 422
    assert browser.post(page_of(lead), {"move": "FIND", "person": person.pk}).status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.person_id) == ("FOUND", person.pk)
    assert "就是台账中的" in words(browser.get(page_of(lead)))


def test_of_another_community_only_where_to_ask(
    lead: Lead, make_observation: MakeObservation, sign_in: Enter
) -> None:
    make_observation(name="王芳", community=SIBLING, grid_name="", phone=PHONE, address="不可见路 1 号")
    page = words(sign_in(role=Role.SECRETARY, area=COMMUNITY).get(page_of(lead)))
    assert "胜利路社区已有此人登记，请向对方核实。" in page
    assert f"Secretary {SIBLING}" in page  # by name, not by the name that signs in
    assert f"secretary-{SIBLING}" not in page
    assert f'name="community" value="{SIBLING}"' in page  # so that a press hands it on
    assert "不可见" not in page


def test_somebody_new_is_registered_and_found_in_one(lead: Lead, sign_in: Enter) -> None:
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    address = f"/arrivals/new/?lead={lead.pk}"
    page = words(browser.get(address))
    assert 'value="王芳"' in page
    assert PHONE not in page
    assert f"尾号 {PHONE[-2:]}" in page
    assert 'value="武汉市"' in page
    typed = {
        "name": "王芳",
        "phone": PHONE,
        "address": "1栋1单元101室",
        "origin": "武汉市",
        "arrived_on": day_of(timezone.now()).isoformat(),
        "known_by": "UPPER_LIST",
        "temperature": "99",
        "channel": "VISIT",
    }
    assert browser.post(address, typed).status_code == 422
    assert not Person.objects.exists()
    assert Lead.objects.get().state == "NEW"
    assert browser.post(address, typed | {"temperature": "36.5"}).status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.person) == ("FOUND", Person.objects.get())
    assert PersonSource.objects.filter(kind="UPPER_LIST").count() == 1
    again = browser.post(address, typed | {"temperature": "36.5"})
    assert again.status_code == 422
    assert "这条线索刚才已有人办理" in words(again)
    assert PersonSource.objects.count() == 1


@pytest.mark.parametrize("said", ["nonsense", "01a20aa7-ab6b-7552-a592-17c85cc7f53d"])
def test_a_lead_that_is_not_there_registers_nobody(said: str, sign_in: Enter) -> None:
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert browser.get(f"/arrivals/new/?lead={said}").status_code == 404


def test_handed_on_and_refused_and_accepted(lead: Lead, sign_in: Enter) -> None:
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    wrong = browser.post(page_of(lead), {"move": "HAND_ON", "community": COMMUNITY, "reason": "住那边"})
    assert wrong.status_code == 422
    assert "这就是本社区。" in words(wrong)
    assert "住那边" in words(wrong)
    nowhere = browser.post(page_of(lead), {"move": "HAND_ON", "community": "340102001999"})
    assert "没有这个社区" in words(nowhere)
    unknown = browser.post(page_of(lead), {"move": "HAND_ON", "community": "没有的社区"})
    assert "没有叫这个名称的社区" in words(unknown)
    typed = {"move": "HAND_ON", "community": "胜利路", "reason": "家人说住那边"}
    which = browser.post(page_of(lead), typed)
    assert ["已经选上" in words(which), SIBLING in words(which)] == [True, True]
    browser.post(page_of(lead), typed | {"chosen": SIBLING})
    assert "对方接收以前，仍由本社区负责" in words(browser.get(page_of(lead)))

    browser = sign_in(role=Role.SECRETARY, area=SIBLING)
    asked = words(browser.get(LISTING))
    assert "等本社区答复" in asked
    assert "明光路社区 家人说住那边" in asked
    assert browser.get(page_of(lead)).status_code == 404
    refusal = reverse("tracing:refuse_lead", args=[lead.pk])
    silent = browser.post(refusal, {"reason": ""})
    assert silent.status_code == 422
    assert "请写明原因。" in words(silent)
    browser.post(refusal, {"reason": "没有这栋楼"})
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "没有这栋楼" in words(browser.get(page_of(lead)))
    browser.post(page_of(lead), {"move": "HAND_ON", "community": SIBLING})
    browser = sign_in(role=Role.SECRETARY, area=SIBLING)
    assert browser.post(reverse("tracing:accept_lead", args=[lead.pk])).status_code == 302
    assert "没有这栋楼" in words(browser.get(page_of(lead)))  # the history came along
    assert sign_in(role=Role.SECRETARY, area=COMMUNITY).get(page_of(lead)).status_code == 404


def test_a_worker_does_not_answer_for_the_community(
    lead: Lead, sign_in: Enter, make_viewer: MakeViewer
) -> None:
    secretary = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    commands.hand_on(lead=lead, community=SIBLING, reason="", by=secretary, now=timezone.now())
    browser = sign_in(role=Role.GRID_WORKER, area=SIBLING)
    assert browser.post(reverse("tracing:accept_lead", args=[lead.pk])).status_code == 404
    lead.refresh_from_db()
    assert lead.state == "HANDED_ON"


def test_given_up_with_what_was_tried_and_opened_again(lead: Lead, sign_in: Enter) -> None:
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    nothing = browser.post(page_of(lead), {"move": "GIVE_UP", "reason": "到处找过"})
    assert nothing.status_code == 422
    assert "请至少填写一次怎么找过、什么时候找的。" in words(nothing)
    assert "到处找过" in words(nothing)
    half = browser.post(page_of(lead), {"move": "GIVE_UP", "how_1": "CALL"})
    assert "请填写什么时候找的。" in words(half)
    ahead = browser.post(page_of(lead), {"move": "GIVE_UP", "how_1": "CALL", "at_1": "2999-01-27T09:00"})
    assert "这个时间还没有到。" in words(ahead)
    browser.post(
        page_of(lead), {"move": "GIVE_UP", "how_1": "CALL", "at_1": "2020-01-27T09:00", "note_1": "关机"}
    )
    assert Lead.objects.get().state == "CANNOT_BE_FOUND"
    page = words(browser.get(page_of(lead)))
    assert "打电话 01-27 09:00 关机" in " ".join(page.split())
    assert browser.post(page_of(lead), {"move": "REOPEN", "reason": ""}).status_code == 422
    browser.post(page_of(lead), {"move": "REOPEN", "reason": "有人见过"})
    assert Lead.objects.get().state == "NEW"
    assert LeadEvent.objects.filter(lead=lead).count() == 3
