"""A phone whose clock is moved: what was done at the doors is told at its right time, or asked about, and never lost."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.observation.models import Check
from linli.phone.times import TimeFrom
from tests.phone_in_browser import (
    SENT,
    Doors,
    Hold,
    all_sent,
    checks,
    let_undo_pass,
    network_back,
    open_app,
    open_offline,
    record,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]

DAY = timedelta(days=1)
SOON = timedelta(seconds=60)


def move_clock(page: Page, to: datetime) -> None:
    """Move the phone's clock; what passes in its page goes on as before."""
    page.clock.set_system_time(to)


def right(check: Check, at: datetime, how: TimeFrom) -> bool:
    return check.time_from == how and abs(check.claimed_at - at) < SOON


def test_a_clock_that_is_put_on_before_sending_moves_no_check_of_an_open_page(
    hold: Hold, doors: Doors
) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    at = timezone.now()

    move_clock(page, at + 3 * DAY)
    network_back(context)

    all_sent(page)
    (check,) = checks()
    assert right(check, at, TimeFrom.MONOTONIC)


def test_what_a_page_cannot_know_is_asked_and_one_answer_is_for_all_of_the_same_move(
    hold: Hold, doors: Doors
) -> None:
    doors(2)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    record(page, "住户02")
    at = timezone.now()

    move_clock(page, at + DAY)
    page.reload()
    network_back(context)
    page.goto("/w/outbox/")
    expect(page.get_by_role("link", name="选时间")).to_have_count(2, timeout=SENT)
    assert checks() == []
    page.get_by_role("link", name="选时间").first.click()

    readings = page.locator(".keys.two button")
    expect(readings).to_have_count(1)  # tomorrow has not come
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请写哪天、几点")).to_be_visible()
    readings.first.click()
    page.get_by_role("button", name="另外 1 条也是这次变的").click()

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert [right(check, at, TimeFrom.CHOSEN) for check in checks()] == [True, True]


def test_a_visit_under_a_clock_of_long_ago_is_asked_mended_twice_and_delivered(
    hold: Hold, doors: Doors
) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)
    at = timezone.now()
    move_clock(page, at - 20 * DAY)
    page.reload()
    expect(page.get_by_text("手机时间变过")).to_be_visible()
    page.get_by_role("button", name="全部").click()
    record(page, "住户01")

    move_clock(page, at)
    page.reload()
    network_back(context)
    page.goto("/w/outbox/")
    page.get_by_role("link", name="选时间").click()
    for day, said in ((at - 3 * DAY, "这次观察从"), (at + DAY, "这个时间还没有到")):
        page.get_by_label("哪天").fill(f"{timezone.localtime(day):%Y-%m-%d}")
        page.get_by_label("几点").fill("00:00")
        page.get_by_role("button", name="保存").click()
        if day < at:
            page.get_by_role("link", name="选时间").click(timeout=SENT)
        expect(page.get_by_text(said)).to_be_visible()
    page.get_by_label("哪天").fill(f"{timezone.localtime(at):%Y-%m-%d}")
    page.get_by_label("几点").fill(f"{timezone.localtime(at):%H:%M}")
    page.get_by_role("button", name="保存").click()

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    (check,) = checks()
    assert right(check, at, TimeFrom.CHOSEN)


def test_a_clock_that_runs_ahead_without_a_network_takes_no_door_away_and_says_to_send_first(
    hold: Hold, doors: Doors
) -> None:
    doors(2)
    context = hold()
    context.clock.set_system_time(timezone.now() + 3 * DAY)
    # It has heard how far it is off before it goes without a network.
    expect(open_app(context).get_by_text("请把手机时间调准")).to_be_visible()
    page = open_offline(context)

    move_clock(page, timezone.now() + 11 * DAY)
    page.reload()

    page.get_by_role("button", name="全部").click()
    expect(page.locator(".door")).to_have_count(2)
    record(page, "住户01")
    expect(page.get_by_text("请先上传这 1 条，再把手机时间调准")).to_be_visible()


def test_a_day_that_turns_over_an_open_form_is_asked_about_and_starts_no_clock(
    hold: Hold, doors: Doors
) -> None:
    doors(1)
    page = open_app(hold())
    page.get_by_role("link", name="紧急").click()
    expect(page.get_by_text("从发现起，2 小时内要报到")).to_be_visible()
    page.get_by_role("link", name="新到").click()
    first = page.get_by_label("哪天到的").input_value()
    page.get_by_role("link", name="今日").click()
    page.locator(".door", has_text="住户01").click()
    page.locator(".member").get_by_role("button", name="36.5", exact=True).click()

    page.context.set_offline(True)
    page.clock.fast_forward("24:00:00")

    page.get_by_role("button", name="保存 1 人").click()
    asked = page.get_by_role("alert").filter(has_text="住户01的体温是什么时候量的？")
    expect(asked.get_by_role("button")).to_have_count(2)
    asked.get_by_role("button").first.click()
    expect(page.get_by_text("还有 1 条没有上传").first).to_be_visible()
    page.goto("/w/outbox/")
    shown = page.locator(".records small")
    expect(shown).to_contain_text(f"{datetime.fromisoformat(first):%m-%d}")
    page.get_by_role("link", name="新到").click()
    expect(page.get_by_label("哪天到的")).not_to_have_value(first)
    page.get_by_role("link", name="紧急").click()
    page.get_by_label("发生了什么").fill("三楼有人倒地")
    expect(page.get_by_text("还有 120 分钟")).to_be_visible()
    let_undo_pass(page)
