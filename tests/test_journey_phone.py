"""A day with the worker's phone in a real browser, most of it without a network."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from linli.staff.models import User
from tests.cast import MakeObservation
from tests.conftest import CHROMIUM, give_session
from tests.phone_in_browser import (
    SHAPE,
    Doors,
    Hold,
    all_sent,
    checks,
    let_undo_pass,
    network_back,
    observe,
    open_app,
    open_first,
    open_offline,
    record,
    stored,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]
NINE_HOURS_AHEAD = """
const True = Date;
window.Date = class extends True {
  constructor(...told) { if (told.length) super(...told); else super(True.now() + 9 * 3600000); }
  static now() { return True.now() + 9 * 3600000; }
};
"""


def test_a_household_of_four_all_normal_takes_six_taps(hold: Hold, make_observation: MakeObservation) -> None:
    for name in ("王建国", "李秀英", "王小明", "王小红"):
        observe(make_observation, name, "3栋2单元501室")
    page = open_app(hold())
    page.evaluate("window.taps = 0; document.addEventListener('click', () => { window.taps += 1; }, true)")

    page.locator(".door").first.tap()
    expect(page.locator(".member")).to_have_count(4)  # all() does not wait for the household to open
    for member in page.locator(".member").all():
        member.get_by_role("button", name="36.5").tap()
    page.get_by_role("button", name="保存 4 人").tap()

    expect(page.get_by_text("已保存 4 条")).to_be_visible()
    assert page.evaluate("window.taps") == 6
    all_sent(page)
    assert [check.temperature_tenths for check in checks()] == [365] * 4


def test_a_slip_is_undone_before_it_goes(hold: Hold, doors: Doors) -> None:
    doors(1)
    page = open_app(hold())

    record(page, "住户01")
    page.get_by_role("button", name="撤销").click()

    expect(page.get_by_text("已撤销")).to_be_visible()
    expect(page.get_by_text("已全部上传")).to_be_visible()
    let_undo_pass(page)
    page.wait_for_timeout(1000)
    assert checks() == []


def test_a_fever_calls_the_doctor_at_once_without_a_network(hold: Hold, doors: Doors) -> None:
    doors(1)
    page = open_offline(hold())

    page.locator(".door").first.click()
    member = page.locator(".member")
    member.get_by_role("button", name="其他体温").click()
    for digit in "378":
        member.get_by_role("button", name=digit, exact=True).click()
    expect(member.get_by_text("体温 37.8 ℃：请告诉医生")).to_be_visible()
    page.get_by_role("button", name="保存 1 人").click()

    expect(page.locator(".notices").get_by_text("体温 37.8 ℃：请告诉医生")).to_be_visible()
    page.reload()
    expect(page.locator(".notices").get_by_text("体温 37.8 ℃：请告诉医生")).to_be_visible()
    page.get_by_role("button", name="已告诉医生").click()
    expect(page.locator(".alarm")).to_have_count(0)


def test_the_app_opens_and_works_without_a_network(hold: Hold, doors: Doors) -> None:
    observed = doors(2)
    context = hold()
    page = open_offline(context)

    record(page, "住户01")
    page.reload()
    expect(page.get_by_text("还有 1 条没有上传").first).to_be_visible()
    page.goto(f"/w/h/{observed[1].person.household_id}/")
    expect(page.get_by_role("heading", name="住户02")).to_be_visible()
    network_back(context)

    all_sent(page)
    assert [check.observation_id for check in checks()] == [observed[0].pk]


def test_fifty_doors_without_a_network_over_a_restart_come_once(
    browser: Browser,
    live_server: LiveServer,
    worker_user: User,
    doors: Doors,
    tmp_path: Path,
) -> None:
    observed = doors(50)

    def start() -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path / "phone"),
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-quic"],
            base_url=live_server.url,
            **SHAPE,
        )
        context.clock.install()
        return context

    context = start()
    give_session(context, worker_user, live_server)
    open_first(context)
    page = open_offline(context)
    for n in range(1, 26):
        record(page, f"住户{n:02}")
    context.close()

    context = start()
    context.set_offline(True)
    page = open_app(context)
    expect(page.get_by_text("还有 25 条没有上传").first).to_be_visible()
    for n in range(26, 51):
        record(page, f"住户{n:02}")
    expect(page.get_by_text("还有 50 条没有上传").first).to_be_visible()
    network_back(context)

    all_sent(page)
    assert sorted(check.observation_id for check in checks()) == sorted(one.pk for one in observed)
    context.close()


def test_a_clock_nine_hours_ahead_is_said_and_put_right(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold()
    context.add_init_script(NINE_HOURS_AHEAD)
    page = open_app(context)

    expect(page.get_by_text("手机时间快了 9 小时")).to_be_visible()
    record(page, "住户01")
    all_sent(page)
    page.goto("/w/tally/")

    expect(page.locator(".records li")).to_have_count(1)
    (check,) = checks()
    assert abs(check.claimed_at - timezone.now()) < timedelta(minutes=3)


def test_signing_out_waits_for_what_is_unsent_and_leaves_nobody_behind(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    page.goto("/w/settings/")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("还有 1 条没有上传，现在不能退出。")).to_be_visible()

    network_back(context)
    all_sent(page)
    page.get_by_role("button", name="退出登录").click()

    page.wait_for_url("**/sign-in/**")
    assert stored(page, "households") == 0
    assert stored(page, "outbox") == 0
