"""Pages of channels, as the people of an office use them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.channels.commands import queue_test, send_due
from linli.channels.models import Channel, Message
from linli.channels.queries import messages_failed
from linli.channels.tests.robot import Robot
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import OPERATOR
from tests.cast import COMMUNITY, COUNTY, TOWNSHIP, MakeViewer

SignIn = Callable[..., Client]
SECRET = "SEC" + "0f" * 32


def new(robot: Robot, **said: str) -> dict[str, str]:
    told = {"kind": "DINGTALK", "name": "楼长群", "address": robot.address, "secret": SECRET}
    return {"area": str(COMMUNITY), **told, **said}


@pytest.mark.django_db
def test_a_secretary_sets_one_up_tries_it_and_sees_what_became_of_it(sign_in: SignIn, robot: Robot) -> None:
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "还没有渠道" in page.get("/channels/").text

    wrong = page.post("/channels/new/", new(robot, address="http://robot.example/send"))
    assert wrong.status_code == 422
    assert "机器人要 https 开头的地址" in wrong.text
    assert SECRET in wrong.text, "what was typed stays"
    assert page.post("/channels/new/", new(robot)).status_code == 302
    channel = Channel.objects.get()
    assert page.post(f"/channels/{channel.pk}/test/").status_code == 302
    assert "等待发出" in page.get("/channels/").text

    send_due(now=timezone.now())
    shown = page.get("/channels/").text
    assert "已发出" in shown
    assert robot.heard == ["【邻里】这是一条测试消息。收到就说明紧急报告能发到这里。"]
    assert "&timestamp=" in robot.paths[0]
    for text in (shown, page.get(f"/channels/{channel.pk}/").text):
        assert "of-the-group" not in text, "whoever knows the address can write there"
        assert SECRET not in text

    assert "机器人没有收" not in shown
    robot.body = b'{"errcode": 310000}'
    page.post(f"/channels/{channel.pk}/test/")
    send_due(now=timezone.now())
    shown = page.get("/channels/").text
    assert "机器人没有收，请核对地址和加签密钥" in shown
    assert "(310000)" in shown
    waiting = Message.objects.get(state="WAITING")
    assert page.post(f"/channels/messages/{waiting.pk}/give-up/").status_code == 302
    assert page.post(f"/channels/messages/{waiting.pk}/again/").status_code == 302
    page.post(f"/channels/{channel.pk}/off/")
    assert "已停用" in page.get("/channels/").text
    page.post(f"/channels/{channel.pk}/on/")
    page.post(f"/channels/{channel.pk}/", {"name": "街道值班群", "address": "", "secret": ""})
    page.post(f"/channels/{channel.pk}/remove/")
    assert "还没有渠道" in page.get("/channels/").text
    acts = AuditEvent.objects.filter(county=COUNTY, subject=channel.pk).values_list("action", flat=True)
    of_channel = ("added", "tested", "switched_off", "switched_on", "corrected", "removed")
    of_message = ("message.given_up", "message.tried_again")
    assert {*acts} == {*(f"channel.{act}" for act in of_channel), *of_message}
    events = AuditEvent.objects.filter(county=COUNTY).values_list("changed", flat=True)
    assert "of-the-group" not in str(list(events))


@pytest.mark.django_db
def test_a_channel_is_its_offices_own(sign_in: SignIn, make_user: Callable[..., User], robot: Robot) -> None:
    sign_in(role=Role.SECRETARY, area=COMMUNITY).post("/channels/new/", new(robot))
    channel = Channel.objects.get()
    for role, area in ((Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.COUNTY_OFFICER, COUNTY)):
        page = sign_in(role=role, area=area)
        assert "楼长群" not in page.get("/channels/").text
        assert page.get(f"/channels/{channel.pk}/").status_code == 404
        assert page.post("/channels/new/", new(robot)).status_code == 422, "only for one's own office"
    assert sign_in(role=Role.GRID_WORKER, area=COMMUNITY).get("/channels/").status_code == 403


@pytest.mark.django_db
def test_what_did_not_go_out_is_counted_for_who_speaks_for_the_office(
    make_viewer: MakeViewer, sign_in: SignIn, robot: Robot
) -> None:
    sign_in(role=Role.SECRETARY, area=COMMUNITY).post("/channels/new/", new(robot))
    queue_test(channel=Channel.objects.get(), text="测试", by=OPERATOR, now=timezone.now())
    Message.objects.update(state="FAILED")
    counted = {
        role: messages_failed(viewer=make_viewer(role=role, area=area)).count()
        for role, area in (
            (Role.SECRETARY, COMMUNITY),
            (Role.ADMINISTRATOR, COMMUNITY),
            (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        )
    }
    assert counted == {Role.SECRETARY: 1, Role.ADMINISTRATOR: 0, Role.TOWNSHIP_OFFICER: 0}
    secretary = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    for state, tries, told in (("WAITING", 2, 0), ("WAITING", 3, 1), ("SENT", 3, 0), ("GIVEN_UP", 3, 0)):
        Message.objects.update(state=state, tries=tries, fault="TOO_SLOW")
        assert messages_failed(viewer=secretary).count() == told, (state, tries)


@pytest.mark.django_db
def test_a_channel_that_reaches_nobody_looks_unlike_one_that_does(sign_in: SignIn, robot: Robot) -> None:
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page.post("/channels/new/", new(robot))
    channel = Channel.objects.get()
    assert "还没有发到过" in page.get("/channels/").text
    page.post(f"/channels/{channel.pk}/test/")
    send_due(now=timezone.now())
    good = page.get("/channels/").text
    assert ("最近发到" in good, "没有发出去" in good) == (True, False)
    robot.status = 500
    page.post(f"/channels/{channel.pk}/test/")
    send_due(now=timezone.now())
    dead = page.get("/channels/").text
    assert ("最近发到" in dead, "1 条没有发出去" in dead) == (True, True)
