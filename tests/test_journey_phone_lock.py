"""A phone with a PIN: it holds over reloads and turned clocks, names nobody on the disk, and sends while it is locked."""

import pytest
from playwright.sync_api import Page, expect

from linli.staff.models import User
from tests.phone_in_browser import (
    DATABASE,
    SENT,
    Doors,
    Hold,
    checks,
    let_undo_pass,
    network_back,
    open_offline,
    record,
    type_password,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_a_pin_holds_over_a_reload_and_names_nobody_on_the_disk_while_records_go_out(
    hold: Hold, doors: Doors, worker_user: User
) -> None:
    doors(2)
    context = hold()
    page = open_offline(context)
    set_pin(page)
    record_from_list(page, "住户01")
    assert "住户02" not in page.evaluate(DISK_TEXT)

    page.reload()
    expect(page.get_by_role("heading", name="已锁上")).to_be_visible()
    network_back(context)
    let_undo_pass(page)
    expect(page.locator(".status.wait")).to_have_count(0, timeout=SENT)
    assert len(checks()) == 1
    expect(page.locator("body")).not_to_contain_text("住户")

    type_pin(page, "1357")
    expect(page.get_by_text("不对，还可以试 4 次")).to_be_visible()
    type_pin(page, "2468")
    expect(page.locator(".door")).to_have_count(1)
    page.clock.set_system_time(page.evaluate("Date.now() - 360000") / 1000)
    page.keyboard.press("Tab")
    expect(page.get_by_role("heading", name="已锁上")).to_be_visible()

    for tries in range(5):
        type_pin(page, "1357")
        expect(page.get_by_text("错了 5 次" if tries == 4 else f"还可以试 {4 - tries} 次")).to_be_visible()
        page.reload()
    expect(page.get_by_text("错了 5 次")).to_be_visible()
    page.get_by_role("button", name="重新登录").click()
    type_password(page, worker_user)
    expect(page.locator(".door")).to_have_count(1, timeout=SENT)
    page.goto("/w/settings/")
    expect(page.get_by_text("没设密码时，手机里的内容没有加密")).to_be_visible()


DISK_TEXT = f"""{DATABASE}.then(name => new Promise(done => {{
  indexedDB.open(name).onsuccess = event => {{
    const database = event.target.result, found = [], stores = Array.from(database.objectStoreNames);
    const bytes = (_, value) => value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
    stores.forEach(store => {{
      database.transaction(store).objectStore(store).getAll().onsuccess = read => {{
        found.push(JSON.stringify(read.target.result, bytes));
        if (found.length === stores.length) {{ database.close(); done(found.join()); }}
      }};
    }});
  }};
}}))"""


def set_pin(page: Page) -> None:
    page.get_by_role("link", name="设好").click()
    page.get_by_label("设 4–6 位数字").fill("2468")
    page.get_by_label("再输一次").fill("2468")
    page.get_by_role("button", name="设好").click()
    expect(page.get_by_text("已设密码")).to_be_visible()


def record_from_list(page: Page, name: str) -> None:
    page.get_by_role("link", name="今日").click()
    record(page, name)


def type_pin(page: Page, digits: str) -> None:
    for digit in digits:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="打开").click()
