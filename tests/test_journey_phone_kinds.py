"""What a worker may tell comes to the phone as files of its own: in time, again when it failed, and to nobody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Request, expect
from pytest_django.live_server_helper import LiveServer

from linli.people.models import Call
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY
from tests.conftest import give_session
from tests.phone_in_browser import SHAPE, Doors, Hold, all_sent, network_back, open_app, open_first

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_without_a_service_worker_all_that_may_be_told_is_there_when_the_network_goes(
    hold: Hold, doors: Doors
) -> None:
    doors(1)
    context = hold(service_workers="block")
    page = context.new_page()
    came: list[str] = []
    page.on("requestfinished", lambda request: came.append(_file_of(request)))
    page.goto("/w/")
    expect(page.locator(".door").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert {"arrival", "card", "emergency", "need"} < set(came)
    assert "photo" not in came
    context.set_offline(True)

    page.locator(".door", has_text="住户01").click()
    page.get_by_role("link", name="家里需要").click()
    page.get_by_label("需要什么、说了什么").fill("降压药")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("link", name="新到", exact=True).click()
    expect(page.get_by_role("heading", name="登记新到的人")).to_be_visible()
    page.get_by_role("link", name="还有 1 条没有上传").click()
    expect(page.get_by_text("联系 降压药")).to_be_visible()
    network_back(context)

    all_sent(page)
    assert Call.objects.get().note == "降压药"


def test_a_screen_that_did_not_come_says_so_and_comes_when_it_is_asked_for_again(
    hold: Hold, doors: Doors
) -> None:
    doors(1)
    context = hold(service_workers="block")
    context.route("**/assets/need-*.js", lambda route: route.abort())
    page = open_app(context)
    page.locator(".door", has_text="住户01").click()
    page.get_by_role("link", name="家里需要").click()
    expect(page.get_by_text("这一页还没有取到手机上")).to_be_visible()
    context.unroute("**/assets/need-*.js")

    page.get_by_role("button", name="再试一次").click()

    expect(page.get_by_role("heading", name="家里需要什么")).to_be_visible()


def test_a_doctor_who_registers_nobody_has_neither_the_door_nor_its_file(
    browser: Browser, live_server: LiveServer, make_user: Callable[..., User], doors: Doors
) -> None:
    doors(1)
    context = browser.new_context(base_url=live_server.url, service_workers="block", **SHAPE)
    context.clock.install()
    give_session(context, make_user(role=Role.DOCTOR, area=COMMUNITY), live_server)
    open_first(context)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_file_of(request)))
    page.goto("/w/")
    expect(page.locator(".door").first).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert {"arrival", "card"}.isdisjoint(asked)
    assert {"emergency", "need"} < set(asked)
    expect(page.get_by_role("link", name="紧急")).to_be_visible()
    expect(page.get_by_role("link", name="新到", exact=True)).to_have_count(0)
    page.locator(".door").first.click()
    expect(page.get_by_role("link", name="家里需要")).to_be_visible()
    expect(page.get_by_role("link", name="门牌资料")).to_have_count(0)
    context.close()


def _file_of(request: Request) -> str:
    """Return what a file of the app is called, without the mark of its version; '' for anything else."""
    name = request.url.rpartition("/assets/")[2] if "/assets/" in request.url else ""
    return name.split("-", 1)[0]
