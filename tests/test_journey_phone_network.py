"""The network around the phone's queue: thin lines, strangers on the way, and what is urgent."""

import os
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from linli.emergencies.models import Emergency
from linli.staff.models import User
from tests.phone_in_browser import (
    DATABASE,
    SENT,
    SHAPE,
    Doors,
    Hold,
    all_sent,
    checks,
    let_undo_pass,
    network_back,
    open_app,
    open_offline,
    record,
    type_password,
)
from tests.thin_link import ThinLink, thin_link

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]
# The whole of it, as it was measured in a stairwell, takes three quarters of a minute:
# THIN_RECORDS=200 THIN_BYTES_S=1638 pytest tests/test_journey_phone_network.py -k thin_line
RECORDS: Final = int(os.environ.get("THIN_RECORDS", "60"))
BYTES_S: Final = int(os.environ.get("THIN_BYTES_S", "4000"))
# As long as a phone once waited for every answer, and a little more.
ONCE_TOO_LONG_MS: Final = 35_000


@pytest.fixture
def link(live_server: LiveServer) -> Iterator[ThinLink]:
    """Lay a line to the server; it is wide until a test makes it thin."""
    with thin_link(server_port=int(live_server.url.rpartition(":")[2])) as laid:
        yield laid


def _multiply(page: Page, times: int) -> None:
    """Make of the one record that waits so many, each with an id and a second of its own."""
    page.evaluate(
        f"""{DATABASE}.then(name => new Promise(done => {{
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {{
            const work = asked.result.transaction('outbox', 'readwrite');
            const rows = work.objectStore('outbox');
            rows.getAll().onsuccess = event => {{
              const one = event.target.result[0];
              for (let n = 1; n < {times}; n++) rows.put({{ ...one, id: crypto.randomUUID(), not_before: 0, clock: undefined,
                claimed_at: new Date(Date.parse(one.claimed_at) - 1000 * n).toISOString() }});
            }};
            work.oncomplete = () => {{ asked.result.close(); done(true); }};
          }};
        }}))"""
    )


def _wait_for_bytes(page: Page, link: ThinLink, more: int) -> None:
    """Wait until a message is on its way."""
    until, end = link.up_bytes + more, time.monotonic() + 10
    while link.up_bytes < until:
        assert time.monotonic() < end, "nothing goes up"
        page.wait_for_timeout(50)


def _go_on(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('online'))")


def test_on_a_thin_line_all_records_arrive_in_one_message_however_long_it_takes(
    hold: Hold, doors: Doors, link: ThinLink
) -> None:
    doors(1)
    context = hold(base_url=link.url)
    page = open_offline(context)
    record(page, "住户01")
    _multiply(page, RECORDS)
    let_undo_pass(page)
    page.wait_for_timeout(500)  # what is tried without a network fails at once
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/sync") else None)
    link.up_bytes_s = BYTES_S
    begun = time.monotonic()
    network_back(context)
    _wait_for_bytes(page, link, 4_000)

    page.clock.fast_forward(ONCE_TOO_LONG_MS)
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=120_000)

    print(f"{RECORDS} records at {BYTES_S} bytes a second: {time.monotonic() - begun:.0f} s")  # noqa: T201
    assert (len(checks()), len(sent)) == (RECORDS, 1)


def test_an_emergency_overtakes_two_hundred_checks_and_is_red_on_every_page_until_then(
    hold: Hold, doors: Doors, link: ThinLink
) -> None:
    doors(1)
    context = hold(base_url=link.url)
    page = open_offline(context)
    record(page, "住户01")
    _multiply(page, 200)
    let_undo_pass(page)
    network_back(context)
    link.up_bytes_s = 0  # the line is there and answers nothing
    begun = time.monotonic()
    page.reload()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    assert time.monotonic() - begun < 2, "the app waited for the line"

    page.get_by_role("link", name="紧急").click()
    page.locator(".one button").first.click()
    page.get_by_label("发生了什么").fill("三楼有人倒地")
    page.get_by_role("button", name="立即上报").click()
    for place in ("汇总", "今日"):
        page.get_by_role("link", name=place, exact=True).click()
        expect(page.get_by_text("紧急情况还没有报出去")).to_be_visible()
        expect(page.get_by_text("马上到社区当面报告")).to_be_visible()  # this team gave no numbers
    link.up_bytes_s = 12_000

    expect(page.get_by_text("紧急情况还没有报出去")).to_have_count(0, timeout=SENT)
    assert (Emergency.objects.count(), len(checks())) == (1, 0)
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=40_000)
    assert len(checks()) == 200


