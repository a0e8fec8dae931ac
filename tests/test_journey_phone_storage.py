"""A phone that loses what it kept, has no room, or keeps nothing: said in words of its own, never green."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.phone_in_browser import (
    DATABASE,
    SENT,
    SHAPE,
    Doors,
    Hold,
    all_sent,
    change_outbox,
    checks,
    ids_in_file,
    let_undo_pass,
    network_back,
    open_app,
    open_offline,
    record,
)
from tests.test_journey_phone_access import AXE, RULES, SMALL

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]
THROW_AWAY = f"{DATABASE}.then(name => new Promise(done => {{ indexedDB.deleteDatabase(name).onsuccess = () => done(true); }}))"


def test_what_a_cleaner_deletes_comes_back_and_what_cannot_is_named_until_the_worker_has_seen_it(
    hold: Hold, doors: Doors
) -> None:
    doors(3)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    record(page, "住户02")
    page.evaluate(THROW_AWAY)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("手机丢了 2 条记录，已从备份找回")).to_be_visible()
    expect(page.locator(".status.wait")).to_contain_text("还有 2 条没有上传")

    # Of one only the hour found room outside the database.
    page.evaluate(
        """Object.keys(localStorage).filter(key => key.indexOf('linli-copy-') === 0).sort().slice(1)
        .forEach(key => localStorage.setItem(key, JSON.parse(localStorage.getItem(key)).claimed_at))"""
    )
    page.evaluate(THROW_AWAY)
    page.reload()
    expect(page.get_by_role("heading", name="1 条记录丢失")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("找不回来")
    expect(page.locator(".status.bad")).to_contain_text("1 条记录丢失")
    network_back(context)
    page.wait_for_timeout(1000)
    expect(page.locator(".status.bad")).to_contain_text("1 条记录丢失")
    assert len(checks()) == 1
    page.get_by_role("button", name="我知道了，已告诉社区").click()
    all_sent(page)
    expect(page.locator(".door")).to_have_count(2)
    assert len(checks()) == 1


NEVER_ANSWERS = f"""{DATABASE}.then(name => new Promise(done => {{
  indexedDB.open(name).onsuccess = event => {{
    window.held = event.target.result;
    const asked = indexedDB.deleteDatabase(name);
    asked.onblocked = () => done(true);
  }};
}}))"""
NEWER = f"""{DATABASE}.then(name => new Promise(done => {{
  indexedDB.open(name, 99).onsuccess = event => {{ event.target.result.close(); done(true); }};
}}))"""


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("none", "这个浏览器不让网页存东西"),
        ("fails", "手机存不下东西"),
        ("silent", "手机上存记录的地方没有回应"),
    ],
)
def test_a_database_that_does_not_open_is_said_and_its_copy_is_handed_over(
    hold: Hold, doors: Doors, broken: str, words: str
) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    if broken == "fails":
        page.evaluate(NEWER)
    if broken == "silent":
        page.evaluate(NEVER_ANSWERS)
    opened = context.new_page()
    if broken == "none":
        opened.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    opened.goto("/w/")
    if broken == "silent":
        opened.clock.fast_forward(6_000)

    expect(opened.get_by_role("alert")).to_contain_text(words)
    expect(opened.locator(".status.bad")).to_contain_text("手机存不住记录")
    assert len(ids_in_file(opened, "没上传的 1 条存成文件")) == 1
    if broken == "silent":
        page.close()  # which held it
        expect(opened.locator(".status.wait")).to_contain_text("还有 1 条没有上传")


def test_records_that_nobody_can_read_stop_neither_the_page_nor_the_others(hold: Hold, doors: Doors) -> None:
    doors(5)
    context = hold()
    page = open_offline(context)
    for n in range(1, 6):
        record(page, f"住户{n:02}")
    change_outbox(
        page,
        """window.nth = (window.nth || 0) + 1;
        if (nth === 1) record.claimed_at = '昨天';
        if (nth === 2) record.data = null;
        if (nth === 3) record.kind = 'drone';
        if (nth === 4) delete record.about;
        """,
    )
    page.reload()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    page.goto("/w/outbox/")
    expect(page.get_by_text("等待上传 5")).to_be_visible()
    expect(page.get_by_text("这条看不懂，仍会上传")).to_have_count(3)
    page.goto("/w/tally/")
    expect(page.get_by_role("heading", name="今天的汇总")).to_be_visible()
    network_back(context)

    let_undo_pass(page)
    expect(page.get_by_text("3 条被退回，点此修改")).to_be_visible(timeout=SENT)
    assert len(checks()) == 2
    for link in ("", "outbox/", "tally/"):
        page.goto(f"/w/{link}")
        expect(page.locator("main h1")).to_be_visible()


def without_files(context: BrowserContext) -> None:
    context.route("**/assets/main-*.js", lambda route: route.fulfill(status=404))


def test_a_page_without_its_files_reads_the_copy_and_never_says_nothing_where_it_could_not_look(
    hold: Hold, doors: Doors
) -> None:
    doors(1)
    context = hold(service_workers="block")
    context.route("**/api/**", lambda route: route.abort())
    page = open_app(context)
    record(page, "住户01")
    without_files(context)
    page.evaluate(THROW_AWAY)
    page.reload()

    expect(page.get_by_text("看不到这部手机上的记录")).to_be_visible()
    expect(page.get_by_text("1 not sent")).to_be_visible()
    assert len(ids_in_file(page, "存成文件 Save to a file")) == 1
    axe_clean(page)

    page.evaluate(
        "Object.keys(localStorage).forEach(key => key.indexOf('linli-copy') || localStorage.removeItem(key))"
    )
    page.reload()
    expect(page.get_by_text("看不到这部手机上的记录")).to_be_visible()
    expect(page.get_by_text("not sent")).to_have_count(0)


def axe_clean(page: Page) -> None:
    page.evaluate(AXE.read_text() + ";true")
    seen = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in seen] + page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SHAPE["viewport"]["width"]


@pytest.mark.skipif(not AXE.exists(), reason="axe is missing: npm ci in web/")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_phone_in_trouble_shows_can_be_used_by_everybody(
    hold: Hold, doors: Doors, language: str
) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    page.goto("/w/settings/")
    for label in ("设 4–6 位数字", "再输一次"):
        page.get_by_label(label).fill("2468")
    page.get_by_role("button", name="设好").click()
    expect(page.get_by_text("已设密码")).to_be_visible()
    page.get_by_role("button", name="不要密码").click()
    page.evaluate(f"localStorage.setItem('linli-language', '{language}')")
    axe_clean(page)
    page.reload()
    expect(page.locator(".pad")).to_be_visible()
    axe_clean(page)

    # Its database is gone, and of what it kept only the hour is known.
    page.evaluate(
        """Object.keys(localStorage).filter(key => key.indexOf('linli-copy-') === 0)
        .forEach(key => localStorage.setItem(key, '2026-11-29T00:41:00.000Z'))"""
    )
    page.evaluate(THROW_AWAY)
    page.reload()
    expect(page.locator(".status.bad")).to_be_visible()
    axe_clean(page)

    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page.reload()
    expect(page.locator("main [role=alert]")).to_be_visible()
    axe_clean(page)