STRANGERS: Final = [
    (400, "application/json", '{"error": "bad request"}'),
    (200, "application/json", '{"ok": true}'),
    (200, "text/html", "<html>连接无线网"),
    (403, "application/json", '{"code": "revoked"}'),
    (401, "application/json", '{"code": "signed_out"}'),
    (422, "text/html", "<html>"),
    (413, "text/html", "<html>Request Entity Too Large"),
]


def test_no_stranger_on_the_way_has_anything_sent_back_or_signs_anybody_out(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold(service_workers="block")
    page = open_app(context)
    strangers, met = cycle(STRANGERS), []

    def stranger(route: Route) -> None:
        status, kind, body = next(strangers)
        met.append(status)
        route.fulfill(status=status, body=body, content_type=kind)

    context.route("**/api/v1/**", stranger)
    record(page, "住户01")
    let_undo_pass(page)
    page.get_by_role("link", name="还有 1 条没有上传").click()
    while len(met) < 2 * len(STRANGERS):
        page.get_by_role("button", name="现在上传").click()
        page.wait_for_timeout(50)
    expect(page.get_by_role("link", name="这个网要先登录")).to_be_visible()
    expect(page.get_by_text("被退回")).to_have_count(0)
    expect(page.get_by_text("登录已过期")).to_have_count(0)
    expect(page.get_by_text("已停用")).to_have_count(0)

    context.unroute("**/api/v1/**")
    _go_on(page)

    all_sent(page)
    expect(page.get_by_text("这个网要先登录")).to_have_count(0)
    assert len(checks()) == 1


def test_what_the_server_sent_back_goes_again_at_one_tap_and_is_one_row(hold: Hold, doors: Doors) -> None:
    doors(2)
    context = hold()
    page = open_offline(context)
    for name in ("住户01", "住户02"):
        record(page, name)

    def refuse(route: Route) -> None:
        """Take them, and answer as a server does that could not."""
        said = route.fetch().json()
        for answer in said["answers"]:
            answer |= {"status": "rejected", "code": "malformed", "reason": "这条记录填得不完整"}
        route.fulfill(json=said)

    context.route("**/api/v1/sync", refuse, times=1)
    let_undo_pass(page)
    network_back(context)
    page.get_by_role("link", name="2 条被退回").click(timeout=SENT)
    assert len(checks()) == 2

    page.get_by_role("button", name="全部再发一次（2 条）").click()

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert len(checks()) == 2


def test_who_never_signed_in_is_asked_to_and_comes_back(
    browser: Browser, live_server: LiveServer, worker_user: User, doors: Doors
) -> None:
    doors(1)
    context = browser.new_context(base_url=live_server.url, **SHAPE)
    page = context.new_page()
    page.goto("/w/tally/")
    expect(page.get_by_text("登录已过期")).to_have_count(0)
    page.get_by_role("link", name="请先登录").click()
    type_password(page, worker_user)

    expect(page.get_by_role("heading", name="今天的汇总")).to_be_visible()
    context.set_offline(True)
    expect(page.get_by_text("没有网络，有网后自动上传")).to_be_visible()
    context.close()


def test_somebody_new_who_was_with_the_ill_calls_the_doctor_without_a_network(
    hold: Hold, doors: Doors
) -> None:
    doors(1)
    page = open_offline(hold())
    page.get_by_role("link", name="新到", exact=True).click()
    page.get_by_role("button", name="接触过").click()
    page.get_by_label("体温 ℃").fill("381")
    page.get_by_role("button", name="症状", exact=True).click()
    page.get_by_role("button", name="咳嗽").click()
    said = "体温 38.1 ℃，有症状：咳嗽，接触过病人：请告诉医生"
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    expect(page.get_by_role("link", name="要上报紧急情况")).to_be_visible()
    page.get_by_label("姓名").fill("钱文")
    page.get_by_label("电话", exact=True).fill("13812345678")
    page.get_by_label("住在哪里").fill("1栋1单元09室")
    page.get_by_label("从哪里来").fill("湖北武汉")
    page.get_by_role("button", name="保存", exact=True).click()

    expect(page.get_by_role("heading", name=said)).to_be_visible()
    expect(page.get_by_role("button", name="已告诉医生")).to_be_visible()
